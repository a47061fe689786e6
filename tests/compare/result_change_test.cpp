// SPDX-FileCopyrightText: 2026 The Plimsoll authors
// SPDX-License-Identifier: Apache-2.0
#include "sim/compare/regression.hpp"

#include "made_runs.hpp"

#include <gtest/gtest.h>

#include <cmath>

namespace plimsoll::results {
namespace {

using testing::kHorizon;
using testing::made_deployment;
using testing::made_scenario;

/// t_2(0.975) = 4.302652730 (any table of Student's t).
constexpr double kT2 = 4.302652730;

/// One deployment of three replications; a month is ten horizons, so "10" is 100 a month.
Comparison of_costs(const std::vector<std::string>& costs, std::uint64_t seed = 1, const std::string& name = "a",
                    Duration latency = std::chrono::milliseconds(100)) {
    auto scenario = made_scenario({testing::latency_slo(99, std::chrono::seconds(1))}, 3);
    scenario.seed = seed;
    return compare(scenario, {made_deployment(name, costs, {latency})}, {});
}

FigureChange cost_between(const Comparison& before, const Comparison& after) {
    return change_between(before, after).deployments.at(0).cost_per_month.value();
}

TEST(ResultChange, IsPairedByReplicationWhereBothHaveTheSameSeed) {
    // 100, 110, 120 against 110, 120, 130: each is 10 more, and there is no chance in that.
    const auto change = cost_between(of_costs({"10", "11", "12"}), of_costs({"11", "12", "13"}));
    EXPECT_TRUE(change.paired);
    EXPECT_DOUBLE_EQ(change.difference(), 10);
    EXPECT_NEAR(change.difference_ci->lo, 10, 1e-9);
    EXPECT_NEAR(change.difference_ci->hi, 10, 1e-9);
    EXPECT_EQ(change.clear(), true);
    // 10, 10, 20 more: the mean is 40/3, s = 10/sqrt(3), half a width t s / sqrt(3) = 10 t / 3.
    const auto wider = cost_between(of_costs({"10", "11", "12"}), of_costs({"11", "12", "14"}));
    EXPECT_NEAR(wider.difference_ci->lo, 40.0 / 3 - kT2 * 10 / 3, 1e-6);
    EXPECT_NEAR(wider.difference_ci->hi, 40.0 / 3 + kT2 * 10 / 3, 1e-6);
    EXPECT_EQ(wider.clear(), false);
}

TEST(ResultChange, OfDifferentSeedsHasTheIntervalsOfBoth) {
    // s = 10 on both sides: half a width is sqrt(2) t 10 / sqrt(3).
    const auto change = cost_between(of_costs({"10", "11", "12"}), of_costs({"11", "12", "13"}, 2));
    EXPECT_FALSE(change.paired);
    EXPECT_NEAR(change.difference_ci->half_width(), std::sqrt(2.0) * kT2 * 10 / std::sqrt(3.0), 1e-6);
    EXPECT_EQ(change.clear(), false);
}

TEST(ResultChange, OfOneReplicationIsNeitherClearNorUnclear) {
    const auto change = cost_between(of_costs({"10"}), of_costs({"11"}));
    EXPECT_FALSE(change.difference_ci.has_value());
    EXPECT_FALSE(change.clear().has_value());
}

TEST(ResultChange, NamesWhatIsNewAndWhatIsGone) {
    const auto before = of_costs({"10", "11"});
    const auto after = of_costs({"10", "11"}, 1, "b");
    const auto change = change_between(before, after);
    ASSERT_EQ(change.deployments.size(), 2U);
    EXPECT_EQ(change.deployments[0].name, "b");
    EXPECT_EQ(change.deployments[0].before, nullptr);
    EXPECT_EQ(change.deployments[1].name, "a");
    EXPECT_EQ(change.deployments[1].after, nullptr);
    EXPECT_FALSE(change.same());
    EXPECT_TRUE(change_between(before, before).same());
}

RegressionCheck check(const Comparison& before, const Comparison& after, Allowances allowances = {}) {
    return check_regression(before, after, allowances);
}

TEST(Regression, IsARiseBeyondWhatChanceExplains) {
    const auto before = of_costs({"10", "11", "12"});
    EXPECT_TRUE(check(before, before).passed());
    const auto dearer = of_costs({"11", "12", "13"});  // 120 instead of 110
    EXPECT_TRUE(check(before, dearer).cost_regressed);
    EXPECT_TRUE(check(dearer, before).passed()) << "cheaper is no regression";
    const auto perhaps = of_costs({"11", "12", "14"});
    EXPECT_TRUE(check(before, perhaps).passed()) << "chance explains it";
}

TEST(Regression, IsARiseBeyondWhatIsAllowed) {
    const auto before = of_costs({"10", "11", "12"});
    const auto dearer = of_costs({"11", "12", "13"});  // 10 on 110: 9.09 %
    EXPECT_FALSE(check(before, dearer, {0.09, 0}).passed());
    EXPECT_TRUE(check(before, dearer, {0.091, 0}).passed());
    // With one replication nobody knows what chance explains.
    EXPECT_FALSE(check(of_costs({"10"}), of_costs({"11"}), {0.09, 0}).passed());
    EXPECT_TRUE(check(of_costs({"10"}), of_costs({"11"}), {0.11, 0}).passed());
}

TEST(Regression, HoldsTheRecommendedDeploymentWhicheverItIs) {
    const auto before = of_costs({"10", "11", "12"});
    const auto other = of_costs({"11", "12", "13"}, 1, "b");
    EXPECT_TRUE(check(before, other).cost_regressed);
    EXPECT_EQ(check(before, other).after->name, "b");
    const auto slow = of_costs({"10", "11", "12"}, 1, "a", std::chrono::seconds(2));  // misses its objective of 1 s
    EXPECT_TRUE(check(before, slow).recommendation_lost());
    EXPECT_FALSE(check(before, slow).passed());
    EXPECT_TRUE(check(slow, slow).passed()) << "there is nothing to hold";
    EXPECT_TRUE(check(slow, before).passed());
}

TEST(Regression, IsThatOfP99Too) {
    const auto before = of_costs({"10", "11", "12"});
    const auto slower = of_costs({"10", "11", "12"}, 1, "a", std::chrono::milliseconds(120));
    EXPECT_TRUE(check(before, slower).p99_regressed);
    EXPECT_FALSE(check(before, slower).cost_regressed);
    EXPECT_TRUE(check(before, slower, {0, 0.25}).passed());
    // 100.1 ms are in the bucket of 100 ms, or in the next: a histogram tells them apart by chance alone.
    const auto next = of_costs({"10", "11", "12"}, 1, "a", std::chrono::microseconds(100'300));
    EXPECT_TRUE(check(before, next).passed());
}

}  // namespace
}  // namespace plimsoll::results
