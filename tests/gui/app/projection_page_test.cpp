// SPDX-FileCopyrightText: 2026 The Plimsoll authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "gui/app/projection_page.hpp"

#include "gui/app/projection_board.hpp"
#include "tests/gui/made_projection.hpp"
#include "window_fixture.hpp"

#include <QAbstractButton>
#include <QDir>

namespace plimsoll::gui {
namespace {

class ProjectionPageTest : public MainWindowTest {
protected:
    /// The tab of the months ahead of the present scenario.
    ProjectionPage* lookAhead() {
        window_.currentPage()->runStrip()->findChild<QAbstractButton*>(QStringLiteral("runMonths"))->click();
        auto* made = qobject_cast<ProjectionPage*>(window_.currentPage());
        EXPECT_TRUE(made == nullptr || waitFor(*made));
        return made;
    }
    static bool waitFor(const ProjectionPage& page) {
        return QTest::qWaitFor([&] { return !page.isBusy(); }, kPatienceMs);
    }
    /// January 2027 has 744 hours; a machine is 1 USD in each.
    static QByteArray withMonths() {
        QByteArray text = scenario();
        return text.replace(R"("deployments")", R"("projection": {"start": "2027-01", "months": 3}, "deployments")");
    }
};

TEST_F(ProjectionPageTest, ShowsTheBillsAndFollowsTheBudget) {
    ASSERT_TRUE(window_.open(file("a.json", withMonths())));
    auto* page = lookAhead();
    ASSERT_NE(page, nullptr);
    ASSERT_NE(page->bills(), nullptr) << page->whyNoResult().toStdString();
    EXPECT_NEAR(page->bills()->deployments[0].months[0].bill.p50, 744, 1e-6);
    EXPECT_NEAR(page->bills()->deployments[1].months[0].bill.p50, 2 * 744, 1e-6);
    ASSERT_NE(page->board().selection().commitments(), nullptr);
    EXPECT_EQ(page->board().selection().commitments()->deployments.size(), 2);

    page->board().selection().setBudget(1000);
    ASSERT_TRUE(waitFor(*page));
    EXPECT_EQ(page->bills()->budgetPerMonth, 1000);
    EXPECT_EQ(page->bills()->deployments[0].months[0].aboveBudget, 0);
    EXPECT_EQ(page->bills()->deployments[1].months[0].aboveBudget, 1);
}

TEST_F(ProjectionPageTest, WritesTheReport) {
    ASSERT_TRUE(window_.open(file("a.json", withMonths())));
    auto* page = lookAhead();
    ASSERT_NE(page, nullptr);
    const QString into = folder_.filePath(QStringLiteral("report"));
    page->writeReport(into);
    ASSERT_TRUE(waitFor(*page));
    EXPECT_TRUE(page->messages().message().contains(into)) << page->messages().message().toStdString();
    const auto written = QDir(into).entryList(QDir::Files).join(QLatin1Char(' '));
    for (const char* kind : {".xlsx", ".html", ".csv", ".json"})
        EXPECT_TRUE(written.contains(QString::fromLatin1(kind))) << kind << " in " << written.toStdString();
}

TEST_F(ProjectionPageTest, OpensBillsFromAFile) {
    ASSERT_TRUE(window_.open(file("months.json", testing::madeProjection())));
    auto* page = qobject_cast<ProjectionPage*>(window_.currentPage());
    ASSERT_NE(page, nullptr);
    EXPECT_EQ(page->title().toStdString(), "months.json");
    EXPECT_EQ(page->bills()->deployments.size(), 3);
    EXPECT_FALSE(page->board().findChild<QWidget*>(QStringLiteral("projection/budget"))->isEnabled());
}

}  // namespace
}  // namespace plimsoll::gui
