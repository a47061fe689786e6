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
#include <QAction>
#include <QJsonDocument>
#include <QLabel>
#include <QSlider>

namespace plimsoll::gui {
namespace {

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
    EXPECT_EQ(page.stamp(), QStringLiteral("Older result: from before the last change, which was not run"));
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

TEST_F(MainWindowTest, StampsAPreviewAndAResultBeforeAFailedRun) {
    ASSERT_TRUE(window_.open(file("a.json", scenario())));
    auto& page = *window_.currentPage();
    QStringList stamps;
    QObject::connect(&page, &Page::resultChanged, &page, [&] { stamps.append(page.stamp()); });
    ASSERT_TRUE(waitForFullResult(page));
    EXPECT_EQ(stamps, QStringList({QStringLiteral("Preview of one replication"), QString()}));

    QSignalSpy ended(&page, &Page::runEnded);
    page.document()->set("/deployments/0/pools/0/offer", "aws/us-east-1/g4dn.xlarg");
    ASSERT_TRUE(QTest::qWaitFor([&] { return ended.count() == 1; }, kPatienceMs));
    EXPECT_EQ(page.stamp(), QStringLiteral("Older result: from before the last change, which has problems"))
        << "a run has found them";
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
    EXPECT_EQ(bar.palette().color(QPalette::AlternateBase), QColor(0xFFC400)) << "it is loud";
    press(bar, QStringLiteral("Repeat the trace"));
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

}  // namespace
}  // namespace plimsoll::gui
