// SPDX-FileCopyrightText: 2026 The Plimsoll authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "shown_window.hpp"

#include "gui/app/projection_board.hpp"
#include "gui/app/projection_page.hpp"
#include "gui/app/run_strip.hpp"
#include "gui/views/coverage_view.hpp"

#include <QAbstractButton>
#include <QTabBar>
#include <QTabWidget>

#include <qcustomplot.h>

/// What a person does on the page of the months ahead, in the window as it is shown.
namespace plimsoll::gui {
namespace {

/// Machines of Google Cloud, of which more run by day than by night, and a commitment from the second month on.
class ShownMonths : public ShownWindow {
protected:
    void SetUp() override {
        window_.restoreSession(false);
        window_.show();
        ASSERT_TRUE(QTest::qWaitForWindowExposed(&window_));
        QFile file(folder_.filePath(QStringLiteral("a.json")));
        ASSERT_TRUE(file.open(QIODevice::WriteOnly));
        file.write(R"({
  "plimsoll": 1,
  "workload": {"traffic": {"generate": {"process": "constant", "rate": "8 /s", "profile": {"daily": [0.2, 0.5, 1.5, 1]}}}},
  "service": {"time": {"constant": "500 ms"}},
  "deployments": [{"name": "scaled", "serving": "real-time", "pools": [
    {"offer": "gcp/us-central1/n2-standard-4", "replicas": {"min": 1, "max": 12},
     "autoscaler": {"kind": "kubernetes-hpa", "metric": "requests-per-replica", "target": 1}}]}],
  "experiment": {"horizon": "24 h", "replications": 1},
  "projection": {"start": "2027-01", "months": 6, "growth": 0.05, "commitments": [
    {"at": "2027-02", "kind": "gcp-resource-cud", "covers": "gcp/us-central1/n2", "per_hour": 0.8}]}
})");
        file.close();
        ASSERT_TRUE(window_.open(file.fileName())) << window_.message().toStdString();
        constexpr int kSimulationMs = 60000;
        ASSERT_TRUE(QTest::qWaitFor([&] { return !window_.currentPage()->isBusy(); }, kSimulationMs));
        window_.currentPage()->runStrip()->findChild<QAbstractButton*>(QStringLiteral("runMonths"))->click();
        page_ = qobject_cast<ProjectionPage*>(window_.currentPage());
        ASSERT_NE(page_, nullptr);
        ASSERT_TRUE(QTest::qWaitFor([&] { return !page_->isBusy(); }, kSimulationMs));
        ASSERT_NE(page_->bills(), nullptr) << page_->whyNoResult().toStdString();
        tabs_ = page_->board().findChild<QTabWidget*>();
        view_ = page_->board().findChild<CoverageView*>();
    }
    /// The tab by a click on it.
    void turnToCoverage() {
        auto& bar = *tabs_->tabBar();
        QTest::mouseClick(&bar, Qt::LeftButton, {}, bar.tabRect(tabs_->count() - 1).center());
        settle();
    }

    ProjectionPage* page_ = nullptr;
    QTabWidget* tabs_ = nullptr;
    CoverageView* view_ = nullptr;
};

TEST_F(ShownMonths, ShowCoverageAndWasteByTheHourAndTheMonth) {
    turnToCoverage();
    ASSERT_TRUE(view_->isVisible());
    EXPECT_FALSE(view_->visibleRegion().isEmpty());
    EXPECT_FALSE(view_->plot().isHidden()) << "there is something to draw";
    EXPECT_EQ(view_->table().rows.size(), 24);
    const QImage hours = screen();
    view_->setMonthly(true);
    settle();
    EXPECT_EQ(view_->table().rows.size(), 6);
    EXPECT_EQ(view_->table().rows[0][2].toDouble(), 0) << "the commitment begins in February";
    EXPECT_NEAR(view_->table().rows[1][2].toDouble() + view_->table().rows[1][3].toDouble(), 0.8 * 28 * 24, 1e-6);
    EXPECT_NE(screen(), hours);
}

}  // namespace
}  // namespace plimsoll::gui
