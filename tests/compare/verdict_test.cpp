// SPDX-FileCopyrightText: 2026 The Plimsoll authors
// SPDX-License-Identifier: Apache-2.0
#include "sim/compare/verdict.hpp"

#include "sim/compare/contest.hpp"

#include "tests/compare/made_runs.hpp"

#include <gmock/gmock.h>

#include <cmath>

namespace plimsoll::results::testing {
namespace {

using ::testing::AnyOf;
using ::testing::Contains;
using ::testing::HasSubstr;

Comparison compared(const std::vector<DeploymentRuns>& deployments,
                    std::vector<scenarios::SloSpec> slos = {latency_slo(99, 1s)}) {
    return compare(made_scenario(std::move(slos)), deployments, {});
}

TEST(Verdict, the_cheapest_of_those_that_meet_their_objectives_wins) {
    const auto comparison = compared({made_deployment("dear", {"9"}, {100ms}), made_deployment("slow", {"1"}, {5s}),
                                      made_deployment("good", {"3"}, {200ms})});
    EXPECT_EQ(comparison.verdict.cheapest, 2U);
    EXPECT_EQ(comparison.verdict.runner_up, 0U);
    EXPECT_EQ(comparison.verdict.difference_per_month, 60);
    EXPECT_FALSE(comparison.verdict.clear);
    EXPECT_THAT(comparison.verdict.sentences,
                Contains(HasSubstr("'slow' would cost $10.00 a month, but its p99 latency is 5.00 s instead of 1 s")));
}

// Each month: 100 against 200 and 400; by replication 90, 110 against 195, 205: differences 105, 95, whose mean is 100
// with a standard deviation of 7.071, so that the half width is 12.706 * 7.071 / sqrt(2) = 63.531.
TEST(Verdict, the_winner_is_held_against_each_other_one_that_meets_its_objectives) {
    const auto verdict =
        compared({made_deployment("dear", {"40", "40"}, {1ms}), made_deployment("slow", {"1", "1"}, {5s}),
                  made_deployment("next", {"19.5", "20.5"}, {1ms}), made_deployment("best", {"9", "11"}, {1ms})})
            .verdict;
    ASSERT_EQ(verdict.rivals.size(), 2U);
    EXPECT_EQ(verdict.rivals[0].name, "next");
    EXPECT_EQ(verdict.rivals[0].difference_per_month, 100);
    EXPECT_NEAR(verdict.rivals[0].chance_ci->half_width(), 63.531, 1e-3);
    EXPECT_EQ(verdict.rivals[0].clear, true);
    EXPECT_EQ(verdict.rivals[1].name, "dear");
    EXPECT_EQ(verdict.rivals[1].difference_per_month, 300);
    EXPECT_EQ(verdict.difference_per_month, 100) << "that of the runner-up";
}

TEST(Verdict, of_equally_cheap_ones_the_earlier_wins) {
    const auto comparison = compared({made_deployment("b", {"3"}, {1ms}), made_deployment("a", {"3"}, {1ms})});
    EXPECT_EQ(comparison.verdict.cheapest, 0U);
}

// Per month 100, 300, 200 against 120, 325, 218: differences 20, 25, 18; mean 21, s = 3.606, half width 4.3027 * 3.606
// / sqrt(3) = 8.957, clear although each varies by hundreds.
TEST(Verdict, a_paired_difference_can_be_clear_where_the_costs_themselves_vary_widely) {
    const auto comparison = compared(
        {made_deployment("a", {"10", "30", "20"}, {1ms}), made_deployment("b", {"12", "32.5", "21.8"}, {1ms})});
    ASSERT_TRUE(comparison.verdict.difference_ci);
    EXPECT_NEAR(comparison.verdict.difference_ci->lo, 21 - 8.957, 1e-3);
    EXPECT_NEAR(comparison.verdict.difference_ci->hi, 21 + 8.957, 1e-3);
    EXPECT_EQ(comparison.verdict.clear, true);
    EXPECT_THAT(comparison.verdict.sentences,
                Contains("The difference to the next, 'b', is clear: $12.04 to $29.96 more a month, 95 % confidence."));
}

TEST(Verdict, a_difference_that_may_be_zero_is_not_clear) {
    const auto comparison =
        compared({made_deployment("a", {"10", "30"}, {1ms}), made_deployment("b", {"30", "11"}, {1ms})});
    EXPECT_EQ(comparison.verdict.clear, false);
    EXPECT_THAT(comparison.verdict.sentences, Contains(HasSubstr("not clear")));
}

TEST(Verdict, when_none_meets_its_objectives_the_nearest_is_named) {
    const auto comparison = compared({made_deployment("far", {"1"}, {5s}), made_deployment("near", {"9"}, {1500ms})});
    EXPECT_FALSE(comparison.verdict.cheapest);
    EXPECT_EQ(comparison.verdict.nearest, 1U);
    EXPECT_EQ(comparison.verdict.sentences.at(0),
              "No deployment meets its objectives. The nearest is 'near' at $90.00 a month: its p99 latency is 1.50 s "
              "instead of 1 s.");
}

TEST(Verdict, turning_requests_away_is_farther_than_any_latency) {
    DeploymentRuns rejecting = made_deployment("rejecting", {"1"}, {1ms, 1ms});
    rejecting.runs[0].requests.arrived = 4;
    rejecting.runs[0].requests.rejected = 2;
    const auto comparison = compared({rejecting, made_deployment("slow", {"9"}, {100s})});
    EXPECT_EQ(comparison.verdict.nearest, 1U);
}

// 97 of 100 requests within 100 ms, all within 1 s: p50 has 47 points to spare, p99 has one and decides.
TEST(Verdict, the_objective_with_the_least_to_spare_gives_the_attainment) {
    std::vector<Duration> latencies(97, 50ms);
    latencies.insert(latencies.end(), 3, 500ms);
    const auto comparison =
        compared({made_deployment("a", {"1"}, latencies)}, {latency_slo(50, 100ms), latency_slo(99, 1s)});
    EXPECT_EQ(decisive_attainment(comparison.deployments[0]), 1);
    const auto missed =
        compared({made_deployment("a", {"1"}, latencies)}, {latency_slo(99, 100ms), latency_slo(99, 1s)});
    EXPECT_EQ(decisive_attainment(missed.deployments[0]), 0.97);
}

TEST(Verdict, without_objectives_the_cheapest_of_all_wins_and_the_sentence_says_so) {
    const auto comparison = compared({made_deployment("a", {"2"}, {1ms})}, {});
    EXPECT_EQ(comparison.verdict.sentences.at(0),
              "'a' is the cheapest; no objective says how fast it must be: $20.00 a month.");
}

TEST(Verdict, an_objective_met_by_chance_is_said_to_be_unclear) {
    DeploymentRuns noisy = made_deployment("noisy", {"1"}, {800ms, 800ms, 800ms});
    noisy.runs.push_back(made_run({900ms}, "1"));
    const auto comparison = compared({noisy});
    EXPECT_THAT(comparison.verdict.sentences, Contains(HasSubstr("That it meets p99 latency <= 1 s is not clear")));
}

// Per month: a 10 at load 1 and 50 at load 4, b flat at 30. In x = log(load) / log 4, a = 10 + 40 x = 30 at x = 1/2:
// load 4^(1/2) = 2. The rate is load x 1 request/s.
TEST(LoadChanges, costs_cross_where_their_lines_in_the_logarithm_of_the_load_do) {
    DeploymentRuns a = made_deployment("a", {"1"}, {1ms});
    DeploymentRuns b = made_deployment("b", {"1"}, {1ms});
    add_point(a, 1, "1", 1ms);
    add_point(a, 4, "5", 1ms);
    add_point(b, 1, "3", 1ms);
    add_point(b, 4, "3", 1ms);
    const auto changes = compared({a, b}).verdict.changes;
    ASSERT_EQ(changes.size(), 1U);
    EXPECT_EQ(changes[0].kind, LoadChange::Kind::cost);
    EXPECT_EQ(changes[0].from, "a");
    EXPECT_EQ(changes[0].to, "b");
    EXPECT_NEAR(changes[0].load, 2, 1e-12);
    EXPECT_NEAR(changes[0].rate, 2, 1e-12);
    EXPECT_EQ(changes[0].text, "From about load 2.0 (between 1 and 4; 2.0 requests/s) on, 'b' is cheaper than 'a'.");
}

TEST(LoadChanges, a_change_because_of_an_objective_is_only_known_to_be_between_two_points) {
    DeploymentRuns a = made_deployment("a", {"1"}, {1ms});
    DeploymentRuns b = made_deployment("b", {"1"}, {1ms});
    add_point(a, 1, "1", 1ms);
    add_point(a, 2, "1", 9s);
    add_point(b, 1, "3", 1ms);
    add_point(b, 2, "3", 1ms);
    add_point(b, 4, "3", 9s);
    const auto changes = compared({a, b}).verdict.changes;
    ASSERT_EQ(changes.size(), 2U);
    EXPECT_EQ(changes[0].kind, LoadChange::Kind::feasibility);
    EXPECT_EQ(
        changes[0].text,
        "Between load 1 and 2 (1 and 2 requests/s) the cheapest that meets its objectives changes from 'a' to 'b': "
        "'a' stops meeting its own.");
    EXPECT_EQ(changes[1].to, "");
    EXPECT_THAT(changes[1].text, HasSubstr("no other deployment meets them"));
}

TEST(LoadChanges, one_winner_throughout_is_no_change) {
    DeploymentRuns a = made_deployment("a", {"1"}, {1ms});
    for (const double load : {1.0, 2.0, 4.0}) add_point(a, load, "1", 1ms);
    EXPECT_TRUE(compared({a}).verdict.changes.empty());
    EXPECT_TRUE(compared({made_deployment("none", {"1"}, {1ms})}).verdict.changes.empty());
}

TEST(LoadChanges, points_are_sorted_whatever_order_they_come_in) {
    DeploymentRuns a = made_deployment("a", {"1"}, {1ms});
    for (const double load : {4.0, 1.0, 2.0}) add_point(a, load, "1", 1ms);
    EXPECT_EQ(loads_of(compared({a}).deployments), (std::vector<double>{1, 2, 4}));
}

}  // namespace
}  // namespace plimsoll::results::testing
