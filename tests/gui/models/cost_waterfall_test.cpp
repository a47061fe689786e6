// SPDX-FileCopyrightText: 2026 The Plimsoll authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "gui/models/cost_waterfall.hpp"

#include "tests/gui/made_result.hpp"

#include <gtest/gtest.h>

namespace plimsoll::gui {
namespace {

std::optional<Waterfall> waterfallOf(const Result& result, std::optional<int> baseline, std::optional<int> selected,
                                     const QSet<int>& hidden = {}) {
    return costWaterfall(result, baseline, selected, ShownComparison(result, hidden));
}

using pricing::Money;
using testing::madeComparison;
using testing::madeDeployment;
using testing::resultOf;
using testing::sampleComparison;

Money sumOf(const Waterfall& waterfall) {
    Money sum = waterfall.before;
    for (const auto& step : waterfall.steps) sum += step.difference();
    return sum + waterfall.rounding;
}

TEST(CostWaterfall, GoesFromTheRecommendedToTheRunnerUpByDefault) {
    const auto waterfall = waterfallOf(*resultOf(sampleComparison()), std::nullopt, std::nullopt);
    ASSERT_TRUE(waterfall);
    EXPECT_EQ(waterfall->from, 3);  // "model API", $91.25
    EXPECT_EQ(waterfall->to, 1);    // "spot", $146; "functions" are cheaper, but too slow
    ASSERT_EQ(waterfall->steps.size(), 3u);
    EXPECT_EQ(waterfall->steps[0].item, QStringLiteral("input tokens"));  // savings come first
    EXPECT_EQ(waterfall->steps[0].difference(), Money::parse("-91.25"));
    EXPECT_EQ(waterfall->steps[1].item, QStringLiteral("spot m"));
    EXPECT_EQ(waterfall->steps[1].difference(), Money::parse("109.5"));
    EXPECT_EQ(waterfall->steps[2].difference(), Money::parse("36.5"));
    EXPECT_EQ(sumOf(*waterfall), waterfall->after);
    EXPECT_EQ(waterfall->rounding, Money{});
}

// Two machines and what of them is idle, against tokens.
TEST(CostWaterfall, GoesByWhatTheMoneyGoesToWhereThatIsAskedFor) {
    auto comparison = sampleComparison();
    comparison.deployments[3].cost.by_driver = {{results::CostDriver::tokens, Money::parse("3")}};
    comparison.deployments[1].cost.by_driver = {{results::CostDriver::serving, Money::parse("1")},
                                                {results::CostDriver::idle, Money::parse("3.8")}};
    const auto result = resultOf(comparison);
    const auto waterfall =
        costWaterfall(*result, std::nullopt, std::nullopt, ShownComparison(*result, {}), WaterfallBy::driver);
    ASSERT_TRUE(waterfall);
    ASSERT_EQ(waterfall->steps.size(), 3u);
    EXPECT_EQ(waterfall->steps[0].item, QStringLiteral("tokens"));
    EXPECT_EQ(waterfall->steps[1].item, QStringLiteral("idle machines"));
    EXPECT_EQ(waterfall->steps[2].item, QStringLiteral("serving"));
    EXPECT_EQ(sumOf(*waterfall), waterfall->after);
}

// Twice the answers, in three quarters of the time for each, at a third more for an hour: 1, then 2, 1.5, 2.
TEST(CostWaterfall, PartsServingByAnswersTimeForEachAndPrice) {
    auto comparison = sampleComparison();
    const auto serve = [](results::DeploymentResult& deployment, double answers, double hours, const char* amount) {
        deployment.requests.completed = answers;
        deployment.cost.machine_hours = hours;
        deployment.cost.by_driver = {{results::CostDriver::serving, Money::parse(amount)}};
    };
    serve(comparison.deployments[3], 100, 10, "1");
    serve(comparison.deployments[1], 200, 15, "2");
    const auto result = resultOf(comparison);
    const auto waterfall =
        costWaterfall(*result, std::nullopt, std::nullopt, ShownComparison(*result, {}), WaterfallBy::driver);
    ASSERT_TRUE(waterfall);
    const Money once = waterfall->steps[0].item == QStringLiteral("machine time of each")
                           ? Money{} - waterfall->steps[0].difference()
                           : Money{};
    ASSERT_EQ(waterfall->steps.size(), 3u);
    EXPECT_EQ(waterfall->steps[1].item, QStringLiteral("requests answered"));
    EXPECT_EQ(waterfall->steps[1].difference(), once + once);
    EXPECT_EQ(waterfall->steps[1].before, once + once);
    EXPECT_EQ(waterfall->steps[2].item, QStringLiteral("price of machine time"));
    EXPECT_EQ(waterfall->steps[2].difference(), once);  // - 1/2 and + 1/2
    EXPECT_EQ(sumOf(*waterfall), waterfall->after);
}

TEST(CostWaterfall, GoesByWhoAsksWhereTheResultTells) {
    auto comparison = sampleComparison();
    EXPECT_FALSE(knowsTenants(*resultOf(comparison)));
    comparison.deployments[3].cost.by_tenant = {{"search", 3, 0, Money::parse("1"), Money::parse("61.25")},
                                                {"mail", 1, 0, Money::parse("1"), Money::parse("30")}};
    comparison.deployments[1].cost.by_tenant = {{"search", 3, 0, Money::parse("1"), Money::parse("100")},
                                                {"mail", 1, 0, Money::parse("1"), Money::parse("46")}};
    const auto result = resultOf(comparison);
    EXPECT_TRUE(knowsTenants(*result));
    const auto waterfall =
        costWaterfall(*result, std::nullopt, std::nullopt, ShownComparison(*result, {}), WaterfallBy::tenant);
    ASSERT_TRUE(waterfall);
    ASSERT_EQ(waterfall->steps.size(), 2u);
    EXPECT_EQ(waterfall->steps[0].item, QStringLiteral("search"));
    EXPECT_EQ(waterfall->steps[0].difference(), Money::parse("38.75"));
    EXPECT_EQ(waterfall->steps[1].difference(), Money::parse("16"));
    EXPECT_EQ(sumOf(*waterfall), waterfall->after);
}

TEST(CostWaterfall, GoesFromTheBaselineToTheSelected) {
    const auto waterfall = waterfallOf(*resultOf(sampleComparison()), 0, 1);
    ASSERT_TRUE(waterfall);
    EXPECT_EQ(waterfall->from, 0);
    EXPECT_EQ(waterfall->to, 1);
    // Both have on-demand hours: one step, not two.
    ASSERT_EQ(waterfall->steps.size(), 2u);
    EXPECT_EQ(waterfall->steps[0].item, QStringLiteral("on-demand m"));
    EXPECT_EQ(waterfall->steps[0].difference(), Money::parse("-328.5"));
}

TEST(CostWaterfall, IsNeverFromADeploymentToItself) {
    const auto result = resultOf(sampleComparison());
    EXPECT_EQ(waterfallOf(*result, std::nullopt, 3)->to, 1);
    EXPECT_EQ(waterfallOf(*result, 1, 1)->to, 3);
}

TEST(CostWaterfall, PassesOverDeploymentsWithoutAResult) {
    const auto result = resultOf(sampleComparison());
    EXPECT_EQ(waterfallOf(*result, 4, std::nullopt)->from, 3);
    EXPECT_EQ(waterfallOf(*result, 3, 4)->to, 1);
}

TEST(CostWaterfall, TakesTwoDeployments) {
    EXPECT_FALSE(waterfallOf(*resultOf(madeComparison({})), std::nullopt, std::nullopt));
    EXPECT_FALSE(waterfallOf(*resultOf(madeComparison({madeDeployment("a", "m", "1", 0.1)})), std::nullopt, 0));
}

TEST(CostWaterfall, AddsUpExactlyWhereMonthlyCostsAreRounded) {
    auto first = madeDeployment("a", "x", "0.000000001", 0.1);
    testing::addLine(first, "y", "0.000000001");  // 365 times: 0.000000365 each is nothing, 0.00000073 is 0.000001
    const auto waterfall = waterfallOf(*resultOf(madeComparison({madeDeployment("b", "z", "1", 0.1), first})), 0, 1);
    ASSERT_TRUE(waterfall);
    EXPECT_EQ(waterfall->rounding, Money::parse("0.000001"));
    EXPECT_EQ(sumOf(*waterfall), waterfall->after);
}

TEST(CostWaterfall, KeepsTheLargestStepsAndJoinsTheOthers) {
    auto many = madeDeployment("many", "item 0", "20", 0.1);
    for (int i = 1; i < 12; ++i) testing::addLine(many, "item " + std::to_string(i), std::to_string(20 - i));
    const auto result = resultOf(madeComparison({madeDeployment("one", "m", "1", 0.1), many}));
    const auto waterfall = waterfallOf(*result, 0, 1);
    const auto steps = largestSteps(*waterfall, 5);
    ASSERT_EQ(steps.size(), 5u);
    EXPECT_EQ(steps[0].item, QStringLiteral("item 0")) << "what is saved, 1 USD, is among the smallest here";
    Money sum = waterfall->before;
    for (const auto& step : steps) sum += step.difference();
    EXPECT_EQ(sum, waterfall->after);
}

TEST(WaterfallTable, GivesExactAmountsAndTotals) {
    const auto result = resultOf(sampleComparison());
    const Table table = waterfallTable(*result, *waterfallOf(*result, 0, 1));
    EXPECT_EQ(table.columns[1].title, QStringLiteral("on demand"));
    EXPECT_TRUE(table.columns[3].isDecimal);
    ASSERT_EQ(table.rows.size(), 3);
    EXPECT_EQ(table.rows[2][0].toString(), QStringLiteral("total"));
    EXPECT_EQ(table.rows[2][1].toString(), QStringLiteral("365.00"));
    EXPECT_EQ(table.rows[2][2].toString(), QStringLiteral("146.00"));
    EXPECT_EQ(table.rows[2][3].toString(), QStringLiteral("-219.00"));
}

}  // namespace
}  // namespace plimsoll::gui
