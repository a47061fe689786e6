// SPDX-FileCopyrightText: 2026 The Plimsoll authors
// SPDX-License-Identifier: Apache-2.0
#include "sim/compare/crossing.hpp"

#include "tests/compare/made_runs.hpp"

#include <gmock/gmock.h>

#include <cmath>

namespace plimsoll::results::testing {
namespace {

/// Costs 100 x load a month, which the curve takes as linear in log(load) between 1 and 2.
DeploymentRuns by_use() {
    DeploymentRuns runs = made_deployment("by use", {"10"}, {1ms});
    add_point(runs, 1, "10", 1ms);
    add_point(runs, 2, "20", 1ms);
    return runs;
}

/// Costs 106 a month whatever the load.
DeploymentRuns flat() {
    DeploymentRuns runs = made_deployment("flat", {"10.6"}, {1ms});
    add_point(runs, 1, "10.6", 1ms);
    add_point(runs, 2, "10.6", 1ms);
    return runs;
}

RunResult near(double load, const std::string& cost) {
    RunResult run = made_run({1ms}, cost);
    run.requests.arrived = run.requests.completed = static_cast<std::uint64_t>(seconds_of(kHorizon) * load);
    return run;
}

LoadChange change_of(const DeploymentRuns& one, const DeploymentRuns& other) {
    const auto changes = compare(made_scenario({latency_slo(99, 1s)}), {one, other}, {}).verdict.changes;
    EXPECT_EQ(changes.size(), 1U);
    return changes.at(0);
}

// 2^(6 / 100) = 1.042 on the curve alone, where 1.06 is right.
TEST(Crossing, is_about_where_the_curve_places_it_while_nothing_near_was_simulated) {
    const auto change = change_of(by_use(), flat());
    EXPECT_NEAR(change.load, std::pow(2, 0.06), 1e-6);
    EXPECT_FALSE(change.load_ci);
    EXPECT_EQ(change.text,
              "From about load 1.0 (between 1 and 2; 1.0 requests/s) on, 'flat' is cheaper than 'by use'.");
}

// At load 1.05 it costs 103, 105 and 107 in three replications, 106 at the other: a difference of -1, with s = 2 and a
// half width of 4.3027 x 2 / sqrt(3) = 4.968. The slope between 1 and 2 is 100 / ln 2 a month, so the interval has a
// half of 4.968 / 144.3 = 0.0344 in log(load). The crossing is 1 / 95 of the way from 1.05 to 2, at 1.06.
TEST(Crossing, has_an_interval_from_paired_differences_near_it) {
    DeploymentRuns use = by_use();
    DeploymentRuns machine = flat();
    use.near_crossings.push_back({1.05, {near(1.05, "10.3"), near(1.05, "10.5"), near(1.05, "10.7")}});
    machine.near_crossings.push_back({1.05, {near(1.05, "10.6"), near(1.05, "10.6"), near(1.05, "10.6")}});
    const auto change = change_of(use, machine);
    EXPECT_NEAR(change.load, 1.06, 1e-6);
    ASSERT_TRUE(change.load_ci);
    const double half = 4.3027 * 2 / std::sqrt(3) * std::log(2) / 100;
    EXPECT_NEAR(change.load_ci->lo, change.load * std::exp(-half), 1e-4);
    EXPECT_NEAR(change.load_ci->hi, change.load * std::exp(half), 1e-4);
    EXPECT_EQ(change.text, "From load 1.06 (1.02 to 1.10; 1.06 requests/s) on, 'flat' is cheaper than 'by use'.");
}

TEST(Crossing, that_is_known_exactly_has_three_digits) {
    DeploymentRuns use = by_use();
    DeploymentRuns machine = flat();
    use.near_crossings.push_back({1.06, {near(1.06, "10.6"), near(1.06, "10.6")}});
    machine.near_crossings.push_back({1.06, {near(1.06, "10.6"), near(1.06, "10.6")}});
    const auto change = change_of(use, machine);
    EXPECT_NEAR(change.load, 1.06, 1e-6);
    EXPECT_EQ(change.text, "From load 1.06 (1.06 requests/s) on, 'flat' is cheaper than 'by use'.");
}

}  // namespace
}  // namespace plimsoll::results::testing
