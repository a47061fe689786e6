// SPDX-FileCopyrightText: 2026 The Plimsoll authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "gui/app/plan_page.hpp"

#include "gui/app/plan_board.hpp"
#include "gui/app/screenshot.hpp"
#include "tests/gui/made_plan.hpp"
#include "window_fixture.hpp"

#include <nlohmann/json.hpp>

#include <QAbstractButton>
#include <QTextBrowser>

namespace plimsoll::gui {
namespace {

class PlanPageTest : public MainWindowTest {
protected:
    /// The tab of the search among one to three machines of the first deployment.
    PlanPage* plan(const char* pointer = "/deployments/0/pools/0/replicas/max") {
        auto& page = *window_.currentPage();
        page.document()->set("/sweep", Json{{"axes", {{{"pointer", pointer}, {"values", {1, 2, 3}}}}}});
        page.runStrip()->findChild<QAbstractButton*>(QStringLiteral("runPlan"))->click();
        auto* made = qobject_cast<PlanPage*>(window_.currentPage());
        const bool ended = made == nullptr || QTest::qWaitFor([&] { return !made->isBusy(); }, kPatienceMs);
        EXPECT_TRUE(ended);
        return made;
    }
};

// Of equally cheap ones one wins; a machine costs $730 a month, and no fewer than one are always there.
TEST_F(PlanPageTest, FindsTheCheapestAndTakesItIntoTheScenario) {
    ASSERT_TRUE(window_.open(file("a.json", scenario())));
    auto* scenarioPage = window_.currentPage();
    auto* page = plan();
    ASSERT_NE(page, nullptr);
    ASSERT_NE(page->plan(), nullptr) << page->whyNoResult().toStdString();
    ASSERT_TRUE(page->plan()->winner.has_value());
    const PlanCandidate& winner = page->plan()->at(*page->plan()->winner);
    EXPECT_EQ(winner.deployment.toStdString(), "one");
    EXPECT_EQ(winner.cost.value, 730);
    window_.show();
    const QString text = page->boardViews()->findChild<QTextBrowser*>(QStringLiteral("page"))->toPlainText();
    EXPECT_TRUE(text.startsWith(winner.name() + QStringLiteral(": $730 a month"))) << text.toStdString();

    const std::string before = scenarioPage->document()->utf8();
    page->board().selection().use(*page->plan()->winner);
    EXPECT_EQ(window_.currentPage(), scenarioPage);
    const QString wanted = winner.sets.first().section(QLatin1Char('='), 1);
    EXPECT_EQ(scenarioPage->document()->valueAt("/deployments/0/pools/0/replicas/max")->dump(), wanted.toStdString());
    if (scenarioPage->document()->utf8() != before) scenarioPage->document()->undoStack().undo();
    EXPECT_EQ(scenarioPage->document()->utf8(), before);
}

TEST_F(PlanPageTest, SaysWhatCannotBeChosen) {
    ASSERT_TRUE(window_.open(file("a.json", scenario())));
    auto* page = plan("/workload/load");
    ASSERT_NE(page, nullptr);
    EXPECT_EQ(page->plan(), nullptr);
    EXPECT_TRUE(page->whyNoResult().contains(QStringLiteral("load"))) << page->whyNoResult().toStdString();
}

TEST_F(PlanPageTest, OfAFileIsDrawnWithoutADisplay) {
    const QString picture = folder_.filePath(QStringLiteral("plan.png"));
    const Screenshot wanted{picture, {}, {}, QSize(800, 600), 1, {}};
    EXPECT_EQ(takeScreenshot(wanted, {file("plan.json", testing::madePlan())}, QStringLiteral(PLIMSOLL_BINARY)), 0);
    EXPECT_TRUE(QFile::exists(picture));
}

TEST_F(PlanPageTest, OpensAnAnswerFromAFile) {
    ASSERT_TRUE(window_.open(file("plan.json", testing::madePlan())));
    auto* page = qobject_cast<PlanPage*>(window_.currentPage());
    ASSERT_NE(page, nullptr);
    EXPECT_EQ(page->title().toStdString(), "plan.json");
    ASSERT_NE(page->plan(), nullptr);
    page->board().selection().use(*page->plan()->winner);
    EXPECT_TRUE(page->messages().message().contains(QStringLiteral("/deployments/0/pools/0/replicas/min=3")))
        << page->messages().message().toStdString();
}

}  // namespace
}  // namespace plimsoll::gui
