// SPDX-FileCopyrightText: 2026 The Plimsoll authors
// SPDX-License-Identifier: Apache-2.0
#include "sim/measured/run_result_codec.hpp"

#include "scenarios/input_error.hpp"

#include <fmt/format.h>
#include <gtest/gtest.h>

#include <bit>
#include <random>

namespace plimsoll::results {
namespace {

class Dice {
public:
    explicit Dice(std::uint64_t seed) : random_(seed) {}
    std::uint64_t word() { return random_() >> random_() % 64; }
    std::uint64_t below(std::uint64_t n) { return random_() % n; }
    unsigned __int128 wide() { return static_cast<unsigned __int128>(word()) << 64 | word(); }
    /// Any finite double, tiny and huge ones included.
    double real() {
        for (;;) {
            const auto value = std::bit_cast<double>(random_());
            if (value - value == 0) return value;
        }
    }
    Duration duration() { return Duration(static_cast<std::int64_t>(word() >> 1)); }
    std::string text() {
        std::string result;
        for (auto left = below(12); left > 0; --left) result += static_cast<char>(below(256));
        return result;
    }
    pricing::PoolUsage usage() {
        pricing::PoolUsage used;
        used.span = duration();
        for (auto left = below(9); left > 0; --left) {
            const Duration a = duration();
            const Duration b = duration();
            used.instances.push_back(
                {std::min(a, b), std::max(a, b), static_cast<scenarios::Purchase>(below(3)), below(2) == 1});
        }
        for (auto left = below(3); left > 0; --left)
            used.work.push_back(
                {{static_cast<pricing::WorkRule::Basis>(below(2)), {duration(), duration()}, below(2) == 1},
                 {word(), word(), static_cast<std::uint32_t>(word())}});
        used.requests = word();
        used.input_tokens = word();
        used.output_tokens = word();
        return used;
    }
    void fill(Histogram& histogram) {
        for (auto left = below(40); left > 0; --left)
            histogram.add(Duration(static_cast<std::int64_t>(word() >> 1)), 1 + below(9));
    }

private:
    std::mt19937_64 random_;
};

RunResult random_run(Dice& dice) {
    RunResult run;
    run.requests = {dice.word(), dice.word(), dice.word(), dice.word(), dice.word()};
    run.requests.measured = dice.word();
    run.tokens = dice.word();
    run.requests.retried = dice.word();
    run.steps = dice.word();
    run.extrapolated_steps = dice.word();
    run.cold_starts = dice.word();
    dice.fill(run.latency);
    dice.fill(run.wait);
    run.parts = {dice.wide(), dice.wide(), dice.wide(), dice.wide(), dice.wide()};
    for (auto left = dice.below(20); left > 0; --left) {
        run.parts_by_band.emplace_back();
        if (dice.below(2) == 0) run.parts_by_band.back() = {dice.wide(), dice.wide(), dice.wide(), 0, dice.wide()};
    }
    run.instances.mean = dice.real();
    run.instances.peak = dice.word();
    run.instances.launched = dice.word();
    run.instances.interrupted = dice.word();
    run.utilization = dice.real();
    run.energy_kwh = dice.real();
    run.offered_load = dice.real();
    for (auto left = dice.below(4); left > 0; --left)
        run.pools.push_back(
            {dice.word(), {dice.real(), dice.word(), dice.word(), dice.word()}, dice.real(), dice.real()});
    for (auto left = dice.below(4); left > 0; --left) run.usage.push_back(dice.usage());
    run.bucket = Duration(static_cast<std::int64_t>(dice.word() >> 1));
    for (auto left = dice.below(5); left > 0; --left)
        run.series.push_back({dice.word(), dice.word(), dice.word(), dice.real(), dice.real(), dice.real(), dice.real(),
                              dice.real(), dice.real(), 0, static_cast<std::uint32_t>(dice.word())});
    for (auto left = dice.below(3); left > 0; --left)
        run.audit.push_back({dice.text(), dice.below(2) == 1, dice.text()});
    for (auto left = dice.below(4); left > 0; --left) {
        InstanceLife& life = run.lives.emplace_back();
        life.pool = dice.below(9);
        life.purchase = static_cast<scenarios::Purchase>(dice.below(3));
        life.requested = dice.duration();
        for (auto phases = dice.below(7); phases > 0; --phases)
            life.phases.push_back({static_cast<LifePhase>(dice.below(7)), dice.duration()});
        life.end = static_cast<LifeEnd>(dice.below(3));
    }
    run.fingerprint = dice.word();
    return run;
}

void expect_same(const Histogram& left, const Histogram& right) {
    EXPECT_EQ(left.buckets(), right.buckets());
    EXPECT_EQ(left.count(), right.count());
    EXPECT_TRUE(left.sum_nanoseconds() == right.sum_nanoseconds());
    EXPECT_EQ(left.min(), right.min());
    EXPECT_EQ(left.max(), right.max());
}

/// Field by field, written out: what the codec forgets must not be forgotten here too.
void expect_same(const RunResult& left, const RunResult& right) {
    EXPECT_EQ(left.requests.arrived, right.requests.arrived);
    EXPECT_EQ(left.requests.completed, right.requests.completed);
    EXPECT_EQ(left.requests.rejected, right.requests.rejected);
    EXPECT_EQ(left.requests.failed, right.requests.failed);
    EXPECT_EQ(left.requests.in_flight, right.requests.in_flight);
    EXPECT_EQ(left.requests.measured, right.requests.measured);
    EXPECT_EQ(left.tokens, right.tokens);
    EXPECT_EQ(left.requests.retried, right.requests.retried);
    EXPECT_EQ(left.steps, right.steps);
    EXPECT_EQ(left.extrapolated_steps, right.extrapolated_steps);
    EXPECT_EQ(left.cold_starts, right.cold_starts);
    expect_same(left.latency, right.latency);
    expect_same(left.wait, right.wait);
    EXPECT_TRUE(left.parts.network == right.parts.network);
    EXPECT_TRUE(left.parts.queue == right.parts.queue);
    EXPECT_TRUE(left.parts.batching == right.parts.batching);
    EXPECT_TRUE(left.parts.cold_start == right.parts.cold_start);
    EXPECT_TRUE(left.parts.compute == right.parts.compute);
    EXPECT_TRUE(left.parts_by_band == right.parts_by_band);
    EXPECT_EQ(left.instances.mean, right.instances.mean);
    EXPECT_EQ(left.instances.peak, right.instances.peak);
    EXPECT_EQ(left.instances.launched, right.instances.launched);
    EXPECT_EQ(left.instances.interrupted, right.instances.interrupted);
    EXPECT_EQ(left.utilization, right.utilization);
    EXPECT_EQ(left.energy_kwh, right.energy_kwh);
    EXPECT_EQ(left.offered_load, right.offered_load);
    ASSERT_EQ(left.pools.size(), right.pools.size());
    for (std::size_t i = 0; i < left.pools.size(); ++i) {
        EXPECT_EQ(left.pools[i].served, right.pools[i].served);
        EXPECT_EQ(left.pools[i].instances.mean, right.pools[i].instances.mean);
        EXPECT_EQ(left.pools[i].instances.peak, right.pools[i].instances.peak);
        EXPECT_EQ(left.pools[i].instances.launched, right.pools[i].instances.launched);
        EXPECT_EQ(left.pools[i].instances.interrupted, right.pools[i].instances.interrupted);
        EXPECT_EQ(left.pools[i].utilization, right.pools[i].utilization);
        EXPECT_EQ(left.pools[i].energy_kwh, right.pools[i].energy_kwh);
    }
    ASSERT_EQ(left.usage.size(), right.usage.size());
    for (std::size_t i = 0; i < left.usage.size(); ++i) {
        const auto &a = left.usage[i], &b = right.usage[i];
        EXPECT_EQ(std::tie(a.span, a.instances, a.requests, a.input_tokens, a.output_tokens),
                  std::tie(b.span, b.instances, b.requests, b.input_tokens, b.output_tokens));
        ASSERT_EQ(a.work.size(), b.work.size());
        for (std::size_t j = 0; j < a.work.size(); ++j) {
            EXPECT_EQ(a.work[j].rule, b.work[j].rule);
            EXPECT_EQ(a.work[j].durations, b.work[j].durations);
        }
    }
    EXPECT_EQ(left.bucket, right.bucket);
    ASSERT_EQ(left.series.size(), right.series.size());
    for (std::size_t i = 0; i < left.series.size(); ++i) {
        const auto &a = left.series[i], &b = right.series[i];
        EXPECT_EQ(std::tie(a.arrived, a.completed, a.rejected, a.ready_mean, a.starting_mean, a.in_system_mean),
                  std::tie(b.arrived, b.completed, b.rejected, b.ready_mean, b.starting_mean, b.in_system_mean));
        EXPECT_EQ(std::tie(a.latency_mean_s, a.latency_p50_s, a.latency_p99_s, a.interruptions),
                  std::tie(b.latency_mean_s, b.latency_p50_s, b.latency_p99_s, b.interruptions));
    }
    ASSERT_EQ(left.audit.size(), right.audit.size());
    for (std::size_t i = 0; i < left.audit.size(); ++i) {
        const auto &a = left.audit[i], &b = right.audit[i];
        EXPECT_EQ(std::tie(a.name, a.passed, a.detail), std::tie(b.name, b.passed, b.detail));
    }
    EXPECT_EQ(left.lives, right.lives);
    EXPECT_EQ(left.fingerprint, right.fingerprint);
}

TEST(RunResultCodec, any_result_comes_back_as_it_was) {
    for (std::uint64_t seed = 0; seed < 200; ++seed) {
        SCOPED_TRACE(seed);
        Dice dice(seed);
        const RunResult run = random_run(dice);
        expect_same(decode(encode(run)), run);
        if (HasFatalFailure() || HasNonfatalFailure()) return;
    }
}

TEST(RunResultCodec, an_empty_histogram_stays_mergeable) {
    RunResult back = decode(encode(RunResult()));
    back.latency.add(Duration(7));
    EXPECT_EQ(back.latency.min(), Duration(7));
}

TEST(RunResultCodec, the_same_result_gives_the_same_bytes) {
    Dice one(5), two(5);
    EXPECT_EQ(encode(random_run(one)), encode(random_run(two)));
}

TEST(RunResultCodec, bytes_cut_off_anywhere_are_an_io_error) {
    Dice dice(3);
    const auto bytes = encode(random_run(dice));
    for (std::size_t size = 0; size < bytes.size(); ++size)
        ASSERT_THROW(static_cast<void>(decode(std::span(bytes).first(size))), IoError) << size;
}

TEST(RunResultCodec, damaged_bytes_never_do_worse_than_an_io_error) {
    Dice dice(4);
    const auto bytes = encode(random_run(dice));
    for (int i = 0; i < 2'000; ++i) {
        auto damaged = bytes;
        damaged[dice.below(damaged.size())] = static_cast<std::uint8_t>(dice.below(256));
        try {
            static_cast<void>(decode(damaged));
        } catch (const IoError&) {
            continue;  // damage inside a number cannot be seen
        }
    }
}

TEST(RunResultCodec, what_is_nested_deeper_than_the_stack_allows_is_refused) {
    const std::vector<std::uint8_t> deep(10'000'000, 0x81);  // an array of one element, in an array of one element, ...
    EXPECT_THROW(static_cast<void>(decode(deep)), IoError);
}

}  // namespace
}  // namespace plimsoll::results
