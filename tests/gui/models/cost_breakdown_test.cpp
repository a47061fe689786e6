// SPDX-FileCopyrightText: 2026 The Plimsoll authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "gui/models/cost_breakdown.hpp"

#include "tests/gui/made_result.hpp"

#include <gtest/gtest.h>

#include <numeric>

namespace plimsoll::gui {
namespace {

using testing::madeComparison;
using testing::madeDeployment;
using testing::resultOf;
using testing::sampleComparison;

QStringList namesOf(const CostBreakdown& breakdown) {
    QStringList names;
    for (const auto& item : breakdown.items) names.append(item.name);
    return names;
}

TEST(CostBreakdown, JoinsLinesOfTheSameItemAcrossDeployments) {
    const auto breakdown = costBreakdown(*resultOf(sampleComparison()), CostBasis::month, 8);
    // A bill of 2 h times 365 is a month: 1.00 and 0.10 on demand, 0.30 spot, 0.25 tokens, 0.15 duration; 0.001 of
    // 0.151 for requests is less than 2 %, but alone it is not worth folding.
    EXPECT_EQ(namesOf(breakdown),
              QStringList({QStringLiteral("on-demand m"), QStringLiteral("spot m"), QStringLiteral("input tokens"),
                           QStringLiteral("duration"), QStringLiteral("requests")}));
    EXPECT_NEAR(breakdown.items[0].amounts[0], 365, 1e-9);
    EXPECT_NEAR(breakdown.items[0].amounts[1], 36.5, 1e-9);
    EXPECT_EQ(breakdown.items[0].amounts[3], 0);
    EXPECT_EQ(breakdown.folded, 0);
}

TEST(CostBreakdown, AddsUpToTheTotalsOnEveryBasis) {
    const auto result = resultOf(sampleComparison());
    for (const auto basis : {CostBasis::hour, CostBasis::month, CostBasis::thousand_requests}) {
        const auto breakdown = costBreakdown(*result, basis, 8);
        for (std::size_t i = 0; i < 4; ++i) {
            double sum = 0;
            for (const auto& item : breakdown.items) sum += item.amounts[i];
            ASSERT_TRUE(breakdown.totals[i]);
            EXPECT_NEAR(sum, *breakdown.totals[i], 1e-12 * *breakdown.totals[i]) << qPrintable(wordsOf(basis));
        }
        EXPECT_FALSE(breakdown.totals[4]) << "without a result there is no cost";
    }
}

TEST(CostBreakdown, StatesTheSameCostPerHourAndPerMonth) {
    const auto result = resultOf(sampleComparison());
    const auto hour = costBreakdown(*result, CostBasis::hour, 8);
    EXPECT_NEAR(*hour.totals[0], 0.5, 1e-12);  // 1.00 USD in 2 h
    EXPECT_NEAR(hour.intervals[1]->hi, 162.0 / 730, 1e-12);
    const auto thousand = costBreakdown(*result, CostBasis::thousand_requests, 8);
    EXPECT_NEAR(*thousand.totals[0], 1.0 / 7.2, 1e-9);  // of 7200 requests
}

TEST(CostBreakdown, FoldsWhatIsSmallEverywhereAndWhatIsTooMuch) {
    auto first = madeDeployment("a", "large", "100", 0.1);
    for (const char* item : {"tiny 1", "tiny 2", "tiny 3"}) testing::addLine(first, item, "0.5");
    const auto small = costBreakdown(*resultOf(madeComparison({first})), CostBasis::month, 8);
    EXPECT_EQ(namesOf(small), QStringList({QStringLiteral("large"), QStringLiteral("3 other items")}));
    EXPECT_EQ(small.folded, 3);
    EXPECT_NEAR(small.items[1].amounts[0], 1.5 * 365, 1e-9);

    auto many = madeDeployment("b", "item 0", "20", 0.1);
    for (int i = 1; i < 12; ++i) testing::addLine(many, "item " + std::to_string(i), std::to_string(20 - i));
    const auto folded = costBreakdown(*resultOf(madeComparison({many})), CostBasis::month, 4);
    EXPECT_EQ(namesOf(folded), QStringList({QStringLiteral("item 0"), QStringLiteral("item 1"),
                                            QStringLiteral("item 2"), QStringLiteral("9 other items")}));
}

TEST(CostBreakdown, KeepsAnItemThatMattersToACheapDeploymentOnly) {
    const auto result =
        resultOf(madeComparison({madeDeployment("a", "large", "100", 0.1), madeDeployment("b", "small", "0.01", 0.1),
                                 madeDeployment("c", "smaller", "0.001", 0.1)}));
    EXPECT_EQ(costBreakdown(*result, CostBasis::month, 8).items.size(), 3u);
}

TEST(CostBreakdown, PutsABudgetOnTheBasisWhereItHasOne) {
    EXPECT_EQ(budgetOn(CostBasis::month, 730.0), 730);
    EXPECT_EQ(budgetOn(CostBasis::hour, 730.0), 1);
    EXPECT_EQ(budgetOn(CostBasis::thousand_requests, 730.0), std::nullopt);
    EXPECT_EQ(budgetOn(CostBasis::month, std::nullopt), std::nullopt);
}

TEST(CostTable, HasEveryLineWithExactAmountsPerHorizonAndPerMonth) {
    const Table table = costTable(*resultOf(sampleComparison()));
    ASSERT_EQ(table.rows.size(), 7);
    EXPECT_EQ(table.rows[5].last().toString(), QStringLiteral("0.365"));
    EXPECT_TRUE(table.columns.last().isDecimal);
}

}  // namespace
}  // namespace plimsoll::gui
