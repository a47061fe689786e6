// SPDX-FileCopyrightText: 2026 The Plimsoll authors
// SPDX-License-Identifier: Apache-2.0
#include "tests/fleet/simulated.hpp"

#include <gtest/gtest.h>

#include <algorithm>
#include <cmath>

namespace plimsoll::sim {
namespace {

using results::RunResult;
using std::chrono::hours;
using std::chrono::minutes;
using std::chrono::seconds;

Case jobs(std::size_t number, Duration length, std::uint32_t max_replicas) {
    Case given;
    given.horizon = hours(3);
    for (std::uint64_t id = 0; id < number; ++id) given.requests.push_back({kStart, id, 1, 0});
    given.plan.window_every = hours(1);
    PoolPlan& pool = given.plan.pools.emplace_back();
    pool.usage.lives = true;
    pool.replicas = {0, max_replicas};
    pool.service = models::ServiceTime::constant(length);
    return given;
}

/// Work of length w that starts again whenever its machine is taken, at rate r and without notice: the mean time to its
/// end is (e^(r w) - 1) / r, with variance (e^(2 r w) - 1 - 2 r w e^(r w)) / r^2, and e^(r w) - 1 interruptions are
/// seen on average (Duda 1983, "The effects of checkpointing on program execution time"). The machines drain while they
/// work on their last job, and are taken all the same.
TEST(FleetTheory, jobs_on_spot_start_again_until_one_life_is_long_enough) {
    constexpr double kJobs = 2000;
    constexpr double kRate = 1 / 24000.0;  // per second: a mean life of 400 min
    constexpr double kWork = 10 * 3600;
    Case given = jobs(2000, hours(10), 2000);
    given.number = 7;
    given.plan.pools[0].purchase = scenarios::Purchase::spot;
    given.plan.pools[0].interruptions =
        scenarios::InterruptionsSpec{.mean_time_to_interruption = minutes(400), .notice = {}, .mean_outage = {}};
    const RunResult result = simulated(given, 0);
    const double growth = std::exp(kRate * kWork);
    const double mean = 3600 + (growth - 1) / kRate;
    const double deviation = std::sqrt(growth * growth - 1 - 2 * kRate * kWork * growth) / kRate;
    EXPECT_EQ(result.requests.completed, 2000U);
    EXPECT_LT(deviation / std::sqrt(kJobs), 0.02 * mean) << "enough jobs to tell";
    EXPECT_NEAR(result.latency.mean_seconds(), mean, 4 * deviation / std::sqrt(kJobs));
    const double interruptions = kJobs * (growth - 1);
    EXPECT_NEAR(static_cast<double>(result.instances.interrupted), interruptions, 0.06 * interruptions);
}

/// A machine that drains before its notice has until the end of the notice, and no longer.
TEST(FleetTheory, what_ends_within_the_notice_is_kept) {
    Case given = jobs(2000, minutes(30), 2000);
    given.plan.pools[0].purchase = scenarios::Purchase::spot;
    // Work of 30 min is lost exactly if its notice comes in the first 20: with probability 1 - e^(-20/60).
    given.plan.pools[0].interruptions =
        scenarios::InterruptionsSpec{.mean_time_to_interruption = hours(1), .notice = minutes(10), .mean_outage = {}};
    std::get<DynamicBatching>(given.plan.discipline).on_loss = scenarios::OnLoss::fail;
    const RunResult result = simulated(given, 0);
    const double lost = 1 - std::exp(-1.0 / 3);
    EXPECT_NEAR(static_cast<double>(result.requests.failed) / 2000, lost, 4 * std::sqrt(lost * (1 - lost) / 2000));
}

TEST(FleetTheory, no_more_machines_than_jobs) {
    for (const Duration length : {Duration(minutes(50)), Duration(hours(10))}) {
        Case given = jobs(1, length, 8);
        given.plan.pools[0].start.boot = minutes(5);
        const RunResult result = simulated(given);
        EXPECT_EQ(result.instances.launched, 1U);
        ASSERT_EQ(result.lives.size(), 1U);
        EXPECT_EQ(result.lives[0].phases.back().until, hours(1) + minutes(5) + length);
        Duration billed{0};
        for (const auto& use : result.usage[0].instances) billed += use.end - use.start;
        EXPECT_EQ(billed, length + minutes(5));
    }
}

/// As long as three machines start for three jobs; once one has taken the last job that waits, the others are not
/// needed.
TEST(FleetTheory, machines_that_would_find_no_work_are_given_up) {
    Case given = jobs(3, minutes(50), 8);
    PoolPlan& pool = given.plan.pools[0];
    pool.replicas.min = 1;  // takes one job at once
    pool.start.provision = minutes(55);
    const RunResult result = simulated(given);
    // The two that start find one job each at 1:55; the warm one has taken the second at 1:50.
    EXPECT_EQ(result.instances.launched, 3U);
    const auto stopped = std::count_if(result.lives.begin(), result.lives.end(), [](const results::InstanceLife& life) {
        return life.end == results::LifeEnd::stopped && life.phases.size() == 1;
    });
    EXPECT_EQ(stopped, 1) << "given up while it was provisioned";
}

std::uint64_t replicas_asked_for(double rate_per_s) {
    Case given;
    given.horizon = minutes(2);
    for (std::uint64_t id = 0; static_cast<double>(id) / rate_per_s < 120; ++id)
        given.requests.push_back({kStart + duration_from_seconds(static_cast<double>(id) / rate_per_s), id, 1, 0});
    PoolPlan& pool = given.plan.pools.emplace_back();
    pool.replicas = {50, 100};
    pool.service = models::ServiceTime::constant(std::chrono::milliseconds(10));
    scenarios::HpaSpec spec;
    spec.metric = scenarios::HpaSpec::Metric::requests_per_second;
    spec.target = 0.75;
    pool.autoscaler = spec;
    return simulated(given).instances.peak;
}

/// ceil(50 x (rate / 50) / 0.75) where that is more than a tenth off, as the HorizontalPodAutoscaler's documentation
/// has it: a window of 15 s holds exactly 15 s of arrivals, the first one too.
TEST(FleetTheory, windows_of_a_controller_hold_each_arrival_once) {
    EXPECT_EQ(replicas_asked_for(45), 60U);
    EXPECT_EQ(replicas_asked_for(41.2), 50U) << "9.9 % above the target";
    EXPECT_EQ(replicas_asked_for(41.3), 56U) << "10.1 % above it";
}

/// One request at `arrival`, half a second long, for a pool that is empty until then.
RunResult from_zero(const scenarios::AutoscalerSpec& autoscaler, Duration arrival, Duration boot) {
    Case given;
    given.horizon = minutes(20);
    given.requests.push_back({kStart + arrival, 0, 1, 0});
    PoolPlan& pool = given.plan.pools.emplace_back();
    pool.replicas = {0, 5};
    pool.start.boot = boot;
    pool.service = models::ServiceTime::constant(std::chrono::milliseconds(500));
    pool.autoscaler = autoscaler;
    return simulated(given);
}

// Polls come every 30 s: one at 120 s finds the request, and the last that finds it is at 150 s; the first more than
// 300 s after that is at 480 s.
TEST(FleetTheory, keda_scales_a_pool_from_zero_and_back) {
    const RunResult result = from_zero(scenarios::KedaSpec{}, seconds(100), seconds(30));
    EXPECT_EQ(result.latency.max(), seconds(50) + std::chrono::milliseconds(500));
    ASSERT_EQ(result.lives.size(), 1U);
    EXPECT_EQ(result.lives[0].requested, seconds(120));
    EXPECT_EQ(result.lives[0].phases.back().until, seconds(480));
    EXPECT_EQ(result.lives[0].end, results::LifeEnd::stopped);
}

// The activator tells of the request at once. It leaves at 103.8 s, so the windows that end at 164 s and later are
// empty; the grace period of 30 s follows.
TEST(FleetTheory, knative_scales_a_pool_from_zero_and_back) {
    const Duration arrival = std::chrono::milliseconds(100'300);
    const RunResult result = from_zero(scenarios::KnativeSpec{}, arrival, seconds(3));
    EXPECT_EQ(result.latency.max(), std::chrono::milliseconds(3500));
    ASSERT_EQ(result.lives.size(), 1U);
    EXPECT_EQ(result.lives[0].requested, arrival);
    EXPECT_EQ(result.lives[0].phases.back().until, seconds(194));
    EXPECT_EQ(result.lives[0].end, results::LifeEnd::stopped);
}

// 10 /s of half a second are 5 requests at a time (Little 1961): ceil(5 / 0.7) = 8 containers of one request each.
TEST(FleetTheory, knative_settles_where_littles_law_says) {
    Case given;
    given.horizon = minutes(20);
    for (std::uint64_t id = 0; id < 12'000; ++id)
        given.requests.push_back({kStart + std::chrono::milliseconds(100) * static_cast<int>(id), id, 1, 0});
    PoolPlan& pool = given.plan.pools.emplace_back();
    pool.replicas = {1, 100};
    pool.service = models::ServiceTime::constant(std::chrono::milliseconds(500));
    pool.autoscaler = scenarios::KnativeSpec{};
    const RunResult result = simulated(given);
    const auto left = std::count_if(result.lives.begin(), result.lives.end(), [](const results::InstanceLife& life) {
        return life.end == results::LifeEnd::horizon;
    });
    EXPECT_EQ(left, 8);
}

// Beside one machine that is always there, spot machines come for what it leaves.
TEST(FleetTheory, an_empty_spot_pool_beside_another_starts) {
    Case given;
    given.horizon = minutes(20);
    for (std::uint64_t id = 0; id < 14'400; ++id)
        given.requests.push_back({kStart + std::chrono::microseconds(83'333) * static_cast<int>(id), id, 1, 0});
    for (int i = 0; i < 2; ++i) {
        PoolPlan& pool = given.plan.pools.emplace_back();
        pool.service = models::ServiceTime::constant(std::chrono::milliseconds(200));
    }
    PoolPlan& spot = given.plan.pools[1];
    spot.purchase = scenarios::Purchase::spot;
    spot.replicas = {0, 4};
    scenarios::KedaSpec keda;
    keda.metric = scenarios::HpaSpec::Metric::requests_per_second;
    keda.target = 4;
    spot.autoscaler = keda;
    const RunResult result = simulated(given);
    EXPECT_EQ(result.instances.peak, 4U) << "12 /s at 4 /s each, and the one of the other pool";
    EXPECT_LT(result.latency.quantile(0.5), seconds(1));
}

}  // namespace
}  // namespace plimsoll::sim
