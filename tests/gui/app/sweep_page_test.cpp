// SPDX-FileCopyrightText: 2026 The Plimsoll authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "gui/app/sweep_page.hpp"

#include "gui/app/screenshot.hpp"
#include "gui/app/sweep_board.hpp"
#include "window_fixture.hpp"

#include <nlohmann/json.hpp>

#include <QAbstractButton>
#include <QLabel>

namespace plimsoll::gui {
namespace {

class SweepPageTest : public MainWindowTest {
protected:
    /// The tab of the sweep over two prices of the first deployment.
    SweepPage* sweep() {
        auto& page = *window_.currentPage();
        page.document()->set("/sweep", Json::parse(R"({"axes": [{"pointer": "/deployments/0/pools/0/offer/price",
                                                       "values": ["1.00 USD/h", "3.00 USD/h"]}]})"));
        page.runStrip()->findChild<QAbstractButton*>(QStringLiteral("runSweep"))->click();
        auto* made = qobject_cast<SweepPage*>(window_.currentPage());
        const bool ended = made == nullptr || QTest::qWaitFor([&] { return !made->isBusy(); }, kPatienceMs);
        EXPECT_TRUE(ended);
        return made;
    }
};

TEST_F(SweepPageTest, ShowsWhatASweepOfTheScenarioComesTo) {
    ASSERT_TRUE(window_.open(file("a.json", scenario())));
    auto* page = sweep();
    ASSERT_NE(page, nullptr);
    ASSERT_NE(page->sweep(), nullptr) << page->whyNoResult().toStdString();
    EXPECT_EQ(page->title().toStdString(), "Sweep of a.json *");
    ASSERT_EQ(page->sweep()->points().size(), 2);
    EXPECT_EQ(page->sweep()->row(0).cost.value, 730);
    EXPECT_EQ(page->sweep()->row(2).cost.value, 2190);
    EXPECT_EQ(page->board().findChild<QLabel*>(QStringLiteral("sweep/outcome"))->text().toStdString(),
              "2 points of 2 deployments; cheapest that meets its objectives: one at price = 1.00 USD/h, $730 a month");
    EXPECT_FALSE(page->boardViews()->isHidden());
    EXPECT_FALSE(window_.findChild<QAction*>(QStringLiteral("editor"))->isEnabled());
}

TEST_F(SweepPageTest, OpensAPointAsAScenario) {
    ASSERT_TRUE(window_.open(file("a.json", scenario())));
    auto* page = sweep();
    ASSERT_NE(page, nullptr);
    page->board().selection().activate(1);
    auto* opened = window_.currentPage();
    ASSERT_NE(opened->document(), nullptr);
    EXPECT_EQ(*opened->document()->valueAt("/deployments/0/pools/0/offer/price"), "3.00 USD/h");
    EXPECT_EQ(opened->title().toStdString(), "a at price = 3.00 USD/h");
    EXPECT_TRUE(page->boardViews()->isHidden());
    ASSERT_TRUE(waitForFullResult(*opened));
    EXPECT_DOUBLE_EQ(costOf(*opened, 0), 2190);
}

TEST_F(SweepPageTest, GoesBackToTheTabOfTheSameSweep) {
    ASSERT_TRUE(window_.open(file("a.json", scenario())));
    auto* scenarioPage = window_.currentPage();
    auto* page = sweep();
    ASSERT_NE(page, nullptr);
    window_.sweep(*scenarioPage, false);
    EXPECT_EQ(window_.currentPage(), page);
    EXPECT_EQ(window_.pages().size(), 2);
    ASSERT_TRUE(QTest::qWaitFor([&] { return !page->isBusy(); }, kPatienceMs));
}

TEST_F(SweepPageTest, OpensTheStoreOfASweep) {
    ASSERT_TRUE(window_.open(file("a.json", scenario())));
    auto* page = sweep();
    ASSERT_NE(page, nullptr);
    const QString copy = folder_.filePath(QStringLiteral("copy.sqlite"));
    ASSERT_TRUE(QFile::copy(page->path(), copy));
    ASSERT_TRUE(window_.open(copy));
    auto* opened = qobject_cast<SweepPage*>(window_.currentPage());
    ASSERT_NE(opened, nullptr);
    ASSERT_TRUE(QTest::qWaitFor([&] { return !opened->isBusy(); }, kPatienceMs));
    ASSERT_NE(opened->sweep(), nullptr) << opened->whyNoResult().toStdString();
    EXPECT_EQ(opened->title().toStdString(), "copy.sqlite");
    EXPECT_EQ(opened->sweep()->rows().size(), 4);
}

TEST_F(SweepPageTest, IsDrawnWithoutADisplay) {
    ASSERT_TRUE(window_.open(file("a.json", scenario())));
    auto* page = sweep();
    ASSERT_NE(page, nullptr);
    const QString picture = folder_.filePath(QStringLiteral("map.csv"));
    Screenshot wanted{picture, QStringLiteral("sweep-map"), {}, QSize(800, 600), 1, {}};
    ASSERT_EQ(takeScreenshot(wanted, {page->path()}, QStringLiteral(PLIMSOLL_BINARY)), 0);
    QFile out(picture);
    ASSERT_TRUE(out.open(QIODevice::ReadOnly));
    EXPECT_EQ(out.readAll().count('\n'), 3);  // a heading, and the cheapest at each of two points
    wanted.view = QStringLiteral("cost");
    EXPECT_EQ(takeScreenshot(wanted, {page->path()}, QStringLiteral(PLIMSOLL_BINARY)), 2);
}

TEST_F(SweepPageTest, ShowsWhereToSayWhatVaries) {
    ASSERT_TRUE(window_.open(file("a.json", scenario())));
    auto& page = *window_.currentPage();
    window_.sweep(page, false);
    EXPECT_EQ(window_.currentPage(), &page);
    EXPECT_TRUE(page.messages().message().startsWith(QStringLiteral("Nothing varies yet")));
}

TEST_F(SweepPageTest, SaysOfAFileThatItIsNoSweep) {
    ASSERT_TRUE(window_.open(file("odd.sqlite", "SQLite format 3 and then nothing")));
    auto* opened = qobject_cast<SweepPage*>(window_.currentPage());
    ASSERT_NE(opened, nullptr);
    ASSERT_TRUE(QTest::qWaitFor([&] { return !opened->isBusy(); }, kPatienceMs));
    EXPECT_FALSE(opened->whyNoResult().isEmpty());
}

}  // namespace
}  // namespace plimsoll::gui
