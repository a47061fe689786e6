// SPDX-FileCopyrightText: 2026 The Plimsoll authors
// SPDX-License-Identifier: Apache-2.0
#include "models/measure/serving/server.hpp"

#include "fake_backend.hpp"
#include "models/measure/serving/replay.hpp"
#include "models/measure/serving/run_figures.hpp"
#include "models/measure/serving/serve_check.hpp"
#include "models/measure/session.hpp"
#include "models/profile/profile_file.hpp"
#include "scenarios/input_error.hpp"

#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include <algorithm>
#include <cmath>
#include <filesystem>

namespace plimsoll::measure {
namespace {

using std::chrono::milliseconds;
using testing::AllOf;
using testing::HasSubstr;

/// Complains of a sleep into the past, which would spin.
class CheckedClock : public ScriptedClock {
public:
    void sleep_until(Duration time) override {
        EXPECT_GT(time, now());
        ScriptedClock::sleep_until(time);
    }
};

std::vector<Served> served(const std::vector<int>& arrivals_ms, const BatchRule& rule,
                           const std::vector<int>& times_ms) {
    std::vector<Request> requests;
    requests.reserve(arrivals_ms.size());
    for (const int time : arrivals_ms) requests.push_back({milliseconds(time), 1});
    CheckedClock clock;
    return serve(requests, rule, clock,
                 [&](std::uint32_t batch, std::uint32_t) { clock.pass(milliseconds(times_ms.at(batch - 1))); });
}

std::vector<int> latencies(const std::vector<Served>& requests) {
    std::vector<int> all;
    for (const auto& request : requests)
        all.push_back(
            static_cast<int>(std::chrono::duration_cast<milliseconds>(request.completion - request.arrival).count()));
    return all;
}

// One at a time, 10 ms each: busy 5-15; the second waits for 15-25, the third comes when it is idle again.
TEST(Server, OneAtATimeIsAQueue) {
    EXPECT_EQ(latencies(served({5, 8, 40}, {1, milliseconds(0)}, {10})), (std::vector<int>{10, 17, 10}));
}

// Batches of up to 2, no waiting: 0-10 alone; then 1 and 2 together 10-22; 3 alone 22-32.
TEST(Server, WhoWaitsIsServedTogether) {
    const auto requests = served({0, 1, 2, 3}, {2, milliseconds(0)}, {10, 12});
    EXPECT_EQ(latencies(requests), (std::vector<int>{10, 21, 20, 29}));
    EXPECT_EQ(requests[1].batch, 2U);
    EXPECT_EQ(requests[3].batch, 1U);
}

// Batches of up to 3, waiting 5 ms at most: the first waits until 5 and takes the one of 4 with it (5-17); the third
// comes at 20, waits until 25 and is served alone (25-35); 40, 41 and 42 fill a batch at 42 (42-57), before 40 has
// waited its 5 ms.
TEST(Server, ABatchStartsWhenItIsFullOrTheOldestHasWaitedLongEnough) {
    const auto requests = served({0, 4, 20, 40, 41, 42}, {3, milliseconds(5)}, {10, 12, 15});
    EXPECT_EQ(latencies(requests), (std::vector<int>{17, 13, 15, 17, 16, 15}));
    EXPECT_EQ(requests[5].start, milliseconds(42));
}

// What arrives at the very moment at which the wait ends belongs to the batch, as in docs/semantics.md.
TEST(Server, AnArrivalAtTheEndOfTheWaitJoins) {
    EXPECT_EQ(latencies(served({0, 5}, {8, milliseconds(5)}, {10, 12})), (std::vector<int>{17, 12}));
}

TEST(Server, LateServingDoesNotMoveLaterArrivals) {
    // 100 ms for the first; the others came at 10 and 20 whatever the server did, and are served at 100-112.
    EXPECT_EQ(latencies(served({0, 10, 20}, {2, milliseconds(0)}, {100, 12})), (std::vector<int>{100, 102, 92}));
}

// The second batch holds requests of 7, 90 and 30 tokens, the first one of 5.
TEST(Server, ABatchTakesAsLongAsItsLongestRequest) {
    const std::vector<Request> requests{
        {milliseconds(0), 5}, {milliseconds(1), 7}, {milliseconds(2), 90}, {milliseconds(3), 30}};
    CheckedClock clock;
    std::vector<std::uint32_t> longest;
    const auto all = serve(requests, {8, milliseconds(0)}, clock, [&](std::uint32_t, std::uint32_t tokens) {
        longest.push_back(tokens);
        clock.pass(milliseconds(tokens));
    });
    EXPECT_EQ(longest, (std::vector<std::uint32_t>{5, 90}));
    EXPECT_EQ(latencies(all), (std::vector<int>{5, 94, 93, 92}));
    EXPECT_EQ(all[1].tokens, 90U);
}

// 1,000 exponential gaps of mean 1/50 s: their sum has a standard deviation of sqrt(1000)/50 = 0.63 s around 20 s.
TEST(Requests, ArePoissonAndRepeatable) {
    const auto arrivals = [](std::uint64_t seed) {
        std::vector<Duration> times;
        for (const auto& request : poisson_requests(50, 1000, {1, 0, 1}, seed)) times.push_back(request.arrival);
        return times;
    };
    const auto times = arrivals(7);
    EXPECT_EQ(times, arrivals(7));
    EXPECT_NE(times, arrivals(8));
    EXPECT_TRUE(std::is_sorted(times.begin(), times.end()));
    const double end_s = std::chrono::duration<double>(times.back()).count();
    EXPECT_NEAR(end_s, 20, 4 * 0.63);
    double squares = 0;
    for (std::size_t i = 1; i < times.size(); ++i) {
        const double gap = std::chrono::duration<double>(times[i] - times[i - 1]).count();
        squares += gap * gap / 999;
    }
    // E[gap^2] = 2/50^2; its standard error over 999 gaps is sqrt(20)/50^2/sqrt(999), 7 % of it.
    EXPECT_NEAR(squares * 2500, 2, 4 * std::sqrt(20.0 / 999));
}

// ln(length / 128) is normal with standard deviation 0.6, cut at ln 4 = 2.31 of them, which 1.04 % exceed; the median
// of 10,000 is off by sqrt(pi / 2) 0.6 / 100 = 0.75 %, the share of one deviation by 0.47 %.
TEST(Requests, UsualLengthsAreLognormalUpToTheLongest) {
    const auto law = usual_lengths(512);
    auto lengths = lengths_of(law, 10000, 3);
    EXPECT_EQ(lengths, lengths_of(law, 10000, 3));
    std::sort(lengths.begin(), lengths.end());
    EXPECT_NEAR(std::log(lengths[5000] / 128.0), 0, 4 * 0.0075);
    const auto within = std::count_if(lengths.begin(), lengths.end(),
                                      [](auto length) { return std::abs(std::log(length / 128.0)) < 0.6; });
    EXPECT_NEAR(static_cast<double>(within) / 10000, 0.6827, 4 * 0.0047);
    EXPECT_EQ(lengths.back(), 512U);
    EXPECT_NEAR(static_cast<double>(std::count(lengths.begin(), lengths.end(), 512U)) / 10000, 0.0104, 4 * 0.001);
    EXPECT_EQ(text_of(law), "lognormal around 128, sigma 0.6, up to 512");
}

TEST(Requests, AFixedLengthIsThatOfEachAndMovesNoArrival) {
    const auto fixed = poisson_requests(50, 100, {77, 0, 77}, 5);
    const auto mixed = poisson_requests(50, 100, usual_lengths(512), 5);
    for (std::size_t i = 0; i < fixed.size(); ++i) {
        EXPECT_EQ(fixed[i].tokens, 77U);
        EXPECT_EQ(fixed[i].arrival, mixed[i].arrival);
    }
    EXPECT_EQ(text_of(LengthLaw{77, 0, 77}), "77");
}

// Latencies 1 to 100 ms, one per request, the last completion 10 s after the first arrival: nearest ranks 50 and 99.
TEST(RunResult, PercentilesAreOnesThatOccurred) {
    std::vector<Served> requests;
    for (int i = 1; i <= 100; ++i)
        requests.push_back({milliseconds(1000), {}, milliseconds(i == 100 ? 11000 : 1000 + i), 1, 1});
    const auto result = result_of(requests);
    EXPECT_DOUBLE_EQ(result.p50_s, 0.050);
    EXPECT_DOUBLE_EQ(result.p99_s, 0.099);
    EXPECT_DOUBLE_EQ(result.throughput_per_s, 10);
}

/// Batches of 1, 2 and 3 of up to 64 tokens, and of up to 128.
models::ServiceTime small_grid() {
    return models::ServiceTime::grid(
        3, 64,
        {milliseconds(10), milliseconds(20), milliseconds(11), milliseconds(22), milliseconds(20), milliseconds(40)});
}

TEST(Capacity, IsThatOfFullBatches) {
    EXPECT_DOUBLE_EQ(capacity(small_grid(), 3, std::vector<std::uint32_t>(6, 64)), 3 / 0.020);
}

// Pairs (1, 100), (1, 1), (100, 100) take 22 + 11 + 22 ms.
TEST(Capacity, CountsThePaddingOfMixedBatches) {
    EXPECT_DOUBLE_EQ(capacity(small_grid(), 2, {1, 100, 1, 1, 100, 100}), 6 / 0.055);
}

// Two batches, of 2 in 33 ms instead of 22 and of 1 in 12 ms instead of 10.
TEST(BatchTimeRatio, IsThatOfTheSums) {
    const std::vector<Served> requests{{{}, milliseconds(0), milliseconds(33), 2, 65},
                                       {{}, milliseconds(0), milliseconds(33), 2, 65},
                                       {{}, milliseconds(50), milliseconds(62), 1, 64}};
    EXPECT_DOUBLE_EQ(batch_time_ratio(requests, small_grid()), 45.0 / 32);
}

TEST(OverRuns, TellsTheMedianAndHalfTheRange) {
    const auto figure = over_runs({0.9, 1.3, 1.0, 0.8, 1.1});
    EXPECT_DOUBLE_EQ(figure.median, 1.0);
    EXPECT_DOUBLE_EQ(figure.spread, 0.25);
    EXPECT_DOUBLE_EQ(over_runs({3}).spread, 0);
}

// A batch every 10 ms, scaled by 1.5: one request after the other.
TEST(Replay, ServesWithTheTimesOfTheLaw) {
    const std::vector<Request> requests{{milliseconds(0), 1}, {milliseconds(1), 128}};
    EXPECT_EQ(latencies(replay(requests, {1, milliseconds(0)}, small_grid())), (std::vector<int>{10, 29}));
    EXPECT_EQ(latencies(replay(requests, {1, milliseconds(0)}, small_grid(), 1.5)), (std::vector<int>{15, 44}));
}

/// Kernels of a small model's steps, at rates that no machine has: a law of products, and all else as fast.
models::Profile made_profile(const ServeCheck& check) {
    models::Profile profile;
    profile.name = "made";
    profile.device = "made";
    profile.title = "made up";
    profile.source = "a test";
    profile.date = "2026-11-25";
    profile.step_overhead_s = 30e-6;
    const ModelWorks works(check.model);
    for (std::uint32_t batch = 1; batch <= check.rule.max_batch; ++batch)
        for (const std::uint32_t tokens : {64U, 128U, 192U, 256U})
            for (const auto& work : works.step(batch, tokens, 0))
                keep_sample(profile, work, {{20e-6 + flops_of(work) / 200e9 + bytes_of(work) / 50e9, 0.01, 9}, "k"});
    return profile;
}

// The server's loop on a scripted clock and the real simulator must agree on every request: both follow
// docs/semantics.md, and both take their times from the profile.
TEST(Simulation, AgreesExactlyWithTheServerOnAScriptedClock) {
    ServeCheck check;
    check.model = {"minilm-l6", models::Precision::fp32, models::Precision::bf16};
    check.rule = {4, milliseconds(3)};
    const auto file = std::filesystem::temp_directory_path() / "plimsoll-serve-check-made.json";
    for (const bool mixed : {true, false}) {
        check.lengths = mixed ? usual_lengths(256) : LengthLaw{128, 0, 128};
        check.pad_to = mixed ? 64 : 128;
        const auto profile = made_profile(check);
        models::write_profile(profile, file);
        const auto times = predicted_times(models::read_profile(file, {}), check);
        const double most = capacity(times, 4, lengths_of(check.lengths, 10000, 0));
        for (const double load : {0.3, 0.6, 0.85}) {
            const auto requests = poisson_requests(load * most, 2000, check.lengths, 3);
            const auto scripted = result_of(replay(requests, check.rule, times));
            const auto simulated = simulate_with_plimsoll(requests, check, file);
            EXPECT_NEAR(simulated.p50_s, scripted.p50_s, 1e-9) << load << mixed;
            EXPECT_NEAR(simulated.p99_s, scripted.p99_s, 1e-9) << load << mixed;
            EXPECT_NEAR(simulated.throughput_per_s, scripted.throughput_per_s, 1e-9 * most) << load << mixed;
        }
    }
    std::filesystem::remove(file);
}

// At 0.95 of the capacity the queue stays short; at 1.1, 20,000 requests leave a tenth of those served waiting.
TEST(Capacity, IsWhatTheServerKeepsUpWith) {
    const auto law = usual_lengths(128);
    const auto times = small_grid();
    const double most = capacity(times, 2, lengths_of(law, 10000, 0));
    const auto longest_wait = [&](double load) {
        Duration longest{};
        for (const auto& request : replay(poisson_requests(load * most, 20000, law, 1), {2, milliseconds(2)}, times))
            longest = std::max(longest, request.start - request.arrival);
        return std::chrono::duration<double>(longest).count();
    };
    EXPECT_LT(longest_wait(0.95) * most, 200);
    EXPECT_GT(longest_wait(1.1) * most, 1500);
}

TEST(ServeCheck, RefusesAProfileThatDoesNotReachTheLengths) {
    ServeCheck check;
    check.model = {"minilm-l6", models::Precision::fp32, models::Precision::bf16};
    check.rule = {2, milliseconds(0)};
    check.lengths = {64, 0, 64};
    check.pad_to = 64;
    models::Profile profile = made_profile(check);
    for (auto& table : profile.tables)
        std::erase_if(table.samples, [](const models::Sample& sample) {
            const auto* gemm = std::get_if<models::Gemm>(&sample.work.shape);
            return gemm != nullptr && gemm->m > 128;
        });
    EXPECT_NO_THROW(static_cast<void>(predicted_times(profile, check)));
    check.lengths = usual_lengths(256);
    try {
        static_cast<void>(predicted_times(profile, check));
        FAIL();
    } catch (const InputError& error) {
        EXPECT_THAT(error.problems()[0].message, HasSubstr("a batch of 1 with 192 tokens"));
    }
}

// Real time, but a device that takes none: what is left is bookkeeping, and every request is served.
TEST(ServeCheck, MeasuresEveryLoadAndKeepsTheMedians) {
    FakeBackend backend;
    ServeCheck check;
    check.model.model = "minilm-l6";
    check.lengths = {64, 0, 64};
    check.pad_to = 64;
    check.rule = {2, milliseconds(0)};
    check.loads = {0.5, 1.0};
    check.runs = 3;
    check.requests = 10;
    std::size_t told = 0;
    prepare_steps(backend, check);
    ASSERT_EQ(backend.steps.size(), 2U);
    double simulated_p99 = 0;
    const auto validation = run_serve_check(
        backend, check, models::ServiceTime::table({{1, milliseconds(1)}}, 2),
        [&](const std::vector<Request>& requests) {
            simulated_p99 = simulated_p99 >= 4 ? 1 : simulated_p99 + 1.5;  // 1.5, 3, 4.5, 1, 2.5, 4
            return RunResult{1, simulated_p99, static_cast<double>(requests.size())};
        },
        [&] { ++told; });
    EXPECT_EQ(told, 6U);
    EXPECT_EQ(validation.tokens, "64");
    ASSERT_EQ(validation.points.size(), 2U);
    const auto& first = validation.points[0];
    EXPECT_NEAR(first.rate_per_s, 1000, 1e-6);  // half of 2 per millisecond
    EXPECT_NEAR(validation.points[1].rate_per_s, 2000, 1e-6);
    EXPECT_DOUBLE_EQ(first.simulated_p99_s.median, 3);
    EXPECT_DOUBLE_EQ(first.simulated_p99_s.spread, 0.5);
    EXPECT_DOUBLE_EQ(validation.points[1].simulated_p99_s.median, 2.5);
    EXPECT_DOUBLE_EQ(first.simulated_throughput_per_s.median, 10);
    EXPECT_GT(first.measured_p99_s.median, 0);
    EXPECT_GE(first.measured_p99_s.median, first.measured_p50_s.median);
    EXPECT_GT(first.batch_time_ratio.median, 0);
    EXPECT_THAT(text_of(validation, models::ServiceTime::table({{1, milliseconds(1)}}, 2), {{1, 64, 1.1e-3}}),
                AllOf(HasSubstr("medians of 3 runs"), HasSubstr("requests of 64 tokens"), HasSubstr("-9.1 %")));
}

// Every batch and every padded length has a step of its own; bert-base takes 512 tokens.
TEST(ServeCheck, PreparesABatchOfEverySizeAndLength) {
    FakeBackend backend;
    ServeCheck check;
    check.model = {"bert-base", models::Precision::fp32, models::Precision::bf16};
    check.lengths = usual_lengths(500);
    check.pad_to = 64;
    check.rule = {3, milliseconds(0)};
    prepare_steps(backend, check);
    ASSERT_EQ(backend.steps.size(), 3U * 8);
    EXPECT_EQ(backend.steps[step_of(check, 3, 450)], ModelWorks(check.model).step(3, 512, 0));
    EXPECT_EQ(backend.steps[step_of(check, 2, 65)], ModelWorks(check.model).step(2, 128, 0));
    EXPECT_EQ(step_of(check, 1, 64), 0U);
    const auto measured = measured_batches(backend, check);
    ASSERT_EQ(measured.size(), 3U + 7);
    EXPECT_EQ(measured[2].batch, 3U);
    EXPECT_EQ(measured[2].tokens, 128U);
    EXPECT_EQ(measured.back().batch, 1U);
    EXPECT_EQ(measured.back().tokens, 512U);
}

}  // namespace
}  // namespace plimsoll::measure
