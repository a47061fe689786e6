// SPDX-FileCopyrightText: 2026 The Plimsoll authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "window_fixture.hpp"

#include "gui/app/what_if_panel.hpp"
#include "gui/editor/scenario_editor.hpp"
#include "gui/export/export.hpp"
#include "gui/models/preferences.hpp"
#include "gui/models/result.hpp"
#include "gui/models/text.hpp"
#include "gui/models/tornado.hpp"

#include <nlohmann/json.hpp>

#include <QAbstractButton>
#include <QAccessible>
#include <QAction>
#include <QComboBox>
#include <QDockWidget>
#include <QDragEnterEvent>
#include <QDropEvent>
#include <QJsonDocument>
#include <QLabel>
#include <QLineEdit>
#include <QListWidget>
#include <QLocale>
#include <QMimeData>
#include <QSlider>
#include <QTabBar>
#include <QTableView>

#include <sys/resource.h>
#include <csignal>

namespace plimsoll::gui {
namespace {

class MainWindowTest : public WindowTest {
protected:
    MainWindow window_{QStringLiteral(PLIMSOLL_BINARY)};
};

// The screen of tests is a square of 800 pixels; what the window needs at least fits one of 1280x800 with its frame.
TEST_F(MainWindowTest, FitsASmallScreenAtTheFirstStart) {
    window_.restoreSession(false);
    window_.show();
    ASSERT_TRUE(window_.open(file("a.json", scenario())));
    ASSERT_TRUE(waitForFullResult(*window_.currentPage()));
    EXPECT_LE(window_.width(), 1229);
    EXPECT_LE(window_.height(), 768);
}

TEST_F(MainWindowTest, SimulatesWhatItOpens) {
    ASSERT_TRUE(window_.open(file("a.json", scenario())));
    auto& page = *window_.currentPage();
    ASSERT_TRUE(waitForFullResult(page));
    EXPECT_DOUBLE_EQ(costOf(page, 0), 730);
    EXPECT_DOUBLE_EQ(costOf(page, 1), 1460);
    EXPECT_EQ(page.result()->comparison().scenario.name, "a");
}

// 1e5 requests a second for an hour, two deployments: 7.2e8 requests for the first answer alone.
TEST_F(MainWindowTest, AsksBeforeARunOfHours) {
    ASSERT_TRUE(window_.open(file("a.json", scenario())));
    auto& page = *window_.currentPage();
    ASSERT_TRUE(waitForFullResult(page));
    const auto* bar = window_.findChild<MessageBar*>(QStringLiteral("trafficBar"));
    ASSERT_NE(bar, nullptr);
    QSignalSpy ended(&page, &Page::runEnded);
    page.document()->set("/workload/traffic/generate/rate", "100000 /s");
    ASSERT_TRUE(QTest::qWaitFor([&] { return ended.count() == 1; }, kPatienceMs));
    EXPECT_TRUE(bar->message().contains(QStringLiteral("720"))) << bar->message().toStdString();
    EXPECT_NE(bar->findChild<QAbstractButton*>(QStringLiteral("offer")), nullptr);
    EXPECT_TRUE(page.stamp().startsWith(QStringLiteral("Older result"))) << page.stamp().toStdString();
    page.document()->set("/workload/traffic/generate/rate", "3 /s");
    ASSERT_TRUE(QTest::qWaitFor([&] { return ended.count() == 2; }, kPatienceMs));
    EXPECT_TRUE(bar->message().isEmpty());
    EXPECT_TRUE(page.stamp().isEmpty());
}

TEST_F(MainWindowTest, SimulatesAgainAfterAChangeAndAfterUndoingIt) {
    ASSERT_TRUE(window_.open(file("a.json", scenario())));
    auto& page = *window_.currentPage();
    ASSERT_TRUE(waitForFullResult(page));
    page.document()->set("/deployments/0/pools/0/offer/price", "3.00 USD/h");
    ASSERT_TRUE(QTest::qWaitFor([&] { return costOf(page, 0) == 2190 && !page.isBusy(); }, kPatienceMs));
    page.editor()->undoAction()->trigger();
    ASSERT_TRUE(QTest::qWaitFor([&] { return costOf(page, 0) == 730 && !page.isBusy(); }, kPatienceMs));
    EXPECT_FALSE(page.document()->isModified());
}

TEST_F(MainWindowTest, KeepsTheResultBeforeACancelledRun) {
    ASSERT_TRUE(window_.open(file("a.json", scenario())));
    auto& page = *window_.currentPage();
    ASSERT_TRUE(waitForFullResult(page));
    const ResultPtr before = page.result();
    page.document()->set("/experiment/replications", 5000);
    ASSERT_TRUE(QTest::qWaitFor([&] { return page.isBusy(); }, kPatienceMs));
    page.cancel();
    EXPECT_FALSE(page.isBusy());
    QTest::qWait(300);
    EXPECT_TRUE(page.result() == before || page.result()->isCoarse());
}

TEST_F(MainWindowTest, DoesNotSimulateAScenarioWithProblems) {
    ASSERT_TRUE(window_.open(file("a.json", scenario())));
    auto& page = *window_.currentPage();
    ASSERT_TRUE(waitForFullResult(page));
    const ResultPtr before = page.result();
    page.document()->set("/slo/0/at_most", "1 fortnight");
    page.document()->checkNow();
    ASSERT_FALSE(page.document()->problems().empty());
    QTest::qWait(500);
    EXPECT_FALSE(page.isBusy());
    EXPECT_EQ(page.result(), before);
}

// What only `plimsoll` knows, such as the names of the catalog, comes back to the field.
TEST_F(MainWindowTest, ShowsProblemsThatTheRunFound) {
    QByteArray text = scenario();
    text.replace(R"({"price": "1.00 USD/h"}, "replicas": {"min": 1)",
                 R"("aws/us-east-1/g4dn.xlarg", "replicas": {"min": 1)");
    ASSERT_TRUE(window_.open(file("a.json", text)));
    auto& document = *window_.currentPage()->document();
    ASSERT_TRUE(QTest::qWaitFor([&] { return !document.problems().empty(); }, kPatienceMs));
    EXPECT_EQ(document.problems()[0].pointer, "/deployments/0/pools/0/offer");
    EXPECT_NE(document.problems()[0].hint.find("g4dn.xlarge"), std::string::npos) << document.problems()[0].hint;
}

// They cost simulations: none before somebody looks, and none once more for the same result.
TEST_F(MainWindowTest, VariesTheAssumptionsWhenTheirViewIsSeen) {
    ASSERT_TRUE(window_.open(file("a.json", scenario())));
    auto& page = *window_.currentPage();
    ASSERT_TRUE(waitForFullResult(page));
    EXPECT_FALSE(hasSensitivities(*page.result()));
    window_.show();
    window_.docks().dock(QStringLiteral("sensitivities"))->show();
    window_.docks().dock(QStringLiteral("sensitivities"))->raise();
    ASSERT_TRUE(QTest::qWaitFor([&] { return hasSensitivities(*page.result()); }, kPatienceMs));
    EXPECT_FALSE(page.isBusy());
    EXPECT_EQ(page.stamp(), QString());
    page.varyAssumptions();
    EXPECT_FALSE(page.isBusy()) << "it knows them";
}

TEST_F(MainWindowTest, OpensResultsAsTheyWereComputed) {
    ASSERT_TRUE(window_.open(file("a.json", scenario())));
    ASSERT_TRUE(waitForFullResult(*window_.currentPage()));
    const QByteArray text = window_.currentPage()->result()->text();
    ASSERT_TRUE(window_.open(file("result.json", text)));
    EXPECT_EQ(window_.currentPage()->document(), nullptr);
    EXPECT_EQ(window_.currentPage()->result()->text(), text);
    EXPECT_EQ(window_.pages().size(), 2);
}

TEST_F(MainWindowTest, OpensAFileOnce) {
    const QString path = file("a.json", scenario());
    ASSERT_TRUE(window_.open(path));
    ASSERT_TRUE(window_.open(path));
    EXPECT_EQ(window_.pages().size(), 1);
}

TEST_F(MainWindowTest, SaysWhyAFileDoesNotOpen) {
    EXPECT_FALSE(window_.open(folder_.filePath(QStringLiteral("gone.json"))));
    EXPECT_TRUE(window_.message().contains(QStringLiteral("gone.json"))) << window_.message().toStdString();
    EXPECT_FALSE(window_.open(file("newer.json", R"({"schema": "plimsoll.comparison/9"})")));
    EXPECT_FALSE(window_.message().isEmpty());
    EXPECT_TRUE(window_.pages().isEmpty());
}

TEST_F(MainWindowTest, OpensWhatIsDroppedOnIt) {
    QMimeData data;
    data.setUrls({QUrl::fromLocalFile(file("a.json", scenario())), QUrl::fromLocalFile(file("b.json", scenario()))});
    QDragEnterEvent enter(QPoint(5, 5), Qt::CopyAction, &data, Qt::LeftButton, Qt::NoModifier);
    QCoreApplication::sendEvent(&window_, &enter);
    ASSERT_TRUE(enter.isAccepted());
    QDropEvent drop(QPointF(5, 5), Qt::CopyAction, &data, Qt::LeftButton, Qt::NoModifier);
    QCoreApplication::sendEvent(&window_, &drop);
    EXPECT_EQ(window_.pages().size(), 2);
}

TEST_F(MainWindowTest, SurvivesACrashOfTheProgram) {
    const QString crashing = file("crash", "#!/bin/sh\ncat > /dev/null\nkill -SEGV $$\n");
    QFile(crashing).setPermissions(QFile::ReadOwner | QFile::ExeOwner);
    MainWindow window(crashing);
    ASSERT_TRUE(window.open(file("a.json", scenario())));
    auto& page = *window.currentPage();
    page.runNow();
    ASSERT_TRUE(QTest::qWaitFor([&] { return !page.messages().message().isEmpty(); }, kPatienceMs));
    EXPECT_FALSE(page.isBusy());
    EXPECT_FALSE(page.result());
}

TEST_F(MainWindowTest, LaysFactorsOverTheScenarioWithoutChangingIt) {
    ASSERT_TRUE(window_.open(file("a.json", scenario())));
    auto& page = *window_.currentPage();
    ASSERT_TRUE(waitForFullResult(page));
    auto* load = window_.findChild<QSlider*>(QStringLiteral("whatIf/load"));
    ASSERT_NE(load, nullptr);
    constexpr int kTwice = 20;
    load->setValue(kTwice);
    ASSERT_TRUE(
        QTest::qWaitFor([&] { return page.result()->comparison().scenario.load == 2 && !page.isBusy(); }, kPatienceMs));
    EXPECT_FALSE(page.document()->isModified());
    window_.findChild<QAbstractButton*>(QStringLiteral("whatIf/reset"))->click();
    ASSERT_TRUE(
        QTest::qWaitFor([&] { return page.result()->comparison().scenario.load == 1 && !page.isBusy(); }, kPatienceMs));
}

TEST_F(MainWindowTest, FollowsTheSelectedDeploymentByName) {
    ASSERT_TRUE(window_.open(file("a.json", scenario())));
    auto& page = *window_.currentPage();
    ASSERT_TRUE(waitForFullResult(page));
    window_.selection().select(1);
    page.document()->move("/deployments", 1, 0);
    ASSERT_TRUE(
        QTest::qWaitFor([&] { return page.result()->deployments()[0].name == "two" && !page.isBusy(); }, kPatienceMs));
    EXPECT_EQ(window_.selection().deployment(), 0);
}

// Hidden by name: another scenario's deployment in the same place stays.
TEST_F(MainWindowTest, HidesWhatIsUncheckedInTheListOfDeployments) {
    ASSERT_TRUE(window_.open(file("a.json", scenario())));
    ASSERT_TRUE(waitForFullResult(*window_.currentPage()));
    auto* list = window_.findChild<QListWidget*>(QStringLiteral("deployments/list"));
    ASSERT_NE(list, nullptr);
    ASSERT_EQ(list->count(), 2);
    list->item(0)->setCheckState(Qt::Unchecked);
    list->setCurrentRow(1);
    EXPECT_TRUE(window_.selection().isHidden(0));
    EXPECT_EQ(window_.selection().deployment(), 1);

    ASSERT_TRUE(window_.open(file("b.json", QByteArray(scenario()).replace("\"one\"", "\"other\""))));
    ASSERT_TRUE(waitForFullResult(*window_.currentPage()));
    EXPECT_FALSE(window_.selection().isHidden(0));
    EXPECT_EQ(window_.selection().deployment(), 1);
    EXPECT_TRUE(list->item(0)->text().startsWith(QStringLiteral("other\n$730 a month\n✓ met")))
        << qPrintable(list->item(0)->text());
}

TEST_F(MainWindowTest, TakesABaselineAndABudgetFromTheListOfDeployments) {
    const QLocale before;
    QLocale::setDefault(QLocale(QLocale::German, QLocale::Germany));
    ASSERT_TRUE(window_.open(file("a.json", scenario())));
    ASSERT_TRUE(waitForFullResult(*window_.currentPage()));
    auto* baseline = window_.findChild<QComboBox*>(QStringLiteral("deployments/baseline"));
    baseline->setCurrentIndex(2);
    emit baseline->activated(2);
    EXPECT_EQ(window_.selection().baseline(), 1);
    auto* budget = window_.findChild<QLineEdit*>(QStringLiteral("deployments/budget"));
    budget->setText(QStringLiteral("1000.5"));
    emit budget->editingFinished();
    QLocale::setDefault(before);
    EXPECT_EQ(window_.selection().budget(), 1000.5);
    budget->clear();
    emit budget->editingFinished();
    EXPECT_FALSE(window_.selection().budget());
}

TEST_F(MainWindowTest, ShowsTheSameNumbersInACommaLocale) {
    const QLocale before;
    QLocale::setDefault(QLocale(QLocale::German, QLocale::Germany));
    ASSERT_TRUE(window_.open(file("a.json", scenario())));
    auto& page = *window_.currentPage();
    ASSERT_TRUE(waitForFullResult(page));
    const Table table = window_.docks().view(QStringLiteral("figures"))->table();
    QLocale::setDefault(before);
    EXPECT_DOUBLE_EQ(costOf(page, 0), 730);
    EXPECT_FALSE(csvOf(table).contains("730,00"));
    EXPECT_GT(table.rows.size(), 20);
}

TEST_F(MainWindowTest, ExportsEveryViewInEveryFormat) {
    ASSERT_TRUE(window_.open(file("a.json", scenario())));
    ASSERT_TRUE(waitForFullResult(*window_.currentPage()));
    window_.show();
    for (const auto& kind : viewKinds()) {
        auto* dock = window_.docks().dock(kind.name);
        dock->show();
        dock->raise();
        QCoreApplication::processEvents();
        for (const QString& format : exportFormats()) {
            const QString path = folder_.filePath(kind.name + QLatin1Char('.') + format);
            EXPECT_EQ(exportView(*window_.docks().view(kind.name), path, QSize(640, 400)), QString());
            QFile written(path);
            ASSERT_TRUE(written.open(QIODevice::ReadOnly)) << path.toStdString();
            EXPECT_GT(written.size(), 20) << path.toStdString();
        }
    }
}

TEST_F(MainWindowTest, SaysWhyAnExportFailed) {
    ASSERT_TRUE(window_.open(file("a.json", scenario())));
    ASSERT_TRUE(waitForFullResult(*window_.currentPage()));
    auto& view = *window_.docks().view(QStringLiteral("figures"));
    EXPECT_TRUE(exportView(view, folder_.filePath(QStringLiteral("gone/x.png")), QSize(100, 100))
                    .contains(QStringLiteral("could not be written")));
    EXPECT_TRUE(exportView(view, folder_.filePath(QStringLiteral("x.bmp")), QSize(100, 100))
                    .contains(QStringLiteral("png, svg, pdf, csv")));
    // A file that may not grow stands for a full disk; nothing half written may stay behind.
    const QString path = folder_.filePath(QStringLiteral("full.png"));
    rlimit before{};
    getrlimit(RLIMIT_FSIZE, &before);
    const rlimit tiny{16, before.rlim_max};
    const auto handler = std::signal(SIGXFSZ, SIG_IGN);
    setrlimit(RLIMIT_FSIZE, &tiny);
    const QString problem = exportView(view, path, QSize(100, 100));
    setrlimit(RLIMIT_FSIZE, &before);
    std::signal(SIGXFSZ, handler);
    EXPECT_TRUE(problem.contains(QStringLiteral("could not be written"))) << problem.toStdString();
    EXPECT_FALSE(QFile::exists(path));
}

TEST_F(MainWindowTest, RemembersFilesAndLayout) {
    const QString path = file("a.json", scenario());
    {
        MainWindow first{QStringLiteral(PLIMSOLL_BINARY)};
        ASSERT_TRUE(first.open(path));
        first.show();
        first.docks().dock(QStringLiteral("figures"))->hide();
        first.saveSession();
    }
    window_.restoreSession(true);
    window_.show();
    ASSERT_EQ(window_.pages().size(), 1);
    EXPECT_EQ(window_.currentPage()->document()->path(), path);
    EXPECT_TRUE(window_.docks().dock(QStringLiteral("figures"))->isHidden());
}

TEST_F(MainWindowTest, StampsEveryViewThatShowsNoFact) {
    window_.show();
    ASSERT_TRUE(window_.open(file("a.json", scenario())));
    auto& page = *window_.currentPage();
    ASSERT_TRUE(waitForFullResult(page));
    EXPECT_EQ(page.stamp(), QString());
    const auto stamps = [this] {
        QSet<QString> all;
        for (const auto* label : window_.findChildren<QLabel*>(QStringLiteral("stamp"))) all.insert(label->text());
        return all;
    };
    EXPECT_EQ(stamps(), QSet<QString>{QString()});

    window_.findChild<QSlider*>(QStringLiteral("whatIf/load"))->setValue(20);
    EXPECT_EQ(page.stamp(), QStringLiteral("Older result: from before the last change, which is being simulated"));
    ASSERT_TRUE(waitForFullResult(page));
    EXPECT_EQ(stamps(), QSet<QString>{QStringLiteral("⚠ What if: load × 2")});
    const auto summary = QJsonDocument(window_.docks().view(QStringLiteral("summary"))->scene()).toJson();
    EXPECT_TRUE(QString::fromUtf8(summary).contains(QStringLiteral("⚠ What if: load × 2")));
    EXPECT_TRUE(qstring(page.result()->comparison().scenario.name).contains(QStringLiteral("What if: load × 2")));

    page.document()->setText(QStringLiteral("{"));
    EXPECT_TRUE(QTest::qWaitFor([&] {
        return page.stamp() ==
               QStringLiteral("What if: load × 2 · Older result: from before the last change, which has problems");
    })) << qPrintable(page.stamp());
}

TEST_F(MainWindowTest, StampsAResultThatARunWasToReplaceAndDidNot) {
    ASSERT_TRUE(window_.open(file("a.json", scenario())));
    auto& page = *window_.currentPage();
    ASSERT_TRUE(waitForFullResult(page));
    page.document()->set("/experiment/seed", 2);
    page.cancel();
    EXPECT_EQ(page.stamp(), QStringLiteral("Older result: from before the last change, whose run was cancelled"));
    page.setRunsByItself(false);
    page.document()->set("/experiment/seed", 3);
    EXPECT_EQ(page.stamp(), QStringLiteral("Older result: from before the last change, which was not run"));
}

TEST_F(MainWindowTest, RunsAtTheLoadWhereTheLineWasDropped) {
    ASSERT_TRUE(window_.open(file("a.json", scenario())));
    auto& page = *window_.currentPage();
    ASSERT_TRUE(waitForFullResult(page));
    window_.selection().chooseLoad(1.37);
    EXPECT_EQ(window_.selection().chosenLoad(), 1.37) << "the line stays there";
    EXPECT_EQ(page.whatIf().load, 1.37);
    ASSERT_TRUE(waitForFullResult(page));
    EXPECT_EQ(window_.selection().chosenLoad(), std::nullopt) << "it is the scenario's own now";
    EXPECT_EQ(page.stamp(), QStringLiteral("What if: load × 1.37"));
}

TEST_F(MainWindowTest, ExportsPicturesAndTablesWithWhatTellsThemApart) {
    ASSERT_TRUE(window_.open(file("a.json", scenario())));
    ASSERT_TRUE(waitForFullResult(*window_.currentPage()));
    const PictureFrame frame{
        QStringLiteral("Cost by item"), QStringLiteral("a · 2026"), QStringLiteral("What if"), {}, {}};
    auto& view = *window_.docks().view(QStringLiteral("cost"));
    const auto contentOf = [&](const char* name) {
        const QString path = folder_.filePath(QLatin1String(name));
        EXPECT_EQ(exportView(view, path, QSize(640, 400), 1, frame), QString());
        QFile written(path);
        EXPECT_TRUE(written.open(QIODevice::ReadOnly));
        return QString::fromUtf8(written.readAll());
    };
    const QString svg = contentOf("cost.svg");
    for (const QString& text : {frame.title, frame.about, QStringLiteral("⚠ What if")})
        EXPECT_TRUE(svg.contains(text)) << qPrintable(text);
    EXPECT_TRUE(svg.contains(QStringLiteral("cost (USD/month)"))) << "the picture is below";
    const QString csv = contentOf("cost.csv");
    EXPECT_EQ(csv.count(QStringLiteral("What if")), csv.count(QLatin1Char('\n')) - 1) << qPrintable(csv);
}

QAbstractButton* offerOf(const QWidget& bar, const QString& name) {
    for (auto* button : bar.findChildren<QAbstractButton*>(QStringLiteral("offer")))
        if (button->text() == name) return button;
    return nullptr;
}

TEST_F(MainWindowTest, NeverSavesOverWhatAnotherProgramHasWritten) {
    const QString path = file("a.json", scenario());
    ASSERT_TRUE(window_.open(path));
    auto& page = *window_.currentPage();
    auto& document = *page.document();
    document.set("/experiment/seed", 2);
    const QString mine = document.text();
    QByteArray theirs = scenario();
    theirs.replace("\"1 h\"", "\"2 h\"");
    (void)file("a.json", theirs);
    ASSERT_TRUE(QTest::qWaitFor([&] { return !page.messages().message().isEmpty(); })) << "it is noticed";
    EXPECT_TRUE(page.messages().message().startsWith(QStringLiteral("a.json was changed by another program.")));

    window_.findChild<QAction*>(QStringLiteral("save"))->trigger();
    const auto onDisk = [&] {
        QFile saved(path);
        EXPECT_TRUE(saved.open(QIODevice::ReadOnly));
        return saved.readAll();
    };
    EXPECT_EQ(onDisk(), theirs);
    offerOf(page.messages(), QStringLiteral("Reload"))->click();
    EXPECT_EQ(document.text().toUtf8(), theirs);
    EXPECT_FALSE(document.isModified());
    document.undoStack().undo();
    EXPECT_EQ(document.text(), mine) << "nothing is lost";

    (void)file("a.json", scenario());
    window_.findChild<QAction*>(QStringLiteral("save"))->trigger();
    EXPECT_EQ(onDisk(), scenario());
    offerOf(page.messages(), QStringLiteral("Save mine"))->click();
    EXPECT_EQ(onDisk(), mine.toUtf8());
    window_.findChild<QAction*>(QStringLiteral("save"))->trigger();
    EXPECT_EQ(page.messages().message(), QString()) << "no other program wrote this";
}

TEST_F(MainWindowTest, OffersToRepeatATraceThatEndsEarly) {
    (void)file("short.csv", "arrival_s\n1\n2\n3\n");
    QByteArray text = scenario();
    text.replace(R"({"generate": {"process": "poisson", "rate": "2 /s"}})",
                 R"({"trace": "short.csv", "format": "csv", "columns": {"time": "arrival_s"}, "time_unit": "s"})");
    ASSERT_TRUE(window_.open(file("a.json", text)));
    auto& page = *window_.currentPage();
    ASSERT_TRUE(waitForFullResult(page)) << qPrintable(page.whyNoResult());
    const auto& bar = *window_.findChild<MessageBar*>(QStringLiteral("trafficBar"));
    EXPECT_TRUE(bar.message().startsWith(QStringLiteral("The trace covers less than 0.1 % of the horizon")))
        << qPrintable(bar.message());
    offerOf(bar, QStringLiteral("Repeat the trace"))->click();
    ASSERT_TRUE(waitForFullResult(page));
    EXPECT_TRUE(page.document()->text().contains(QStringLiteral("\"repeat\": true")));
    EXPECT_EQ(bar.message(), QString());
}

TEST_F(MainWindowTest, ShowsDifferencesToWhatWasPinned) {
    ASSERT_TRUE(window_.open(file("a.json", scenario())));
    auto& page = *window_.currentPage();
    ASSERT_TRUE(waitForFullResult(page));
    const auto& view = *window_.docks().view(QStringLiteral("summary"));
    window_.findChild<QAction*>(QStringLiteral("pin"))->trigger();
    EXPECT_EQ(view.reference(), nullptr) << "nothing has changed yet";
    const auto* pinned = page.result().get();
    page.document()->set("/deployments/0/pools/0/offer/price", "2.00 USD/h");
    ASSERT_TRUE(QTest::qWaitFor([&] { return !page.isBusy() && page.result().get() != pinned; }, kPatienceMs));
    EXPECT_EQ(view.reference(), pinned);
    window_.findChild<QAction*>(QStringLiteral("pin"))->trigger();
    EXPECT_EQ(view.reference(), nullptr);
}

TEST_F(MainWindowTest, OffersToMakeAScenarioOfATrace) {
    EXPECT_FALSE(window_.open(file("log.csv", "arrival_s,size\n1,2\n2,3\n3600,1\n")));
    const auto& bar = *window_.findChild<MessageBar*>(QStringLiteral("windowMessages"));
    EXPECT_TRUE(bar.message().endsWith(QStringLiteral("looks like a recorded trace, not like a scenario.")));
    offerOf(bar, QStringLiteral("Make a scenario of it"))->click();
    ASSERT_EQ(window_.pages().size(), 1);
    const auto& traffic = *window_.currentPage()->document()->valueAt("/workload/traffic");
    EXPECT_EQ(traffic["format"], "csv");
    EXPECT_EQ(traffic["columns"]["time"], "arrival_s");
    EXPECT_EQ(traffic["repeat"], true);
}

// Three seconds of ten minutes: 0.5 % of the horizon.
TEST_F(MainWindowTest, ShowsWhatIsInTheTraceBelowItsFields) {
    (void)file("short.csv", "arrival_s\n1\n2\n3\n4\n");
    QByteArray text = scenario();
    text.replace(R"({"generate": {"process": "poisson", "rate": "2 /s"}})",
                 R"({"trace": "short.csv", "format": "csv", "columns": {"time": "arrival_s"}, "time_unit": "s"})");
    text.replace("\"horizon\": \"1 h\"", "\"horizon\": \"10 min\"");
    ASSERT_TRUE(window_.open(file("a.json", text)));
    auto& page = *window_.currentPage();
    page.editor()->goTo(QStringLiteral("/workload/traffic/trace"));
    const auto* said = page.editor()->findChild<QWidget*>(QStringLiteral("tracePreview"))->findChild<QLabel*>();
    ASSERT_TRUE(QTest::qWaitFor([&] { return said->text().contains(QStringLiteral("read as csv")); }, kPatienceMs))
        << qPrintable(said->text());
    EXPECT_TRUE(said->text().startsWith(QStringLiteral("4 requests over 3.00 s, 1 /s on average")))
        << qPrintable(said->text());
    EXPECT_TRUE(said->text().contains(QStringLiteral("It covers 0.5 % of the horizon of 10.0 min.")))
        << qPrintable(said->text());
    page.document()->set("/workload/traffic/trace", "gone.csv");
    EXPECT_TRUE(QTest::qWaitFor([&] { return said->text().contains(QStringLiteral("gone.csv")); }, kPatienceMs));
}

TEST_F(MainWindowTest, AppliesPreferencesAtOnceEverywhere) {
    ASSERT_TRUE(window_.open(file("a.json", scenario())));
    ASSERT_TRUE(waitForFullResult(*window_.currentPage()));
    window_.show();
    window_.findChild<QAction*>(QStringLiteral("preferences"))->trigger();
    auto* dialog = window_.findChild<QDialog*>(QStringLiteral("preferencesDialog"));
    ASSERT_NE(dialog, nullptr);
    auto* sign = dialog->findChild<QComboBox*>(QStringLiteral("currencySign"));
    EXPECT_EQ(sign->itemText(0), QStringLiteral("$1,234"));
    sign->setCurrentIndex(sign->findData(QStringLiteral("US$")));
    const auto* cards = window_.findChild<QListWidget*>(QStringLiteral("deployments/list"));
    EXPECT_TRUE(cards->item(0)->text().contains(QStringLiteral("US$730 a month")))
        << qPrintable(cards->item(0)->text());
    const QByteArray summary = QJsonDocument(window_.docks().view(QStringLiteral("summary"))->scene()).toJson();
    EXPECT_TRUE(summary.contains("US$730 a month"));
    EXPECT_FALSE(summary.contains(" $730"));
    EXPECT_EQ(savedPreferences().currencySign, QStringLiteral("US$"));

    // Twelve months of 730: on the cards, in the summary, along the curves and by item; tables stay by the month.
    dialog->findChild<QComboBox*>(QStringLiteral("period"))->setCurrentIndex(1);
    EXPECT_TRUE(cards->item(0)->text().contains(QStringLiteral("US$8,760 a year")))
        << qPrintable(cards->item(0)->text());
    const auto sceneOf = [&](const char* view) {
        return QJsonDocument(window_.docks().view(QString::fromLatin1(view))->scene()).toJson();
    };
    EXPECT_TRUE(sceneOf("summary").contains("US$8,760 a year"));
    EXPECT_FALSE(sceneOf("summary").contains("a month"));
    EXPECT_TRUE(sceneOf("cost-over-load").contains("a year")) << sceneOf("cost-over-load").toStdString();
    QStringList units;
    for (const auto& column : window_.docks().view(QStringLiteral("cost-over-load"))->table().columns)
        units.append(column.unit);
    EXPECT_TRUE(units.contains(QStringLiteral("USD/month"))) << qPrintable(units.join(QLatin1Char(' ')));
    const auto boxes = window_.findChildren<QComboBox*>(QStringLiteral("basis"));
    EXPECT_FALSE(boxes.isEmpty());
    for (const auto* box : boxes) EXPECT_EQ(box->currentText(), QStringLiteral("Cost a year"));
    EXPECT_EQ(savedPreferences().period, Period::year);
    setPreferences({});
}

TEST_F(MainWindowTest, RefusesAFileThatIsTooLargeToBeAScenario) {
    EXPECT_FALSE(window_.open(file("large.json", "{\n\"a\": \"" + QByteArray(9 << 20, 'x') + "\"\n}")));
    EXPECT_TRUE(window_.message().contains(QStringLiteral("too much for a scenario"))) << qPrintable(window_.message());
}

TEST_F(MainWindowTest, SaysOfEveryFileThatCouldNotBeOpenedWhy) {
    window_.openAll({QStringLiteral("/gone/one.json"), QStringLiteral("/gone/two.json")});
    EXPECT_TRUE(window_.message().contains(QStringLiteral("/gone/one.json could not be read")));
    EXPECT_TRUE(window_.message().contains(QStringLiteral("/gone/two.json could not be read")));
}

TEST_F(MainWindowTest, ComparesAllTabs) {
    ASSERT_TRUE(window_.open(file("a.json", scenario())));
    ASSERT_TRUE(waitForFullResult(*window_.currentPage()));
    ASSERT_TRUE(window_.open(file("b.json", QByteArray(scenario()).replace("\"one\"", "\"other\""))));
    ASSERT_TRUE(waitForFullResult(*window_.currentPage()));
    window_.findChild<QAction*>(QStringLiteral("compareTabs"))->trigger();
    const auto* matrix = window_.findChild<QTableView*>(QStringLiteral("matrix"));
    ASSERT_NE(matrix, nullptr);
    EXPECT_EQ(matrix->model()->columnCount(), 3);
    EXPECT_EQ(matrix->model()->rowCount(), 3) << "one, two, other";
}

TEST_F(MainWindowTest, OffersActionsViewsAndDeploymentsByName) {
    window_.show();
    ASSERT_TRUE(window_.open(file("a.json", scenario())));
    ASSERT_TRUE(waitForFullResult(*window_.currentPage()));
    window_.showCommands();
    auto* palette = window_.findChild<QDialog*>(QStringLiteral("commandPalette"));
    ASSERT_NE(palette, nullptr);
    const auto* list = palette->findChild<QListWidget*>(QStringLiteral("commands"));
    QStringList names;
    for (int row = 0; row < list->count(); ++row) names.append(list->item(row)->text());
    for (const char* name : {"Timeline   (Alt+7)", "Save   (Ctrl+S)", "Finance   (F6)", "Select two"})
        EXPECT_EQ(names.count(QLatin1String(name)), 1) << name;
    auto* words = palette->findChild<QLineEdit*>(QStringLiteral("words"));
    words->setText(QStringLiteral("select two"));
    QTest::keyClick(words, Qt::Key_Return);
    EXPECT_EQ(window_.selection().deployment(), 1);
}

TEST_F(MainWindowTest, NamesTheScenarioInItsTitle) {
    EXPECT_EQ(window_.windowTitle(), QStringLiteral("Plimsoll"));
    ASSERT_TRUE(window_.open(file("a.json", scenario())));
    EXPECT_EQ(window_.windowTitle(), QStringLiteral("a.json – Plimsoll"));
    window_.currentPage()->document()->set("/experiment/seed", 2);
    EXPECT_EQ(window_.windowTitle(), QStringLiteral("a.json * – Plimsoll"));
}

TEST_F(MainWindowTest, KeepsTheColourOfADeploymentWhereAnotherOneComesBeforeIt) {
    const QString path = file("a.json", scenario());
    ASSERT_TRUE(window_.open(path));
    auto& page = *window_.currentPage();
    ASSERT_TRUE(waitForFullResult(page));
    EXPECT_EQ(window_.selection().lookOf(1), 1);
    auto& document = *page.document();
    auto added = document.valueAt("/deployments/0");
    ASSERT_NE(added, nullptr);
    auto copy = *added;
    copy["name"] = "first";
    document.insert("/deployments", 0, copy);
    ASSERT_TRUE(
        QTest::qWaitFor([&] { return !page.isBusy() && page.result()->deployments().size() == 3; }, kPatienceMs));
    EXPECT_EQ(window_.selection().lookOf(0), 2);
    EXPECT_EQ(window_.selection().lookOf(1), 0);
    EXPECT_EQ(window_.selection().lookOf(2), 1);
    ASSERT_TRUE(document.save(path).isEmpty());
    window_.saveSession();
    MainWindow later{QStringLiteral(PLIMSOLL_BINARY)};
    later.restoreSession(true);
    ASSERT_TRUE(waitForFullResult(*later.currentPage()));
    EXPECT_EQ(later.selection().lookOf(0), 2);
    EXPECT_EQ(later.selection().lookOf(1), 0);
}

TEST_F(MainWindowTest, HasAShortcutForEveryDockAndNoneTwice) {
    QSet<QKeySequence> taken;
    for (const auto* action : window_.findChildren<QAction*>())
        for (const auto& shortcut : action->shortcuts()) {
            EXPECT_FALSE(taken.contains(shortcut)) << shortcut.toString().toStdString();
            taken.insert(shortcut);
        }
    for (const auto& kind : viewKinds()) {
        const auto* action = window_.findChild<QAction*>(QStringLiteral("show/") + kind.name);
        ASSERT_NE(action, nullptr);
        EXPECT_FALSE(action->shortcut().isEmpty());
    }
}

TEST_F(MainWindowTest, NamesEverythingThatTakesTheKeyboard) {
    ASSERT_TRUE(window_.open(file("a.json", scenario())));
    ASSERT_TRUE(waitForFullResult(*window_.currentPage()));
    window_.show();
    QCoreApplication::processEvents();
    int seen = 0;
    for (auto* widget : window_.findChildren<QWidget*>()) {
        if ((widget->focusPolicy() & Qt::TabFocus) == 0 || !widget->isEnabled()) continue;
        if (widget->window() != &window_) continue;  // the list of a combo box speaks through it
        if (widget->objectName().startsWith(QLatin1String("qt_"))) continue;  // so does what is inside another widget
        if (const auto* bar = qobject_cast<QTabBar*>(widget); bar != nullptr && bar->count() == 0) continue;  // a spare
        const auto* accessible = QAccessible::queryAccessibleInterface(widget);
        ASSERT_NE(accessible, nullptr);
        ++seen;
        EXPECT_FALSE(accessible->text(QAccessible::Name).isEmpty())
            << widget->metaObject()->className() << ' ' << widget->objectName().toStdString() << " in "
            << (widget->parentWidget() == nullptr ? "" : widget->parentWidget()->metaObject()->className());
    }
    EXPECT_GT(seen, 20);
}

}  // namespace
}  // namespace plimsoll::gui
