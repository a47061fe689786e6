// SPDX-FileCopyrightText: 2026 The Plimsoll authors
// SPDX-License-Identifier: Apache-2.0
#include "sim/measured/contradiction.hpp"

#include "sim/measured/latency_bands.hpp"

#include <gtest/gtest.h>

#include <cmath>
#include <functional>
#include <limits>

namespace plimsoll::results {
namespace {

constexpr Duration kLatency = std::chrono::milliseconds(100);

/// Three requests of 100 ms each, of which two were measured.
RunResult good_run() {
    RunResult run;
    run.requests = {.arrived = 4, .completed = 3, .rejected = 1};
    run.requests.measured = 2;
    run.latency.add(kLatency, 2);
    run.wait.add(Duration(0), 2);
    run.parts.compute = static_cast<unsigned __int128>(2 * kLatency.count());
    run.parts_by_band.resize(LatencyBands::of_bucket(DurationBuckets::index(kLatency.count())) + 1);
    run.parts_by_band.back() = run.parts;
    run.steps = 3;
    run.instances.mean = 1;
    run.instances.peak = run.instances.launched = 1;
    run.lives = {{.requested = Duration(0), .phases = {{LifePhase::serve, Duration(5)}}}};
    run.usage.resize(1);
    run.pools = {{.served = 3, .instances = run.instances}};
    run.bucket = std::chrono::seconds(1);
    run.series.resize(2);
    run.series[0].arrived = 4;
    run.audit = {{"every request has left", true, "0 in flight"}};
    return run;
}

TEST(Contradiction, a_result_that_can_be_has_none) { EXPECT_EQ(contradiction(good_run(), 1), std::nullopt); }

TEST(Contradiction, every_law_that_is_broken_is_found) {
    constexpr double kNone = std::numeric_limits<double>::quiet_NaN();
    const std::function<void(RunResult&)> lies[] = {
        [](RunResult& run) { ++run.requests.arrived; },
        [](RunResult& run) { ++run.requests.completed; },
        [](RunResult& run) { run.requests.rejected = std::numeric_limits<std::uint64_t>::max(); },
        [](RunResult& run) {
            ++run.requests.arrived;
            ++run.requests.in_flight;
            ++run.series[0].arrived;
        },
        [](RunResult& run) { --run.requests.measured; },
        [](RunResult& run) { run.cold_starts = 3; },
        [](RunResult& run) { run.extrapolated_steps = 4; },
        [](RunResult& run) { run.latency.add(kLatency); },
        [](RunResult& run) { run.wait = Histogram(); },
        [](RunResult& run) { ++run.parts.compute; },
        [](RunResult& run) { ++run.parts_by_band[0].queue; },
        [](RunResult& run) { run.instances.mean = -1; },
        [](RunResult& run) { run.energy_kwh = kNone; },
        [](RunResult& run) { run.utilization = 1.5; },
        [](RunResult& run) { run.instances.peak = 2; },
        [](RunResult& run) { run.instances.interrupted = 2; },
        [](RunResult& run) { run.series[1].arrived = 1; },
        [](RunResult& run) { run.series[1].ready_mean = kNone; },
        [](RunResult& run) { run.bucket = Duration(0); },
        [](RunResult& run) { run.lives.resize(2); },
        [](RunResult& run) { run.lives[0].pool = 1; },
        [](RunResult& run) { run.usage.clear(); },
        [](RunResult& run) { run.pools.resize(2); },
        [](RunResult& run) { run.pools[0].utilization = 1.5; },
        [](RunResult& run) { run.pools[0].energy_kwh = kNone; },
        [](RunResult& run) { run.pools[0].instances.interrupted = 2; },
        [](RunResult& run) {
            run.lives[0].phases.push_back({LifePhase::drain, Duration(4)});
        },
        [](RunResult& run) { run.audit[0].passed = false; },
        [](RunResult& run) { run.audit.clear(); },
    };
    int number = 0;
    for (const auto& lie : lies) {
        auto run = good_run();
        lie(run);
        EXPECT_TRUE(contradiction(run, 1)) << "lie " << number;
        ++number;
    }
}

}  // namespace
}  // namespace plimsoll::results
