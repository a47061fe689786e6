// SPDX-FileCopyrightText: 2026 The Plimsoll authors
// SPDX-License-Identifier: Apache-2.0
#include "sim/disciplines/kernels/make_kernel.hpp"
#include "sim/run/verify.hpp"
#include "tests/disciplines/parts_of_records.hpp"

#include <gtest/gtest.h>

#include <algorithm>
#include <limits>
#include <map>
#include <random>
#include <utility>
#include <vector>

namespace plimsoll::sim {
namespace {

using std::chrono::milliseconds;

class VectorSource final : public RequestSource {
public:
    explicit VectorSource(std::vector<Request> requests) : requests_(std::move(requests)) {}
    std::span<const Request> next_block() override {
        const std::size_t from = std::exchange(next_, std::min(next_ + kBlock, requests_.size()));
        return std::span(requests_).subspan(from, next_ - from);
    }

private:
    static constexpr std::size_t kBlock = 100;
    std::vector<Request> requests_;
    std::size_t next_ = 0;
};

/// A deployment of up to three pools and its traffic on whole milliseconds, so that arrivals, completions, timers, ends
/// of buckets and of stretches fall together all the time.
struct TightCase {
    explicit TightCase(std::uint32_t seed) : random(seed) {
        servers = 1 + pick(5);
        auto& batching = std::get<DynamicBatching>(plan.discipline);
        batching.max_batch = 1 + pick(4);
        batching.max_wait = milliseconds(pick(4));
        std::map<std::uint32_t, Duration> by_batch;
        for (std::uint32_t batch = 1; batch <= batching.max_batch; ++batch)
            by_batch[batch] = milliseconds(1 + pick(6) + batch);
        for (std::uint32_t pool = 0; pool <= seed % 3; ++pool) {
            plan.pools.emplace_back().service = models::ServiceTime::table(by_batch, batching.max_batch);
            for (auto& [batch, time] : by_batch) time += milliseconds(2);  // the next pool is slower
        }
        SimTime at = kStart;
        for (std::uint64_t id = 0; id < 1000; ++id) {
            at += milliseconds(pick(1 + 12 / servers));
            requests.push_back({at, id, 1 + pick(9), pick(9)});
        }
        for (SimTime t = kStart; t < at; t += milliseconds(1 + pick(200))) stops.push_back(t);
    }
    std::uint32_t pick(std::uint32_t below) { return static_cast<std::uint32_t>(random() % below); }

    std::mt19937 random;
    std::uint32_t servers;
    DeploymentPlan plan;
    std::vector<Request> requests;
    std::vector<SimTime> stops;
};

/// What a controller would read of a pool.
struct PoolReading {
    std::uint64_t held;
    std::uint64_t waiting;
    double busy_seconds;
    double ready_seconds;
    double in_system_seconds;
    std::uint64_t latencies;
    std::uint64_t requests;
    std::uint64_t tokens;
    bool operator==(const PoolReading&) const = default;
};

PoolReading reading_of(Recorder& recorder, std::size_t pool) {
    const Served& served = recorder.served(pool);
    return {recorder.held(pool),
            recorder.waiting(),
            recorder.busy_seconds(pool),
            recorder.ready_seconds(pool),
            recorder.in_system_seconds(pool),
            recorder.take_latency_window(pool).count(),
            served.requests,
            served.input_tokens + served.output_tokens};
}

struct Ran {
    std::vector<RequestRecord> records;
    std::vector<PoolReading> readings;  ///< at each stop, of each pool
    results::RunResult result;
};

Ran run(const TightCase& given, const DeploymentPlan& plan, Duration warm_up = Duration{0}) {
    Ran ran;
    RecorderOptions options;
    options.warm_up = warm_up;
    options.network = plan.network;
    options.horizon = given.requests.back().arrival.time_since_epoch();
    options.bucket = milliseconds(250);
    options.latency_windows = true;
    options.log = [&ran](const RequestRecord& record) { ran.records.push_back(record); };
    const auto engine = make_kernel(plan, std::make_unique<VectorSource>(given.requests), 1, options);
    for (ReplicaSlot slot = 0; slot < given.servers; ++slot)
        engine->replica_ready(slot, slot % plan.pools.size(), Duration{0});
    SimTime now = kStart;
    for (const SimTime stop : given.stops) {
        engine->advance_to(now = stop);
        for (std::size_t pool = 0; pool < plan.pools.size(); ++pool)
            ran.readings.push_back(reading_of(engine->recorder(), pool));
    }
    while (!engine->finished()) engine->advance_to(now = engine->next_event());
    engine->recorder().finish(now, ran.result);
    std::sort(ran.records.begin(), ran.records.end(), [](const auto& a, const auto& b) { return a.id < b.id; });
    return ran;
}

// A bound on the queue that no run reaches changes nothing, but keeps the kernel from running ahead of its events.
TEST(RunAhead, leaves_what_the_events_would_leave_however_many_fall_together) {
    for (std::uint32_t seed = 0; seed < 300; ++seed) {
        const TightCase given(seed);
        const Ran ahead = run(given, given.plan);
        DeploymentPlan bounded = given.plan;
        std::get<DynamicBatching>(bounded.discipline).max_queue = std::numeric_limits<std::uint32_t>::max();
        const Ran events = run(given, bounded);
        const Verification same = verify(ahead.records, events.records, Duration{0});
        ASSERT_TRUE(same.passed) << "seed " << seed << ": " << same.first_difference;
        EXPECT_TRUE(ahead.readings == events.readings) << "seed " << seed;
        EXPECT_EQ(ahead.result.fingerprint, events.result.fingerprint);
        EXPECT_EQ(ahead.result.utilization, events.result.utilization);
        EXPECT_TRUE(ahead.result.parts == events.result.parts);
        EXPECT_TRUE(ahead.result.parts_by_band == events.result.parts_by_band);
        EXPECT_EQ(ahead.result.steps, events.result.steps);
        ASSERT_EQ(ahead.result.series.size(), events.result.series.size());
        for (std::size_t i = 0; i < ahead.result.series.size(); ++i) {
            EXPECT_EQ(ahead.result.series[i].completed, events.result.series[i].completed);
            EXPECT_EQ(ahead.result.series[i].in_system_mean, events.result.series[i].in_system_mean);
            EXPECT_EQ(ahead.result.series[i].latency_p99_s, events.result.series[i].latency_p99_s);
        }
        for (const auto& check : ahead.result.audit) EXPECT_TRUE(check.passed) << check.name << ": " << check.detail;
    }
}

TEST(RunAhead, parts_by_band_are_the_sums_over_the_requests_of_each_band) {
    for (std::uint32_t seed = 0; seed < 100; ++seed) {
        TightCase given(seed);
        given.plan.network = milliseconds(given.pick(20));
        const Duration warm_up = milliseconds(given.pick(1000));
        const Ran ran = run(given, given.plan, warm_up);
        EXPECT_TRUE(ran.result.parts_by_band == parts_of(ran.records, given.plan.network, warm_up)) << seed;
        results::LatencyParts sum;
        for (const auto& band : ran.result.parts_by_band) sum += band;
        EXPECT_TRUE(sum == ran.result.parts) << seed;
        EXPECT_TRUE(sum.network + sum.queue + sum.batching + sum.cold_start + sum.compute ==
                    ran.result.latency.sum_nanoseconds())
            << seed;
        EXPECT_GT(ran.result.parts_by_band.size(), 0U) << seed;
    }
}

}  // namespace
}  // namespace plimsoll::sim
