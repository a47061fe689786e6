// SPDX-FileCopyrightText: 2026 The Plimsoll authors
// SPDX-License-Identifier: Apache-2.0
#include "sim/disciplines/recorder.hpp"

#include "sim/measured/run_result_codec.hpp"

#include <gtest/gtest.h>

namespace plimsoll::sim {
namespace {

using std::chrono::hours;
using std::chrono::milliseconds;

// 300,000 x 24 h are 822 years; 64 bits hold 584 years of nanoseconds.
TEST(Recorder, sums_of_latency_are_exact_whatever_a_word_holds) {
    constexpr std::uint64_t kRequests = 300'000;
    RecorderOptions options;
    options.horizon = hours(48);
    options.network = milliseconds(1);
    Recorder recorder(options);
    const SimTime done = kStart + hours(24);
    for (std::uint64_t id = 0; id < kRequests; ++id) recorder.arrived(kStart);
    recorder.tick(done);
    for (std::uint64_t id = 0; id < kRequests; ++id)
        recorder.completed({.id = id,
                            .arrival = kStart,
                            .start = done - hours(1),
                            .completion = done,
                            .cold = hours(1),
                            .batching = hours(2),
                            .cold_start = true});
    results::RunResult result;
    recorder.finish(done, result);

    const auto each = [](Duration part) { return static_cast<unsigned __int128>(part.count()) * kRequests; };
    const results::LatencyParts expected{.network = each(milliseconds(1)),
                                         .queue = each(hours(20)),
                                         .batching = each(hours(2)),
                                         .cold_start = each(hours(1)),
                                         .compute = each(hours(1))};
    EXPECT_TRUE(result.parts == expected);
    EXPECT_TRUE(result.parts_by_band.back() == expected);
    EXPECT_TRUE(result.latency.sum_nanoseconds() == each(hours(24) + milliseconds(1)));
    EXPECT_TRUE(result.wait.sum_nanoseconds() == each(hours(23)));
    EXPECT_DOUBLE_EQ(result.series.back().latency_mean_s, 86'400.001);
    for (const auto& check : result.audit) EXPECT_TRUE(check.passed) << check.name << ": " << check.detail;
}

// 300,000 requests in the system for a bucket of a day: 822 years of waiting in one bucket.
TEST(Recorder, number_in_system_is_exact_however_long_a_bucket_is) {
    constexpr std::uint64_t kRequests = 300'000;
    RecorderOptions options;
    options.horizon = hours(72);
    options.bucket = hours(24);
    Recorder recorder(options);
    const SimTime arrival = kStart + hours(12);
    const SimTime done = kStart + hours(60);
    recorder.tick(arrival);
    for (std::uint64_t id = 0; id < kRequests; ++id) recorder.arrived(arrival);
    recorder.tick(done);
    for (std::uint64_t id = 0; id < kRequests; ++id)
        recorder.completed({.id = id, .arrival = arrival, .start = done, .completion = done});
    results::RunResult result;
    recorder.finish(kStart + hours(72), result);

    ASSERT_EQ(result.series.size(), 3U);
    EXPECT_DOUBLE_EQ(result.series[0].in_system_mean, kRequests / 2);
    EXPECT_DOUBLE_EQ(result.series[1].in_system_mean, kRequests);
    EXPECT_DOUBLE_EQ(result.series[2].in_system_mean, kRequests / 2);
    for (const auto& check : result.audit) EXPECT_TRUE(check.passed) << check.name << ": " << check.detail;
}

// Nobody asks for them in most simulations of a sweep; all else stays as it is, means of buckets included.
TEST(Recorder, without_percentiles_of_buckets_the_rest_is_the_same) {
    const auto measure = [](bool bucket_quantiles) {
        RecorderOptions options;
        options.horizon = hours(3);
        options.warm_up = std::chrono::minutes(10);
        options.bucket_quantiles = bucket_quantiles;
        Recorder recorder(options);
        for (std::uint64_t id = 0; id < 120; ++id) {  // one a minute, and none in the last hour
            const SimTime arrival = kStart + std::chrono::minutes(id);
            recorder.tick(arrival);
            recorder.arrived(arrival);
            const SimTime done = arrival + milliseconds(1 + 7 * (id % 40));
            recorder.tick(done);
            recorder.completed({.id = id, .arrival = arrival, .start = arrival, .completion = done});
        }
        results::RunResult result;
        recorder.finish(kStart + hours(3), result);
        return result;
    };
    const auto with = measure(true);
    auto without = measure(false);
    EXPECT_GT(with.series[3].latency_p50_s, 0);
    ASSERT_EQ(with.series.size(), without.series.size());
    for (std::size_t i = 0; i < with.series.size(); ++i) {
        EXPECT_EQ(without.series[i].latency_p50_s, 0);
        EXPECT_EQ(without.series[i].latency_p99_s, 0);
        without.series[i].latency_p50_s = with.series[i].latency_p50_s;
        without.series[i].latency_p99_s = with.series[i].latency_p99_s;
    }
    EXPECT_EQ(results::encode(with), results::encode(without));
}

// A backlog may last for centuries: 10^15 buckets of a microsecond lie between the horizon and the one completion here.
TEST(Recorder, buckets_after_the_horizon_are_not_walked_through) {
    RecorderOptions options;
    options.horizon = milliseconds(1);
    options.bucket = std::chrono::microseconds(1);
    Recorder recorder(options);
    const SimTime done = kStart + hours(24 * 365 * 40);
    recorder.arrived(kStart);
    recorder.tick(done);
    recorder.completed({.id = 0, .arrival = kStart, .start = kStart, .completion = done});
    results::RunResult result;
    recorder.finish(done, result);
    EXPECT_EQ(result.series.size(), 1000U);
    EXPECT_TRUE(result.latency.sum_nanoseconds() == static_cast<unsigned __int128>((done - kStart).count()));
    for (const auto& check : result.audit) EXPECT_TRUE(check.passed) << check.name << ": " << check.detail;
}

// 40 million requests wait for ten minutes: 761 years between two events.
TEST(Recorder, number_in_system_is_exact_however_many_wait) {
    constexpr std::uint64_t kRequests = 40'000'000;
    RecorderOptions options;
    options.horizon = hours(1);
    Recorder recorder(options);
    for (std::uint64_t id = 0; id < kRequests; ++id) recorder.arrived(kStart);
    const SimTime done = kStart + std::chrono::minutes(10) - Duration(1);
    recorder.tick(done);
    for (std::uint64_t id = 0; id < kRequests; ++id)
        recorder.completed({.id = id, .arrival = kStart, .start = kStart, .completion = done});
    results::RunResult result;
    recorder.finish(done, result);
    for (const auto& check : result.audit) EXPECT_TRUE(check.passed) << check.name << ": " << check.detail;
}

TEST(Recorder, the_series_ends_with_the_horizon_however_long_the_run_goes_on) {
    RecorderOptions options;
    options.horizon = milliseconds(3);
    options.bucket = milliseconds(2);
    Recorder recorder(options);
    recorder.arrived(kStart);
    recorder.tick(kClockEnd);  // 10^12 buckets later
    recorder.completed({.arrival = kStart, .start = kStart, .completion = kClockEnd});
    results::RunResult result;
    recorder.finish(kClockEnd, result);
    EXPECT_EQ(result.series.size(), 2U);
    EXPECT_EQ(result.latency.max(), kClockEnd - kStart);
    for (const auto& check : result.audit) EXPECT_TRUE(check.passed) << check.name << ": " << check.detail;
}

// Two replicas of the first pool and one of the second, between 0 and 10 s:
//   pool 0   A 1-3 s, B 2-6 s          busy 2 + 4 s
//   pool 1   C 4-9 s, a batch of two   busy 5 s
// D arrives at 7 s and waits for whoever is free.
TEST(Recorder, tells_pools_apart) {
    const auto at = [](int s) { return kStart + std::chrono::seconds(s); };
    RecorderOptions options;
    options.horizon = hours(1);
    options.latency_windows = true;
    Recorder recorder(options, 2);
    for (const std::size_t pool : {0U, 0U, 1U}) recorder.begin_ready(pool);
    const auto serve = [&](std::size_t pool, std::uint64_t requests, int from, int to) {
        recorder.begin_busy(pool, at(from));
        recorder.hold(pool, requests, at(from));
        recorder.end_busy(pool, at(to));
        recorder.release(pool, requests, at(to));
    };
    const auto complete = [&](std::uint64_t id, std::uint32_t pool, int from, int to) {
        recorder.completed({.id = id,
                            .arrival = at(from),
                            .start = at(from),
                            .completion = at(to),
                            .input_tokens = 10,
                            .output_tokens = 1,
                            .pool = pool});
    };
    recorder.tick(at(10));
    for (const int arrival : {1, 2, 4, 4, 7}) recorder.arrived(at(arrival));
    serve(1, 2, 4, 9);  // in any order
    serve(0, 1, 1, 3);
    recorder.has_served(0, 1, at(2), at(6));
    complete(0, 0, 1, 3);
    complete(1, 0, 2, 6);
    complete(2, 1, 4, 9);
    complete(3, 1, 4, 9);

    EXPECT_EQ(recorder.busy_seconds(0), 6);
    EXPECT_EQ(recorder.busy_seconds(1), 5);
    EXPECT_EQ(recorder.busy_seconds(), 11);
    EXPECT_EQ(recorder.ready_seconds(0), 20);
    EXPECT_EQ(recorder.ready_seconds(1), 10);
    EXPECT_EQ(recorder.in_system_seconds(0), 6 + 3) << "its own and the one that waits";
    EXPECT_EQ(recorder.in_system_seconds(1), 10 + 3);
    EXPECT_EQ(recorder.in_system(), 1U);
    EXPECT_EQ(recorder.waiting(), 1U);
    EXPECT_EQ(recorder.held(0) + recorder.held(1), 0U);
    EXPECT_EQ(recorder.take_latency_window(0).max(), std::chrono::seconds(4));
    EXPECT_EQ(recorder.take_latency_window(1).min(), std::chrono::seconds(5));
    EXPECT_EQ(recorder.take_latency_window(1).count(), 0U) << "taken";
    EXPECT_EQ(recorder.served(0).requests, 2U);
    EXPECT_EQ(recorder.served(1).input_tokens, 20U);
    EXPECT_EQ(recorder.served(1).output_tokens, 2U);
    recorder.routed(1);
    EXPECT_EQ(recorder.routed_arrivals(1), 1U);
    EXPECT_EQ(recorder.unrouted_arrivals(), 4U);
}

}  // namespace
}  // namespace plimsoll::sim
