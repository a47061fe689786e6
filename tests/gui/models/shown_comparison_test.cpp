// SPDX-FileCopyrightText: 2026 The Plimsoll authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "gui/models/shown_comparison.hpp"

#include "gui/models/text.hpp"
#include "tests/gui/made_result.hpp"

#include <gtest/gtest.h>

#include <QStringList>

namespace plimsoll::gui {
namespace {

using testing::resultOf;
using testing::sampleComparison;

QString sentencesOf(const ShownComparison& shown) {
    QStringList all;
    for (const auto& sentence : shown.verdict().sentences) all.append(qstring(sentence));
    return all.join(QLatin1Char(' '));
}

TEST(ShownComparison, IsThatOfTheResultWhereNothingIsHidden) {
    const auto result = resultOf(sampleComparison());
    const ShownComparison shown(*result);
    EXPECT_TRUE(shown.showsAll());
    EXPECT_EQ(shown.verdict().sentences, result->comparison().verdict.sentences);
    EXPECT_EQ(shown.deployments(), result->indices());
}

TEST(ShownComparison, NamesTheCheapestOfThoseThatAreShown) {
    const auto result = resultOf(sampleComparison());
    const ShownComparison shown(*result, {3});
    EXPECT_EQ(shown.verdict().cheapest, 1U);
    EXPECT_EQ(shown.verdict().runner_up, 0U);
    EXPECT_FALSE(sentencesOf(shown).contains(QStringLiteral("model API"))) << qPrintable(sentencesOf(shown));
    EXPECT_TRUE(sentencesOf(shown).contains(QStringLiteral("'spot' is the cheapest that meets its objectives")));
    EXPECT_TRUE(shown.mayBeTold("'spot' is fine"));
    EXPECT_FALSE(shown.mayBeTold("'model API' is fine"));
}

// The program knew more of the two than a result holds.
TEST(ShownComparison, KeepsWhatTheProgramKnewOfTheSameTwo) {
    auto comparison = sampleComparison();
    comparison.verdict.clear = false;
    comparison.verdict.difference_ci = results::Interval{-1, 200};
    const auto result = resultOf(comparison);
    const ShownComparison shown(*result, {0});
    EXPECT_EQ(shown.verdict().runner_up, 1U);
    EXPECT_EQ(shown.verdict().clear, std::optional(false));
    EXPECT_TRUE(sentencesOf(shown).contains(QStringLiteral("not clear")));
}

// 365 against 146 ± 16: of the other pair, the intervals of both are what is known.
TEST(ShownComparison, DoubtsADifferenceThatTheIntervalsOfBothDoubt) {
    auto comparison = sampleComparison();
    comparison.deployments[0].cost.per_month_ci = results::Interval{65, 665};
    comparison.deployments[0].by_replication.cost_per_month = {365, 364, 366};
    comparison.deployments[1].by_replication.cost_per_month = {146, 145, 147};
    const auto result = resultOf(comparison);
    const ShownComparison shown(*result, {3});
    ASSERT_TRUE(shown.verdict().clear);
    EXPECT_FALSE(*shown.verdict().clear);
}

// Costs of $28, $55.12 and $110 against $45.63, $91.25 and $182.50, and against a constant $365.
TEST(BreakEven, IsKnownOfAnyTwo) {
    const auto result = resultOf(sampleComparison());
    EXPECT_EQ(breakEvenTexts(*result, 2, 3),
              QStringList{QStringLiteral("'functions' is cheaper than 'model API' at every simulated load.")});
    const auto crossings = breakEvens(*result, 3, 1);
    ASSERT_EQ(crossings.size(), 1U);
    EXPECT_EQ(crossings[0].load_below, 1);
    // Linear in log(load): 54.75 below and 32.5 above.
    EXPECT_NEAR(crossings[0].load, std::pow(2, 54.75 / (54.75 + 32.5)), 1e-9);
    EXPECT_EQ(breakEvenTexts(*result, 3, 4), QStringList());
}

}  // namespace
}  // namespace plimsoll::gui
