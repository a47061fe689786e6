// SPDX-FileCopyrightText: 2026 The Plimsoll authors
// SPDX-License-Identifier: Apache-2.0
#include "sim/compare/objectives.hpp"

#include "scenarios/input_error.hpp"
#include "tests/compare/made_runs.hpp"

#include <gtest/gtest.h>

namespace plimsoll::results::testing {
namespace {

std::vector<Duration> one_to_hundred_ms() {
    std::vector<Duration> latencies;
    for (int i = 1; i <= 100; ++i) latencies.push_back(std::chrono::milliseconds(i));
    return latencies;
}

TEST(Objectives, a_percentile_at_its_limit_is_met) {
    const std::vector runs{made_run(std::vector<Duration>(50, 100ms), "1")};
    const SloOutcome outcome = judge_slo(latency_slo(99, 100ms), runs);
    EXPECT_TRUE(outcome.met);
    EXPECT_EQ(outcome.attainment, 1);
    EXPECT_EQ(outcome.value_s, 0.1);
    EXPECT_FALSE(judge_slo(latency_slo(99, 100ms - 1ns), runs).met);
}

TEST(Objectives, one_replication_cannot_be_clear) {
    const std::vector runs{made_run({100ms}, "1")};
    EXPECT_FALSE(judge_slo(latency_slo(99, 1s), runs).clear.has_value());
}

// p50 of the two runs: 100 ms and 120 ms; pooled (rank 2 of 4): 100 ms. s^2 = (0 + 400) / 1 ms^2, half width
// 12.7062 * 20 / sqrt(2) = 179.7 ms: 250 ms is inside the interval, 300 ms is beyond it.
TEST(Objectives, an_objective_is_clear_when_the_interval_is_on_one_side_of_the_limit) {
    const std::vector runs{made_run({100ms, 100ms}, "1"), made_run({120ms, 120ms}, "1")};
    const SloOutcome near = judge_slo(latency_slo(50, 250ms), runs);
    EXPECT_TRUE(near.met);
    EXPECT_EQ(near.clear, false);
    ASSERT_TRUE(near.ci);
    EXPECT_NEAR(near.ci->hi, 0.1 + 12.706204736 * 0.020 / std::sqrt(2), 1e-3);
    EXPECT_EQ(judge_slo(latency_slo(50, 300ms), runs).clear, true);
}

// 100 answered requests of 1..100 ms and 25 rejected ones: p60 of all 125 is rank 75, 75 ms; p80 is rank 100, 100 ms;
// p81 is a request that never got an answer. Within 50 ms: 50 of 125.
TEST(Objectives, requests_without_an_answer_count_as_infinitely_slow) {
    RunResult run = made_run(one_to_hundred_ms(), "1");
    run.requests.arrived = 125;
    run.requests.rejected = 20;
    run.requests.failed = 5;
    const std::vector runs{run};
    EXPECT_NEAR(*judge_slo(latency_slo(60, 1s), runs).value_s, 0.075, 0.075 / 256);
    EXPECT_NEAR(*judge_slo(latency_slo(80, 1s), runs).value_s, 0.100, 1e-12);
    const SloOutcome beyond = judge_slo(latency_slo(81, 1s), runs);
    EXPECT_FALSE(beyond.value_s);
    EXPECT_FALSE(beyond.met);
    EXPECT_FALSE(beyond.ci);
    EXPECT_NEAR(judge_slo(latency_slo(99, 50ms), runs).attainment, 0.4, 0.4 / 128);
}

TEST(Objectives, a_deployment_that_rejects_everything_meets_nothing) {
    RunResult run;
    run.requests.arrived = run.requests.rejected = 10;
    const std::vector runs{run};
    const SloOutcome outcome = judge_slo(latency_slo(50, 1s), runs);
    EXPECT_FALSE(outcome.met);
    EXPECT_EQ(outcome.attainment, 0);
    EXPECT_FALSE(judge_deadline(1h, runs).met);
}

TEST(Objectives, no_request_at_all_misses_nothing) {
    const std::vector runs{RunResult()};
    EXPECT_TRUE(judge_slo(latency_slo(99, 1s), runs).met);
    EXPECT_TRUE(judge_deadline(1h, runs).met);
}

TEST(Objectives, an_objective_on_wait_looks_at_the_wait) {
    const std::vector runs{made_run({5s, 5s}, "1")};  // all of it compute
    const SloOutcome outcome = judge_slo({scenarios::SloSpec::Metric::wait, 99, 1ms}, runs);
    EXPECT_TRUE(outcome.met);
    EXPECT_EQ(outcome.value_s, 0);
}

TEST(Objectives, a_deadline_is_met_when_the_slowest_request_meets_it) {
    const std::vector runs{made_run({1h, 2h}, "1"), made_run({3h, 4h}, "1")};
    const DeadlineOutcome met = judge_deadline(4h, runs);
    EXPECT_TRUE(met.met);
    EXPECT_EQ(met.attainment, 1);
    EXPECT_EQ(met.slowest_s, 4 * 3600.0);
    const DeadlineOutcome missed = judge_deadline(3h + 30min, runs);
    EXPECT_FALSE(missed.met);
    EXPECT_DOUBLE_EQ(missed.attainment, 0.75);
}

TEST(Objectives, a_batch_is_judged_by_its_deadline_and_not_by_latency) {
    DeploymentRuns batch = made_deployment("batch", {"1"}, {2h});
    batch.serving = scenarios::Serving::batch;
    batch.deadline = 6h;
    const Comparison comparison = compare(made_scenario({latency_slo(99, 1s)}), {batch}, {});
    EXPECT_TRUE(comparison.deployments[0].slo.empty());
    EXPECT_TRUE(comparison.deployments[0].feasible());
}

TEST(Objectives, of_answers_token_by_token_are_judged_by_their_own_times) {
    DeploymentRuns chat = made_deployment("chat", {"1"}, {20s});
    const auto take = [](Duration each) {
        Histogram histogram;
        for (int i = 0; i < 100; ++i) histogram.add(each);
        return histogram;
    };
    chat.runs[0].first_token = take(800ms);
    chat.runs[0].per_token = take(40ms);
    const scenarios::SloSpec ttft{scenarios::SloSpec::Metric::ttft, 99, 1s};
    const scenarios::SloSpec tpot{scenarios::SloSpec::Metric::tpot, 99, 30ms};
    const Comparison comparison = compare(made_scenario({ttft, tpot}), {chat}, {});
    const auto& slo = comparison.deployments[0].slo;
    EXPECT_TRUE(slo[0].met);
    EXPECT_NEAR(*slo[0].value_s, 0.8, 0.8 * 0.01);
    EXPECT_FALSE(slo[1].met);
    EXPECT_NEAR(*slo[1].value_s, 0.04, 0.04 * 0.01);
}

TEST(Objectives, of_tokens_are_judged_one_by_one) {
    DeploymentRuns chat = made_deployment("chat", {"1"}, {20s});
    chat.runs[0].token_gaps.add(10ms, 98);
    chat.runs[0].token_gaps.add(500ms, 2);
    const scenarios::SloSpec itl{scenarios::SloSpec::Metric::itl, 99, 50ms};
    const auto deployment = compare(made_scenario({itl}), {chat}, {}).deployments[0];
    EXPECT_FALSE(deployment.slo[0].met);
    EXPECT_NEAR(deployment.slo[0].attainment, 0.98, 1e-12);
    EXPECT_FALSE(deployment.goodput) << "no request has an inter-token latency";
}

TEST(Goodput, is_the_share_that_keeps_all_limits_at_once) {
    DeploymentRuns chat = made_deployment("chat", {"1"}, {20s});
    auto& run = chat.runs[0];
    run.requests = {.arrived = 100, .completed = 80, .rejected = 20, .measured = 80};
    run.good = 60;
    const scenarios::SloSpec ttft{scenarios::SloSpec::Metric::ttft, 99, 1s};
    const scenarios::SloSpec tpot{scenarios::SloSpec::Metric::tpot, 99, 30ms};
    const auto both = compare(made_scenario({ttft, tpot}), {chat}, {}).deployments[0];
    ASSERT_TRUE(both.goodput);
    EXPECT_DOUBLE_EQ(both.goodput->share, 0.8 * 60 / 80) << "who got no answer kept no limit";
    EXPECT_DOUBLE_EQ(both.goodput->requests_per_s, both.requests_per_s * 0.6);
}

TEST(Goodput, of_one_metric_is_that_of_its_strictest_limit) {
    DeploymentRuns chat = made_deployment("chat", {"1"}, {20s});
    auto& run = chat.runs[0];
    run.requests = {.arrived = 100, .completed = 100, .measured = 100};
    run.latency = {};
    run.latency.add(1s, 70);
    run.latency.add(3s, 30);
    const auto slo = [](int seconds) {
        return scenarios::SloSpec{scenarios::SloSpec::Metric::latency, 50, std::chrono::seconds(seconds)};
    };
    const auto deployment = compare(made_scenario({slo(5), slo(2)}), {chat}, {}).deployments[0];
    ASSERT_TRUE(deployment.goodput);
    EXPECT_NEAR(deployment.goodput->share, 0.7, 1e-12);
    EXPECT_FALSE(compare(made_scenario({}), {chat}, {}).deployments[0].goodput);
}

}  // namespace
}  // namespace plimsoll::results::testing
