// SPDX-FileCopyrightText: 2026 The Plimsoll authors
// SPDX-License-Identifier: Apache-2.0
#include "sim/compare/warm_up.hpp"

#include "tests/compare/made_runs.hpp"

#include <gtest/gtest.h>

#include <cmath>

namespace plimsoll::results::testing {
namespace {

ScenarioFacts steady(Duration horizon, Duration warm_up = 0s) {
    auto scenario = made_scenario({});
    scenario.horizon = horizon;
    scenario.warm_up = warm_up;
    scenario.steady_traffic = true;
    return scenario;
}

/// Buckets of a second, one request completing in each, with the latency that `latency_s` gives for its time.
template <class Latency>
RunResult series_of(int seconds, Latency latency_s) {
    RunResult run = made_run({1s}, "1");
    run.bucket = 1s;
    for (int i = 0; i < seconds; ++i) {
        SeriesBucket bucket;
        bucket.completed = 1;
        bucket.latency_mean_s = latency_s(i);
        run.series.push_back(bucket);
    }
    return run;
}

// rho = 0.95 at 1.9 requests/s: D = 0.95 / (1.9 x 0.0025) = 200 s, a third of ten minutes.
TEST(WarmUp, of_a_queue_near_saturation_is_known_to_be_too_short) {
    DeploymentResult result;
    result.offered_load = 0.95;
    result.requests_per_s = 1.9;
    const std::vector<RunResult> runs{series_of(600, [](int) { return 7.2; })};
    const auto finding = warm_up_finding(result, steady(10min), runs);
    ASSERT_TRUE(finding);
    EXPECT_NEAR(finding->bias, -1.0 / 3, 1e-9);
    EXPECT_EQ(finding->warm_up, 20min);
    EXPECT_EQ(finding->horizon, 4h);
    EXPECT_FALSE(warm_up_finding(result, steady(24h, 20min), runs));
}

// The first 100 of 600 s take 0.1 s, the others 1 s: the mean of 0.85 is 15 % too low.
TEST(WarmUp, that_a_series_shows_to_be_too_short_is_measured) {
    const std::vector<RunResult> runs{series_of(600, [](int i) { return i < 100 ? 0.1 : 1.0; })};
    const auto finding = warm_up_finding({}, steady(600s), runs);
    ASSERT_TRUE(finding);
    EXPECT_NEAR(finding->bias, -0.15, 1e-9);
    EXPECT_EQ(finding->warm_up, 2min);
    EXPECT_FALSE(warm_up_finding({}, steady(600s, 100s), runs));
}

TEST(WarmUp, of_steady_latencies_or_of_a_daily_wave_is_nobody_s_business) {
    const std::vector<RunResult> flat{series_of(600, [](int i) { return 1 + 0.2 * std::sin(i); })};
    EXPECT_FALSE(warm_up_finding({}, steady(600s), flat));
    auto wave = steady(600s);
    wave.steady_traffic = false;
    const std::vector<RunResult> rising{series_of(600, [](int i) { return i < 100 ? 0.1 : 1.0; })};
    EXPECT_FALSE(warm_up_finding({}, wave, rising));
}

}  // namespace
}  // namespace plimsoll::results::testing
