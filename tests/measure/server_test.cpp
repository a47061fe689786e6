// SPDX-FileCopyrightText: 2026 The Plimsoll authors
// SPDX-License-Identifier: Apache-2.0
#include "models/measure/serving/server.hpp"

#include "fake_backend.hpp"
#include "models/measure/serving/serve_check.hpp"
#include "models/measure/session.hpp"
#include "scenarios/input_error.hpp"

#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include <cmath>

namespace plimsoll::measure {
namespace {

using std::chrono::milliseconds;
using testing::HasSubstr;

/// Time passes only where somebody sleeps or serves.
class ScriptedClock : public ServingClock {
public:
    [[nodiscard]] Duration now() override { return now_; }
    void sleep_until(Duration time) override {
        EXPECT_GT(time, now_) << "a sleep into the past would spin";
        now_ = time;
    }
    void pass(Duration time) { now_ += time; }

private:
    Duration now_{};
};

std::vector<Served> served(const std::vector<int>& arrivals_ms, const BatchRule& rule,
                           const std::vector<int>& times_ms) {
    std::vector<Duration> arrivals;
    for (const int time : arrivals_ms) arrivals.emplace_back(milliseconds(time));
    ScriptedClock clock;
    return serve(arrivals, rule, clock, [&](std::uint32_t batch) { clock.pass(milliseconds(times_ms.at(batch - 1))); });
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

// 1,000 exponential gaps of mean 1/50 s: their sum has a standard deviation of sqrt(1000)/50 = 0.63 s around 20 s.
TEST(Arrivals, ArePoissonAndRepeatable) {
    const auto arrivals = poisson_arrivals(50, 1000, 7);
    EXPECT_EQ(arrivals, poisson_arrivals(50, 1000, 7));
    EXPECT_NE(arrivals, poisson_arrivals(50, 1000, 8));
    EXPECT_TRUE(std::is_sorted(arrivals.begin(), arrivals.end()));
    const double end_s = std::chrono::duration<double>(arrivals.back()).count();
    EXPECT_NEAR(end_s, 20, 4 * 0.63);
    double squares = 0;
    for (std::size_t i = 1; i < arrivals.size(); ++i) {
        const double gap = std::chrono::duration<double>(arrivals[i] - arrivals[i - 1]).count();
        squares += gap * gap / 999;
    }
    // E[gap^2] = 2/50^2; its standard error over 999 gaps is sqrt(20)/50^2/sqrt(999), 7 % of it.
    EXPECT_NEAR(squares * 2500, 2, 4 * std::sqrt(20.0 / 999));
}

// Latencies 1 to 100 ms, one per request, the last completion 10 s after the first arrival: nearest ranks 50 and 99.
TEST(RunResult, PercentilesAreOnesThatOccurred) {
    std::vector<Served> requests;
    for (int i = 1; i <= 100; ++i)
        requests.push_back({milliseconds(1000), {}, milliseconds(i == 100 ? 11000 : 1000 + i), 1});
    const auto result = result_of(requests);
    EXPECT_DOUBLE_EQ(result.p50_s, 0.050);
    EXPECT_DOUBLE_EQ(result.p99_s, 0.099);
    EXPECT_DOUBLE_EQ(result.throughput_per_s, 10);
}

TEST(Capacity, IsThatOfTheBestBatch) { EXPECT_DOUBLE_EQ(capacity({{1, 0.010}, {2, 0.011}, {3, 0.020}}), 2 / 0.011); }

// The same loop with scripted times and the real simulator must agree on every request: both follow docs/semantics.md.
TEST(Simulation, AgreesExactlyWithTheServerOnAScriptedClock) {
    const StepTimes times{{1, 0.010}, {2, 0.013}, {3, 0.015}, {4, 0.020}};
    for (const double rate : {40.0, 150.0, 190.0}) {
        const auto arrivals = poisson_arrivals(rate, 2000, 3);
        const BatchRule rule{4, milliseconds(3)};
        ScriptedClock clock;
        const auto requests = serve(arrivals, rule, clock, [&](std::uint32_t batch) {
            clock.pass(std::chrono::round<Duration>(std::chrono::duration<double>(times.at(batch))));
        });
        const auto served = result_of(requests);
        const auto simulated = simulate_with_plimsoll(arrivals, times, rule);
        EXPECT_NEAR(simulated.p50_s, served.p50_s, 1e-9) << rate;
        EXPECT_NEAR(simulated.p99_s, served.p99_s, 1e-9) << rate;
        EXPECT_NEAR(simulated.throughput_per_s, served.throughput_per_s, 1e-9 * rate) << rate;
    }
}

// Real time, but a device that takes none: what is left is bookkeeping, and every request is served.
TEST(ServeCheck, MeasuresEveryLoadAndKeepsTheMeans) {
    FakeBackend backend;
    ServeCheck check;
    check.model.model = "minilm-l6";
    check.rule = {2, milliseconds(0)};
    check.loads = {0.5, 1.0};
    check.runs = 2;
    check.requests = 10;
    std::size_t told = 0;
    backend.steps.resize(2);
    const auto validation = run_serve_check(
        backend, check, {{1, 1e-3}, {2, 1e-3}},
        [](const auto& arrivals, const auto&, const auto&) {
            return RunResult{1, 2, static_cast<double>(arrivals.size())};
        },
        [&] { ++told; });
    EXPECT_EQ(told, 4U);
    ASSERT_EQ(validation.points.size(), 2U);
    EXPECT_DOUBLE_EQ(validation.points[0].rate_per_s, 1000);  // half of 2 per millisecond
    EXPECT_DOUBLE_EQ(validation.points[1].rate_per_s, 2000);
    EXPECT_DOUBLE_EQ(validation.points[1].simulated_p99_s, 2);
    EXPECT_DOUBLE_EQ(validation.points[1].simulated_throughput_per_s, 10);
    EXPECT_GT(validation.points[0].measured_p99_s, 0);
    EXPECT_GE(validation.points[0].measured_p99_s, validation.points[0].measured_p50_s);
}

}  // namespace
}  // namespace plimsoll::measure
