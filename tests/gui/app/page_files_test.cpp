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
#include <QDragEnterEvent>
#include <QDropEvent>
#include <QLabel>
#include <QMimeData>

#include <sys/resource.h>
#include <csignal>

namespace plimsoll::gui {
namespace {

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
    press(page.messages(), QStringLiteral("Reload"));
    EXPECT_EQ(document.text().toUtf8(), theirs);
    EXPECT_FALSE(document.isModified());
    document.undoStack().undo();
    EXPECT_EQ(document.text(), mine) << "nothing is lost";

    (void)file("a.json", scenario());
    window_.findChild<QAction*>(QStringLiteral("save"))->trigger();
    EXPECT_EQ(onDisk(), scenario());
    press(page.messages(), QStringLiteral("Save mine"));
    EXPECT_EQ(onDisk(), mine.toUtf8());
    window_.findChild<QAction*>(QStringLiteral("save"))->trigger();
    EXPECT_EQ(page.messages().message(), QString()) << "no other program wrote this";
}

// As programs do that remove the old file before they write the new one.
TEST_F(MainWindowTest, NoticesAFileThatIsRemovedAndWrittenAnew) {
    const QString path = file("a.json", scenario());
    ASSERT_TRUE(window_.open(path));
    auto& page = *window_.currentPage();
    ASSERT_TRUE(waitForFullResult(page));
    ASSERT_TRUE(QFile::remove(path));
    QTest::qWait(300);
    EXPECT_EQ(page.messages().message(), QString());
    (void)file("a.json", QByteArray(scenario()).replace("\"1 h\"", "\"2 h\""));
    EXPECT_TRUE(QTest::qWaitFor([&] { return !page.messages().message().isEmpty(); }));
}

TEST_F(MainWindowTest, OffersToMakeAScenarioOfATrace) {
    EXPECT_FALSE(window_.open(file("log.csv", "arrival_s,size\n1,2\n2,3\n3600,1\n")));
    const auto& bar = *window_.findChild<MessageBar*>(QStringLiteral("windowMessages"));
    EXPECT_TRUE(bar.message().endsWith(QStringLiteral("looks like a recorded trace, not like a scenario.")));
    press(bar, QStringLiteral("Make a scenario of it"));
    ASSERT_EQ(window_.pages().size(), 1);
    const auto* made = window_.currentPage()->document()->valueAt("/workload/traffic");
    ASSERT_NE(made, nullptr);
    const auto& traffic = *made;
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

TEST_F(MainWindowTest, RefusesAFileThatIsTooLargeToBeAScenario) {
    EXPECT_FALSE(window_.open(file("large.json", "{\n\"a\": \"" + QByteArray(9 << 20, 'x') + "\"\n}")));
    EXPECT_TRUE(window_.message().contains(QStringLiteral("too much for a scenario"))) << qPrintable(window_.message());
}

TEST_F(MainWindowTest, SaysOfEveryFileThatCouldNotBeOpenedWhy) {
    window_.openAll({QStringLiteral("/gone/one.json"), QStringLiteral("/gone/two.json")});
    EXPECT_TRUE(window_.message().contains(QStringLiteral("/gone/one.json could not be read")));
    EXPECT_TRUE(window_.message().contains(QStringLiteral("/gone/two.json could not be read")));
}

TEST_F(MainWindowTest, NamesTheScenarioInItsTitle) {
    EXPECT_EQ(window_.windowTitle(), QStringLiteral("Plimsoll"));
    ASSERT_TRUE(window_.open(file("a.json", scenario())));
    EXPECT_EQ(window_.windowTitle(), QStringLiteral("a.json – Plimsoll"));
    window_.currentPage()->document()->set("/experiment/seed", 2);
    EXPECT_EQ(window_.windowTitle(), QStringLiteral("a.json * – Plimsoll"));
}

}  // namespace
}  // namespace plimsoll::gui
