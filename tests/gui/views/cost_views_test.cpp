// SPDX-FileCopyrightText: 2026 The Plimsoll authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "gui/views/cost_breakdown_view.hpp"
#include "gui/views/cost_waterfall_view.hpp"
#include "tests/gui/golden_scene.hpp"
#include "tests/gui/made_result.hpp"
#include "tests/gui/views/shown_view.hpp"

#include <gtest/gtest.h>

#include <QComboBox>
#include <QJsonArray>
#include <QTest>

#include <qcustomplot.h>

namespace plimsoll::gui {
namespace {

using testing::expectGolden;
using testing::resultOf;
using testing::sampleComparison;
using Breakdown = testing::ShownView<CostBreakdownView>;
using Steps = testing::ShownView<CostWaterfallView>;

QStringList rowsOf(const View& view) {
    QStringList rows;
    for (const auto row : view.scene()[QStringLiteral("rows")].toArray()) rows.append(row.toString());
    return rows;
}

QString captionOf(const View& view) { return view.scene()[QStringLiteral("caption")].toString(); }

TEST(CostBreakdownView, StacksTheItemsOfEveryBill) {
    const Breakdown shown(resultOf(sampleComparison()));
    expectGolden(shown.view.scene(), QStringLiteral("cost"));
}

TEST(CostBreakdownView, StatesCostsOnTheChosenBasis) {
    Breakdown shown(resultOf(sampleComparison()));
    EXPECT_EQ(rowsOf(shown.view),
              QStringList({QStringLiteral("on demand: $365"), QStringLiteral("spot: $146 ± 16"),
                           QStringLiteral("functions: $55.12"), QStringLiteral("model API: $91.25 ± 0.25"),
                           QStringLiteral("broken: no result")}));
    shown.view.findChild<QComboBox*>(QStringLiteral("basis"))->setCurrentIndex(static_cast<int>(CostBasis::hour));
    shown.settle();
    EXPECT_EQ(rowsOf(shown.view).first(), QStringLiteral("on demand: $0.500"));
    shown.view.findChild<QComboBox*>(QStringLiteral("basis"))
        ->setCurrentIndex(static_cast<int>(CostBasis::thousand_requests));
    shown.settle();
    EXPECT_EQ(rowsOf(shown.view).first(), QStringLiteral("on demand: $0.139"));
    EXPECT_EQ(shown.view.plot().xAxis->label(), QStringLiteral("cost (USD per 1,000 requests)"));
}

// By replications, spot costs 10 less, 6 more and 4 more than the model API.
TEST(CostWaterfallView, SaysWhereADifferenceIsNotClear) {
    auto comparison = sampleComparison();
    Steps shown(resultOf(comparison));
    EXPECT_TRUE(captionOf(shown.view).startsWith(QStringLiteral("From 'model API' to 'spot': ")));
    EXPECT_FALSE(captionOf(shown.view).contains(QStringLiteral("not clear"))) << qPrintable(captionOf(shown.view));
    comparison.deployments[3].by_replication.cost_per_month = {150, 140, 148};
    shown.view.setResult(resultOf(comparison));
    Steps::settle();
    EXPECT_TRUE(captionOf(shown.view).contains(QStringLiteral(", not clear"))) << qPrintable(captionOf(shown.view));
}

TEST(CostBreakdownView, ShowsAsManyRowsAsCanBeReadAndMovesToTheOthers) {
    std::vector<results::DeploymentResult> many;
    for (int i = 0; i < 60; ++i) many.push_back(testing::madeDeployment("d" + std::to_string(i), "m", "1", 0.1));
    Breakdown shown(resultOf(testing::madeComparison(many)), {500, 300});
    const auto& plot = shown.view.plot();
    const double row = plot.axisRect()->height() / plot.yAxis->range().size();
    EXPECT_GE(row, QFontMetrics(shown.view.font()).height());
    EXPECT_LT(plot.yAxis->range().size(), 60);
    EXPECT_EQ(plot.yAxis->range().lower, -0.5);
    EXPECT_TRUE(captionOf(shown.view).contains(QStringLiteral("Drag up and down")));
    plot.yAxis->setRange(40, 90);
    EXPECT_EQ(plot.yAxis->range(), QCPRange(9.5, 59.5)) << "not beyond the last one";
}

TEST(CostBreakdownView, DrawsABudgetWhereItIsInSight) {
    Breakdown shown(resultOf(sampleComparison()));
    EXPECT_FALSE(captionOf(shown.view).contains(QStringLiteral("budget")));
    shown.selection.setBudget(200);
    shown.settle();
    EXPECT_TRUE(captionOf(shown.view).contains(QStringLiteral("Dashed: the budget.")));
    shown.selection.setBudget(10'000);
    shown.settle();
    EXPECT_TRUE(captionOf(shown.view).contains(QStringLiteral("The budget, $10,000 a month, lies beyond.")));
    EXPECT_LT(shown.view.plot().xAxis->range().upper, 1000) << "bars do not shrink for a budget far away";
}

TEST(CostBreakdownView, SelectsTheDeploymentWhoseBarIsClicked) {
    Breakdown shown(resultOf(sampleComparison()));
    auto& plot = shown.view.plot();
    const auto at = [&](double cost, int row) {
        return QPoint(static_cast<int>(plot.xAxis->coordToPixel(cost)),
                      static_cast<int>(plot.yAxis->coordToPixel(row)));
    };
    QTest::mouseClick(&plot, Qt::LeftButton, {}, at(40, 1));
    EXPECT_EQ(shown.selection.deployment(), 1);
    QTest::mouseClick(&plot, Qt::LeftButton, {}, at(300, 1));
    EXPECT_EQ(shown.selection.deployment(), std::nullopt) << "beside the bar nothing is drawn";
    QTest::mouseClick(&plot, Qt::LeftButton, {}, QPoint(5, at(0, 2).y()));
    EXPECT_EQ(shown.selection.deployment(), 2) << "its name stands for it";
}

TEST(CostBreakdownView, LeavesHiddenDeploymentsOut) {
    Breakdown shown(resultOf(sampleComparison()));
    shown.selection.setHidden(0, true);
    shown.settle();
    EXPECT_EQ(rowsOf(shown.view).size(), 4);
    EXPECT_EQ(rowsOf(shown.view).first(), QStringLiteral("spot: $146 ± 16"));
}

TEST(CostWaterfallView, LeadsFromTheRecommendedToTheRunnerUp) {
    const Steps shown(resultOf(sampleComparison()));
    expectGolden(shown.view.scene(), QStringLiteral("cost-waterfall"));
}

TEST(CostWaterfallView, FollowsBaselineAndSelection) {
    Steps shown(resultOf(sampleComparison()));
    shown.selection.setBaseline(0);
    shown.selection.select(1);
    shown.settle();
    EXPECT_EQ(rowsOf(shown.view), QStringList({QStringLiteral("on demand: $365"), QStringLiteral("on-demand m: −$328"),
                                               QStringLiteral("spot m: +$110"), QStringLiteral("spot: $146")}));
    EXPECT_TRUE(captionOf(shown.view).startsWith(QStringLiteral("From 'on demand' to 'spot': −$219 a month (−60 %).")));
    EXPECT_EQ(shown.view.table().rows.size(), 3);
}

TEST(CostWaterfallView, StatesCostsAMonthOrAnHour) {
    const Steps shown(resultOf(sampleComparison()));
    const auto caption = [&] { return shown.view.scene()[QStringLiteral("caption")].toString(); };
    const double month = shown.view.plot().xAxis->range().upper;
    EXPECT_TRUE(caption().contains(QStringLiteral(" a month")));
    EXPECT_EQ(shown.view.plot().xAxis->label(), QStringLiteral("cost (USD/month)"));
    shown.view.findChild<QComboBox*>(QStringLiteral("basis"))->setCurrentIndex(0);
    Steps::settle();
    EXPECT_TRUE(caption().contains(QStringLiteral(" an hour")));
    EXPECT_EQ(shown.view.plot().xAxis->label(), QStringLiteral("cost (USD/h)"));
    EXPECT_NEAR(shown.view.plot().xAxis->range().upper, month / 730, 1e-9 * month);
}

TEST(CostWaterfallView, SelectsTheDeploymentOfATotal) {
    Steps shown(resultOf(sampleComparison()));
    auto& plot = shown.view.plot();
    QTest::mouseClick(
        &plot, Qt::LeftButton, {},
        QPoint(static_cast<int>(plot.xAxis->coordToPixel(10)), static_cast<int>(plot.yAxis->coordToPixel(4))));
    EXPECT_EQ(shown.selection.deployment(), 1);
}

TEST(CostWaterfallView, SaysWhatItTakes) {
    const Steps shown(resultOf(testing::madeComparison({testing::madeDeployment("alone", "m", "1", 0.1)})));
    EXPECT_TRUE(shown.view.scene()[QStringLiteral("message")].toString().contains(QStringLiteral("two deployments")));
}

}  // namespace
}  // namespace plimsoll::gui
