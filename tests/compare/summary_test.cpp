// SPDX-FileCopyrightText: 2026 The Plimsoll authors
// SPDX-License-Identifier: Apache-2.0
#include "sim/compare/summary.hpp"
#include "sim/compare/bill.hpp"
#include "sim/compare/mean_bill.hpp"

#include "sim/compare/stability.hpp"
#include "tests/compare/made_runs.hpp"

#include <gtest/gtest.h>

#include <algorithm>
#include <cmath>
#include <random>
#include <vector>

namespace plimsoll::results::testing {
namespace {

using pricing::Money;

CostSummary summarised(const std::vector<RunResult>& runs) {
    return summarise_cost(runs, bills_of(runs, {{{made_offer()}, {}}}), kHorizon);
}

/// A bill with one line, which says 73 hours.
pricing::Bill made_bill(const std::string& cost) {
    pricing::Bill bill;
    bill.add({"on-demand m", "test/m", 0, "73", "hour", Money::parse("1"), Money::parse(cost)});
    return bill;
}

// Costs 10 and 12 over a tenth of a month: mean 11, 110 a month, s = 14.142 a month,
// half width 12.7062 * 14.142 / sqrt(2) = 127.062.
TEST(Summary, cost_is_the_mean_of_the_replications_scaled_to_a_month) {
    const std::vector runs{made_run({1s}, "10"), made_run({1s}, "12")};
    const CostSummary cost = summarised(runs);
    EXPECT_EQ(cost.total, Money::parse("11"));
    EXPECT_EQ(cost.per_month, Money::parse("110"));
    ASSERT_TRUE(cost.per_month_ci);
    EXPECT_EQ(cost.per_month_ci->lo, 0);
    EXPECT_NEAR(cost.per_month_ci->hi, 110 + 127.06204736, 1e-6);
}

// 1 and 3 requests for 10 and 12: pooled 22 / 4 per request, 5,500 per thousand; the mean of the ratios would be 7,000.
TEST(Summary, cost_per_request_is_a_ratio_of_sums) {
    const std::vector runs{made_run({1s}, "10"), made_run({1s, 1s, 1s}, "12")};
    EXPECT_EQ(summarised(runs).per_1k_requests, Money::parse("5500"));
}

// Two replications of two pools: means, and the largest of the peaks.
TEST(Summary, figures_of_a_pool_are_means_over_replications) {
    auto deployment = made_deployment("a", {"1", "1"}, {1s});
    deployment.runs[0].pools = {{.served = 10, .instances = {1.5, 2, 3, 1}, .utilization = 0.5, .energy_kwh = 2}, {}};
    deployment.runs[1].pools = {{.served = 15, .instances = {2.5, 4, 4, 0}, .utilization = 0.25, .energy_kwh = 3}, {}};
    const auto comparison = compare(made_scenario({}, 2), {deployment}, {});
    ASSERT_EQ(comparison.deployments[0].pools.size(), 2U);
    const auto& pool = comparison.deployments[0].pools[0];
    EXPECT_EQ(pool.served, 12.5);
    EXPECT_EQ(pool.instances.mean, 2);
    EXPECT_EQ(pool.instances.peak, 4);
    EXPECT_EQ(pool.instances.launched, 3.5);
    EXPECT_EQ(pool.instances.interrupted, 0.5);
    EXPECT_EQ(pool.utilization, 0.375);
    EXPECT_EQ(pool.energy_kwh, 2.5);
    EXPECT_EQ(comparison.deployments[0].pools[1].served, 0);
}

TEST(Summary, cost_per_request_or_token_is_absent_where_there_is_none) {
    RunResult run = made_run({}, "10");
    EXPECT_FALSE(summarised({run}).per_1k_requests);
    EXPECT_FALSE(summarised({run}).per_1m_tokens);
    run.tokens = 4'000'000;
    EXPECT_EQ(summarised({run}).per_1m_tokens, Money::parse("2.5"));
}

// Amounts 0.1, 0.1 and none, over three runs: 0.0666... rounds to 0.066666666667; a line that one run lacks counts as
// 0.
TEST(Summary, lines_of_the_mean_bill_are_exact_and_sum_to_the_total) {
    const std::vector runs(3, made_run({1s}, "1"));
    std::vector bills{made_bill("1"), made_bill("2"), made_bill("2")};
    for (std::size_t i = 0; i < 2; ++i)
        bills[i].add({"requests", "test/m", 0, "0.5", "1M requests", Money::parse("0.2"), Money::parse("0.1")});
    const CostSummary cost = summarise_cost(runs, bills, kHorizon);
    ASSERT_EQ(cost.lines.size(), 2U);
    EXPECT_EQ(cost.lines[0].amount, Money::parse("1.666666666667"));
    EXPECT_EQ(cost.lines[0].quantity, "73");
    EXPECT_EQ(cost.lines[1].amount, Money::parse("0.066666666667"));
    EXPECT_EQ(cost.lines[1].quantity, "0.333333");
    EXPECT_EQ(cost.total, Money::parse("1.733333333334"));
}

TEST(Summary, lines_of_different_pools_or_prices_stay_apart_and_are_ordered_by_pool) {
    std::vector bills{made_bill("1"), made_bill("1")};
    bills[0].add({"on-demand m", "test/m", 1, "1", "hour", Money::parse("1"), Money::parse("1")});
    bills[1].add({"on-demand m", "test/m", 0, "1", "hour", Money::parse("2"), Money::parse("2")});
    const auto lines = mean_lines(bills);
    ASSERT_EQ(lines.size(), 3U);
    EXPECT_EQ(lines[0].pool, 0U);
    EXPECT_EQ(lines[1].unit_price, Money::parse("2"));
    EXPECT_EQ(lines[2].pool, 1U);
}

// The same usage at another price: all that a bill needs is there.
TEST(Summary, bills_follow_the_prices_of_the_day) {
    DeploymentRuns deployment = made_deployment("a", {"10", "12"}, {1s});
    const auto before = summarise(made_scenario({}), deployment);
    std::get<pricing::InstanceMeter>(deployment.prices.offers.pools[0].meters[0]).on_demand_per_hour =
        Money::parse("3");
    const auto after = summarise(made_scenario({}), deployment);
    EXPECT_EQ(after.cost.total, Money::parse("33"));
    EXPECT_EQ(after.latency.mean.value, before.latency.mean.value);
    EXPECT_EQ(after.fingerprint, before.fingerprint);
}

// Two hours of an instance at 1 USD/h, and 3 USD for 4 million requests, 1 in the first hour and 3 in the second.
TEST(Summary, the_cost_rate_follows_lives_and_completions) {
    RunResult run = made_run({1s}, "2");
    run.usage[0].requests = run.requests.completed = 4'000'000;
    run.bucket = 1h;
    run.series.resize(3);
    run.series[0].completed = 1'000'000;
    run.series[1].completed = 3'000'000;
    Prices prices{{{made_offer()}, {}}};
    prices.offers.pools[0].meters.emplace_back(pricing::RequestMeter{Money::parse("0.75"), 0});
    const auto bill = bill_of(run, prices);
    EXPECT_EQ(bill.total, Money::parse("5"));
    const auto series = with_cost_rate(run, bill, prices);
    EXPECT_DOUBLE_EQ(series[0].cost_per_hour, 1 + 0.75);
    EXPECT_DOUBLE_EQ(series[1].cost_per_hour, 1 + 2.25);
    EXPECT_DOUBLE_EQ(series[2].cost_per_hour, 0);
}

// 10 and 12 hours at 0.70 of 1 USD/h over a tenth of a month; the mean bill keeps the list's price beside.
TEST(Summary, a_discount_stands_beside_the_list_price) {
    DeploymentRuns deployment = made_deployment("a", {"10", "12"}, {1s});
    EXPECT_FALSE(summarise(made_scenario({}), deployment).cost.list_per_month);
    deployment.prices.factors.on_demand = 0.7;
    const auto cost = summarise(made_scenario({}), deployment).cost;
    EXPECT_EQ(cost.per_month, Money::parse("77"));
    EXPECT_EQ(cost.list_per_month, Money::parse("110"));
    ASSERT_EQ(cost.lines.size(), 1U);
    EXPECT_EQ(cost.lines[0].unit_price, Money::parse("0.7"));
    EXPECT_EQ(cost.lines[0].list_price, Money::parse("1"));
}

TEST(Summary, every_bill_is_audited) {
    DeploymentRuns deployment = made_deployment("a", {"10", "12"}, {1s});
    add_point(deployment, 2, "20", 1s);
    const auto audit = summarise(made_scenario({}), deployment).audit;
    ASSERT_EQ(audit.size(), 2U);
    EXPECT_EQ(audit[1].name, "the bill is the exact sum of its lines");
    EXPECT_EQ(audit[1].runs, 3U);
    EXPECT_TRUE(audit[1].passed);
    EXPECT_EQ(audit[1].detail, "10.00 = 10.00");
    auto wrong = made_bill("10");
    wrong.total += Money::parse("0.000000000001");
    EXPECT_FALSE(audit_of(wrong).passed);
}

// Pooled over both runs the mean is (1 + 1 + 1 + 5) / 4 = 2 s; the runs' own means are 1 and 5.
// s^2 = ((1 - 2)^2 + (5 - 2)^2) / 1 = 10, half width 12.7062 * sqrt(10 / 2).
TEST(Summary, percentiles_are_pooled_and_intervals_come_from_sections) {
    const std::vector runs{made_run({1s, 1s, 1s}, "1"), made_run({5s}, "1")};
    const LatencySummary latency = summarise_latency(runs, &RunResult::latency);
    EXPECT_DOUBLE_EQ(latency.mean.value, 2);
    EXPECT_NEAR(latency.p50.value, 1, 1 / 256.0);
    EXPECT_EQ(latency.p99.value, 5);
    EXPECT_EQ(latency.max, 5);
    ASSERT_TRUE(latency.mean.ci);
    EXPECT_NEAR(latency.mean.ci->hi, 2 + 12.706204736 * std::sqrt(5.0), 1e-6);
}

TEST(Summary, runs_that_measured_nothing_do_not_widen_the_interval) {
    const std::vector runs{made_run({1s}, "1"), made_run({}, "1"), made_run({1s}, "1")};
    EXPECT_EQ(summarise_latency(runs, &RunResult::latency).mean.ci, (Interval{1, 1}));
}

TEST(Summary, counts_are_means_over_replications_and_the_peak_is_the_largest) {
    DeploymentRuns deployment = made_deployment("a", {"1", "1"}, {1s, 3s});
    deployment.runs[0].instances.peak = 3;
    deployment.runs[1].instances.peak = 7;
    deployment.runs[0].cold_starts = 1;
    deployment.runs[1].requests.arrived = 5;
    const DeploymentResult result = summarise(made_scenario({}), deployment);
    EXPECT_EQ(result.requests.arrived, 3.5);
    EXPECT_EQ(result.requests_per_s, 3.5 / seconds_of(kHorizon));
    EXPECT_EQ(result.instances.peak, 7U);
    EXPECT_EQ(result.cold_start_share, 0.25);
    EXPECT_DOUBLE_EQ(result.parts.compute, 2);
    EXPECT_EQ(result.by_replication.cost_per_month, (std::vector<double>{10, 10}));
}

TEST(Summary, a_failed_check_of_any_run_fails_the_audit_and_keeps_its_numbers) {
    DeploymentRuns deployment = made_deployment("a", {"1", "1"}, {1s});
    add_point(deployment, 2, "1", 1s);
    deployment.load_curve[0].second[0].audit[0] = {"arrived = completed", false, "5 != 4"};
    const DeploymentResult result = summarise(made_scenario({}), deployment);
    EXPECT_FALSE(result.audit_passed());
    ASSERT_EQ(result.audit.size(), 2U);
    EXPECT_EQ(result.audit[0].runs, 3U);
    EXPECT_EQ(result.audit[0].detail, "5 != 4");
}

TEST(Summary, the_fingerprint_sees_every_run_but_not_the_order_of_deployments) {
    const DeploymentRuns a = made_deployment("a", {"1"}, {1s});
    DeploymentRuns b = made_deployment("b", {"1"}, {1s});
    b.runs[0].fingerprint = 2;
    const auto fingerprint = [](const std::vector<DeploymentRuns>& all) {
        return compare(made_scenario({}), all, {}).fingerprint;
    };
    EXPECT_EQ(fingerprint({a, b}), fingerprint({b, a}));
    DeploymentRuns changed = b;
    changed.runs[0].fingerprint = 3;
    EXPECT_NE(fingerprint({a, b}), fingerprint({a, changed}));
    add_point(b, 2, "1", 1s);
    EXPECT_NE(fingerprint({a, b}), fingerprint({a, changed}));
}

// FNV-1a of eight zero bytes: offset * prime^8 mod 2^64.
TEST(Summary, the_combined_fingerprint_is_fnv_1a) {
    std::uint64_t expected = 0xcbf29ce484222325;
    for (int i = 0; i < 8; ++i) expected *= 0x100000001b3;
    const std::vector<std::uint64_t> zero{0};
    EXPECT_EQ(combined_fingerprint(zero), expected);
}

TEST(Summary, a_deployment_without_any_result_is_kept_and_not_feasible) {
    const Comparison comparison = compare(made_scenario({}), {DeploymentRuns{}}, {});
    ASSERT_EQ(comparison.deployments.size(), 1U);
    EXPECT_FALSE(comparison.deployments[0].feasible());
    EXPECT_FALSE(comparison.verdict.cheapest);
}

RunResult run_with_in_system(const std::vector<double>& in_system, std::uint64_t arrived) {
    RunResult run;
    run.requests.arrived = arrived;
    run.bucket = kHorizon / static_cast<std::int64_t>(in_system.size());
    for (const double mean : in_system) {
        run.series.emplace_back();
        run.series.back().in_system_mean = mean;
    }
    return run;
}

// Load 1.05: of 8,000 arrivals the backlog at the end is (1 - 1/1.05) 8000 = 381, growing linearly.
TEST(Stability, a_backlog_that_grows_linearly_is_seen) {
    std::vector<double> growing;
    for (int i = 0; i < 40; ++i) growing.push_back(381.0 * (i + 0.5) / 40);
    EXPECT_TRUE(backlog_grows(std::vector{run_with_in_system(growing, 8'000)}, kHorizon));
}

TEST(Stability, a_daily_wave_is_not_a_growing_backlog) {
    std::vector<double> wave;
    for (int i = 0; i < 40; ++i) wave.push_back(50 - 40 * std::cos(i * 6.283 / 40));
    EXPECT_FALSE(backlog_grows(std::vector{run_with_in_system(wave, 1'000)}, kHorizon));
}

TEST(Stability, a_rising_load_that_is_served_at_once_is_not_a_growing_backlog) {
    std::vector<double> rising;
    for (int i = 0; i < 40; ++i) rising.push_back(0.5 * i);
    EXPECT_FALSE(backlog_grows(std::vector{run_with_in_system(rising, 100'000)}, kHorizon));
}

TEST(Stability, what_happens_after_the_horizon_does_not_count) {
    std::vector<double> growing;
    for (int i = 0; i < 40; ++i) growing.push_back(10.0 * i);
    RunResult run = run_with_in_system(growing, 8'000);
    for (int i = 0; i < 40; ++i) run.series.emplace_back();  // draining
    EXPECT_TRUE(backlog_grows(std::vector{run}, kHorizon));
}

// 96 of 100 requests take 100 ms. Three take 1.00 s, of which 0.9 s waits for a start, and one 0.98 s, of which 0.88 s
// is queueing: one band of latencies.
TEST(Parts, at_a_percentile_are_means_over_the_requests_around_it) {
    const auto with = [](std::initializer_list<Duration> slow) {
        std::vector<Duration> latencies(48, 100ms);
        latencies.insert(latencies.end(), slow);
        return made_run(latencies, "1");
    };
    std::vector runs{with({1s, 1s}), with({1s, 980ms})};
    LatencyParts& first = band_of(runs[0], 1s);
    first.cold_start = 2 * 900'000'000ULL;
    first.compute -= first.cold_start;
    LatencyParts& second = band_of(runs[1], 1s);
    second.cold_start = 900'000'000;
    second.queue = 880'000'000;
    second.compute -= second.cold_start + second.queue;
    ASSERT_EQ(&second, &band_of(runs[1], 980ms)) << "one band";

    const auto parts = summarise_parts_at_percentiles(runs);
    ASSERT_EQ(parts.size(), 3U);
    for (const std::size_t i : {0U, 1U}) {
        EXPECT_EQ(parts[i].percentile, i == 0 ? 50 : 95);
        EXPECT_EQ(parts[i].requests, 96U);
        EXPECT_DOUBLE_EQ(parts[i].parts.compute, 0.1);
        EXPECT_EQ(parts[i].parts.cold_start, 0);
    }
    EXPECT_EQ(parts[2].percentile, 99);
    EXPECT_EQ(parts[2].requests, 4U);
    EXPECT_DOUBLE_EQ(parts[2].parts.cold_start, 3 * 0.9 / 4);
    EXPECT_DOUBLE_EQ(parts[2].parts.queue, 0.88 / 4);
    EXPECT_DOUBLE_EQ(parts[2].parts.compute, 0.1);
    EXPECT_EQ(parts[2].parts.network + parts[2].parts.batching, 0);
}

TEST(Parts, at_percentiles_of_nothing_are_none) {
    const RunResult run = made_run({}, "1");
    EXPECT_TRUE(summarise_parts_at_percentiles({&run, 1}).empty());
}

TEST(Lives, are_those_of_the_first_replication_and_the_rest_of_its_instances_is_counted) {
    DeploymentRuns deployment = made_deployment("a", {"1", "2"}, {1s});
    deployment.runs[0].instances.launched = 700;
    deployment.runs[0].lives.resize(500);
    deployment.runs[1].instances.launched = 900;
    const auto result = summarise(made_scenario({}, 2), deployment);
    EXPECT_EQ(result.lives.size(), 500U);
    EXPECT_EQ(result.lives_omitted, 200U);
    EXPECT_EQ(result.instances.launched, 800);
    deployment.runs.erase(deployment.runs.begin());  // lost
    EXPECT_TRUE(summarise(made_scenario({}, 2), deployment).lives.empty());
    EXPECT_EQ(summarise(made_scenario({}, 2), deployment).lives_omitted, 0U);
}

/// The shares of the distribution of so many requests.
std::vector<double> shares_of(std::uint64_t requests) {
    RunResult run;
    run.latency.add(1ms, requests);
    std::vector<double> shares;
    for (const auto& point : summarise_distribution({&run, 1}, &RunResult::latency)) shares.push_back(point.share);
    return shares;
}

TEST(Distribution, has_every_hundredth_and_five_shares_a_decade_beyond_while_a_request_lies_above) {
    const auto thousands = shares_of(10'000);
    ASSERT_EQ(thousands.size(), 100U + 2 * 5 + 1);
    EXPECT_EQ(thousands[29], 0.29);
    EXPECT_EQ(
        std::vector(thousands.begin() + 99, thousands.end()),
        (std::vector{0.99, 0.9937, 0.996, 0.9975, 0.9984, 0.999, 0.99937, 0.9996, 0.99975, 0.99984, 0.9999, 1.0}));
    EXPECT_EQ(shares_of(9'999).size(), thousands.size() - 1) << "0.9999 of them has none above";
    EXPECT_EQ(shares_of(100'000'000).size(), 131U);
    EXPECT_EQ(shares_of(3).size(), 67U + 1) << "0 to 0.66, and 1";
    EXPECT_EQ(shares_of(1), (std::vector{0.0, 1.0}));
    EXPECT_TRUE(shares_of(0).empty());
}

// Both replications fall into one bucket of the histogram, which is 2^19 ns = 0.52 ms wide here: no narrower interval.
TEST(LatencySummary, a_percentile_is_known_to_the_resolution_of_the_histogram_at_best) {
    const std::vector<RunResult> runs{made_run({100ms}, "1"), made_run({100ms}, "1")};
    const auto latency = summarise_latency(runs, &RunResult::latency);
    EXPECT_TRUE(latency.p99.below_resolution);
    EXPECT_LE(latency.p99.ci->lo, 0.1);
    EXPECT_GE(latency.p99.ci->hi, 0.1);
    EXPECT_NEAR(latency.p99.ci->half_width(), 0x1p19 / 2e9, 1e-12);
    EXPECT_FALSE(latency.mean.below_resolution);
}

TEST(Distribution, is_that_of_the_pooled_requests_within_the_resolution_of_the_histogram) {
    constexpr std::size_t kRequests = 20'000;
    std::mt19937_64 random(3);
    std::vector<Duration> latencies;
    for (std::size_t i = 0; i < kRequests; ++i) {
        const double uniform = static_cast<double>(random() >> 11) * 0x1p-53;
        latencies.push_back(duration_from_seconds(0.01 / (1.0001 - uniform)));  // a heavy tail
    }
    const auto half = latencies.begin() + kRequests / 2;
    const std::vector runs{made_run({latencies.begin(), half}, "1"), made_run({half, latencies.end()}, "1")};
    std::sort(latencies.begin(), latencies.end());
    const auto points = summarise_distribution(runs, &RunResult::latency);
    for (std::size_t i = 0; i < points.size(); ++i) {
        const auto [share, at_most_s] = points[i];
        const auto rank = static_cast<std::size_t>(std::max(1.0, std::ceil(share * kRequests - 1e-6)));
        const double exact = seconds_of(latencies[rank - 1]);
        EXPECT_NEAR(at_most_s, exact, exact / 256) << share;
        EXPECT_GE(at_most_s, points[i == 0 ? 0 : i - 1].at_most_s) << share;
    }
    EXPECT_EQ(points.front().at_most_s, seconds_of(latencies.front()));
    EXPECT_EQ(points.back().at_most_s, seconds_of(latencies.back()));
}

}  // namespace
}  // namespace plimsoll::results::testing
