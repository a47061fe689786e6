// SPDX-FileCopyrightText: 2026 The Plimsoll authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "gui/models/result_difference.hpp"

#include "tests/gui/made_result.hpp"

#include <gtest/gtest.h>

namespace plimsoll::gui {
namespace {

using testing::madeComparison;
using testing::madeDeployment;
using testing::resultOf;
using testing::sampleComparison;

TEST(ResultDifference, MatchesDeploymentsByName) {
    const auto before =
        resultOf(madeComparison({madeDeployment("a", "m", "1", 0.1), madeDeployment("b", "m", "2", 0.1)}));
    const auto after =
        resultOf(madeComparison({madeDeployment("c", "m", "3", 0.1), madeDeployment("a", "m", "2", 0.2)}));
    const auto difference = differenceOf(*before, *after);
    EXPECT_EQ(difference.recommendedBefore, QStringLiteral("a"));
    EXPECT_EQ(difference.recommendedAfter, QStringLiteral("a"));
    ASSERT_EQ(difference.deployments.size(), 3u);
    EXPECT_EQ(difference.deployments[0].name, QStringLiteral("c"));
    EXPECT_TRUE(difference.deployments[0].isNew);
    EXPECT_EQ(difference.deployments[1].index, 1);
    EXPECT_EQ(difference.deployments[1].costPerMonth->before, 365);
    EXPECT_EQ(difference.deployments[1].costPerMonth->after, 730);
    EXPECT_EQ(difference.deployments[1].p99->after, 0.4);
    EXPECT_EQ(difference.deployments[2].name, QStringLiteral("b"));
    EXPECT_FALSE(difference.deployments[2].index);
}

TEST(ResultDifference, KnowsWhetherAChangeIsWithinTheUncertaintyOfBoth) {
    FigureChange change{100, 110, results::Interval{95, 105}, results::Interval{104, 116}};
    EXPECT_TRUE(change.withinUncertainty());
    change.ciAfter = results::Interval{106, 114};
    EXPECT_FALSE(change.withinUncertainty());
    change.ciAfter.reset();
    EXPECT_FALSE(change.withinUncertainty()) << "nobody knows";
}

TEST(ResultDifference, HasNoFiguresWhereADeploymentGaveNoResult) {
    const auto result = resultOf(sampleComparison());
    const auto difference = differenceOf(*result, *result);
    EXPECT_FALSE(difference.deployments[4].costPerMonth);
    EXPECT_FALSE(difference.deployments[4].p99);
    EXPECT_TRUE(difference.deployments[0].costPerMonth);
}

}  // namespace
}  // namespace plimsoll::gui
