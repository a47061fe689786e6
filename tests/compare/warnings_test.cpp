// SPDX-FileCopyrightText: 2026 The Plimsoll authors
// SPDX-License-Identifier: Apache-2.0
#include "sim/compare/warnings.hpp"

#include "tests/compare/made_runs.hpp"

#include <gmock/gmock.h>

namespace plimsoll::results::testing {
namespace {

using ::testing::HasSubstr;

/// 10,000 requests in two replications, nothing wrong.
DeploymentResult healthy() {
    DeploymentResult deployment;
    deployment.name = "d";
    deployment.replications = 2;
    deployment.requests.arrived = deployment.requests.completed = deployment.requests.measured = 5'000;
    deployment.latency.p99 = {2.0, Interval{1.9, 2.1}};
    deployment.cost.per_month = pricing::Money::parse("100");
    deployment.cost.per_month_ci = Interval{95, 105};
    return deployment;
}

TEST(Warnings, a_healthy_deployment_has_none) { EXPECT_TRUE(deployment_warnings(healthy()).empty()); }

// 2 % of the requests share a mean of 0.03 s: 1.5 s each, more than half of the p99 of 2 s.
TEST(Warnings, cold_starts_that_make_the_tail_are_named) {
    DeploymentResult deployment = healthy();
    deployment.cold_start_share = 0.02;
    deployment.parts.cold_start = 0.03;
    const auto warning = warn_cold_start_tail(deployment);
    ASSERT_TRUE(warning);
    EXPECT_THAT(warning->text,
                HasSubstr("p99 is made of cold starts: 2.0 % of the requests wait for one, 1.50 s on average"));
    deployment.cold_start_share = 0.0099;
    EXPECT_FALSE(warn_cold_start_tail(deployment)) << "too rare to reach the p99";
    deployment.cold_start_share = 0.06;
    EXPECT_FALSE(warn_cold_start_tail(deployment)) << "0.5 s each is not what makes 2 s";
}

TEST(Warnings, arrivals_beyond_capacity_say_by_how_much) {
    DeploymentResult deployment = healthy();
    deployment.offered_load = 1;
    EXPECT_FALSE(warn_unstable(deployment));
    deployment.offered_load = 1.3;
    EXPECT_THAT(warn_unstable(deployment)->text, HasSubstr("unstable: arrivals exceed capacity 1.3 x"));
    deployment.offered_load = 0;
    deployment.backlog_grows = true;
    EXPECT_THAT(warn_unstable(deployment)->text, HasSubstr("pile up"));
}

TEST(Warnings, advice_is_something_that_has_an_effect) {
    DeploymentResult deployment = healthy();
    deployment.offered_load = 1.3;
    EXPECT_THAT(warn_unstable(deployment)->text, HasSubstr("allow more instances"));
    deployment.fixed_size = true;  // a larger maximum would never be used
    EXPECT_THAT(warn_unstable(deployment)->text, HasSubstr("start with more replicas (or add an autoscaler"));
    deployment.requests.rejected = 500;
    EXPECT_THAT(warn_rejected(deployment)->text, HasSubstr("start with more replicas"));
    deployment.serving = scenarios::Serving::api;
    EXPECT_THAT(warn_rejected(deployment)->text, HasSubstr("take a higher rate limit"));
}

TEST(Warnings, losses_take_the_place_of_advice_to_ask_for_more) {
    Comparison comparison;
    comparison.deployments = {healthy()};
    comparison.deployments[0].replications = 1;
    EXPECT_FALSE(warn_lost(comparison));
    EXPECT_TRUE(warn_few_replications(comparison));
    comparison.notes.lost = {{"a, replication 2 of 2", "killed by SIGKILL"}};
    comparison.deployments[0].replications_lost = 1;
    EXPECT_FALSE(warn_few_replications(comparison));
    EXPECT_EQ(warn_lost(comparison)->text,
              "1 simulation was lost, and every figure is of the others: a, replication 2 of 2: killed by SIGKILL; run "
              "it again");
}

TEST(Warnings, more_than_one_percent_rejected_or_repeated_is_noticed) {
    DeploymentResult deployment = healthy();
    deployment.requests.rejected = deployment.requests.retried = 50;
    EXPECT_FALSE(warn_rejected(deployment));
    EXPECT_FALSE(warn_interruptions(deployment));
    deployment.requests.rejected = deployment.requests.retried = 51;
    EXPECT_THAT(warn_rejected(deployment)->text, HasSubstr("1.0 % of the requests are rejected"));
    EXPECT_EQ(warn_interruptions(deployment)->code, "interrupted-work");
}

TEST(Warnings, nothing_is_billed_at_0_in_silence) {
    DeploymentResult deployment = healthy();
    deployment.cost.lines = {{"input tokens", "x/y/z", 0, "2", "1M tokens", pricing::Money::parse("0.067"), {}, {}},
                             {"requests, free grant", "x/y/z", 0, "2", "1M requests", {}, {}, {}}};
    EXPECT_FALSE(warn_unpriced(deployment));
    deployment.cost.lines.push_back({"output tokens", "x/y/z", 0, "1.5", "1M tokens", {}, {}, {}});
    EXPECT_EQ(
        warn_unpriced(deployment)->text,
        "1.5 million output tokens are billed at 0: x/y/z has no price for them; give it one where it takes them");
}

// +-20 % after 2 replications: 10 % takes four times as many.
TEST(Warnings, a_wide_interval_says_how_many_replications_would_do) {
    DeploymentResult deployment = healthy();
    deployment.cost.per_month_ci = Interval{80, 120};
    EXPECT_THAT(warn_wide_cost(deployment)->text, HasSubstr("the cost is known to ±20 % only; about 8 replications"));
    EXPECT_FALSE(warn_wide_p99(deployment));
    deployment.latency.p99.ci = Interval{1.2, 2.8};
    EXPECT_THAT(warn_wide_p99(deployment)->text, HasSubstr("p99 (and the cost) is known to ±40 %"));
    EXPECT_FALSE(warn_wide_cost(deployment)) << "said already";
    deployment.cost.per_month_ci.reset();
    deployment.latency.p99.ci.reset();
    EXPECT_FALSE(warn_wide_p99(deployment));
}

// A p99 of 2 s by a datasheet, and $100 a month, of which $60 by a price that may be 30 % off.
TEST(Warnings, wide_intervals_of_two_causes_are_two_warnings) {
    DeploymentResult deployment = healthy();
    deployment.latency.p99.ci = Interval{1, 4};
    deployment.latency.p99.step_time_margin = 2;
    deployment.cost.per_month_ci = Interval{82, 118};
    deployment.cost.unverified = {{"aws/a/m", "spot m", 60}};
    EXPECT_THAT(warn_wide_p99(deployment)->text, HasSubstr("interval of p99 is wide mostly because step times are a"));
    EXPECT_THAT(warn_wide_cost(deployment)->text,
                HasSubstr("interval of the cost is wide mostly because no primary source confirmed its prices"));
    deployment.cost.step_times_per_month = {-5, 15};
    EXPECT_THAT(warn_wide_p99(deployment)->text, HasSubstr("interval of p99 (and the cost) is wide"));
    EXPECT_FALSE(warn_wide_cost(deployment));
}

TEST(Warnings, a_clipped_interval_is_judged_by_its_upper_half) {
    DeploymentResult deployment = healthy();
    deployment.cost.per_month_ci = Interval{0, 227};
    EXPECT_THAT(warn_wide_cost(deployment)->text, HasSubstr("±127 %"));
}

TEST(Warnings, fewer_than_a_thousand_measured_requests_are_too_few_for_a_p99) {
    DeploymentResult deployment = healthy();
    deployment.requests.measured = 500;  // 1,000 in both replications
    EXPECT_FALSE(warn_few_measured(deployment));
    deployment.requests.measured = 499.5;
    EXPECT_THAT(warn_few_measured(deployment)->text, HasSubstr("p99 rests on 999 measured requests"));
}

TEST(Warnings, a_missed_deadline_says_how_late_the_slowest_is) {
    DeploymentResult deployment = healthy();
    deployment.deadline = DeadlineOutcome{24h, 27 * 3600.0, false, 0.979};
    EXPECT_THAT(warn_deadline_missed(deployment)->text,
                HasSubstr("97.9 % of the requests finish within the deadline of 24 h, the slowest takes 27.0 h"));
    deployment.deadline->met = true;
    EXPECT_FALSE(warn_deadline_missed(deployment));
}

TEST(Warnings, a_batch_without_a_deadline_is_told_that_it_is_not_judged) {
    DeploymentResult deployment = healthy();
    deployment.serving = scenarios::Serving::batch;
    EXPECT_TRUE(warn_no_deadline(deployment));
}

TEST(Warnings, objectives_that_nobody_meets_are_listed) {
    const auto comparison = compare(made_scenario({latency_slo(50, 10s), latency_slo(99, 1s)}),
                                    {made_deployment("a", {"1"}, {5s}), made_deployment("b", {"1"}, {6s})}, {});
    const auto warning = warn_no_slo_met(comparison);
    ASSERT_TRUE(warning);
    EXPECT_THAT(warning->text, HasSubstr("no deployment meets p99 latency <= 1 s;"));
}

TEST(Warnings, a_single_replication_is_too_few_for_an_interval) {
    const auto one = compare(made_scenario({}), {made_deployment("a", {"1"}, {5s})}, {});
    EXPECT_TRUE(warn_few_replications(one));
    const auto two = compare(made_scenario({}), {made_deployment("a", {"1", "1"}, {5s})}, {});
    EXPECT_FALSE(warn_few_replications(two));
}

TEST(Warnings, prices_are_stale_after_180_days_and_only_against_a_date_that_was_passed) {
    Comparison comparison;
    comparison.notes.oldest_price_date = "2026-01-01";
    EXPECT_FALSE(warn_stale_prices(comparison));
    comparison.notes.today = "2026-06-30";  // 31+28+31+30+31+29 = 180 days later
    EXPECT_FALSE(warn_stale_prices(comparison));
    comparison.notes.today = "2026-07-01";
    EXPECT_THAT(warn_stale_prices(comparison)->text, HasSubstr("of 2026-01-01, 181 days ago"));
    comparison.notes.today = "2026-13-01";
    EXPECT_FALSE(warn_stale_prices(comparison)) << "not a date";
}

}  // namespace
}  // namespace plimsoll::results::testing
