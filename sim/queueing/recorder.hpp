// SPDX-FileCopyrightText: 2026 The Plimsoll authors
// SPDX-License-Identifier: Apache-2.0
#pragma once

#include "pricing/usage.hpp"
#include "sim/clock.hpp"
#include "sim/results/histogram.hpp"
#include "sim/results/run_result.hpp"

#include <array>
#include <bit>
#include <cstdint>
#include <functional>
#include <memory>
#include <vector>

namespace plimsoll::sim {

enum class Outcome : std::uint8_t { completed, rejected, failed };

/// One request's way through the deployment, for the per-request log and for comparing engines.
struct RequestRecord {
    std::uint64_t id = 0;
    SimTime arrival;
    SimTime start;       ///< of its last service; arrival where it had none
    SimTime completion;  ///< or the time of its rejection or failure
    Duration cold{};
    Duration batching{};
    std::uint64_t tokens = 0;  ///< input and output
    Outcome outcome = Outcome::completed;
    bool cold_start = false;
};

struct RecorderOptions {
    Duration horizon{};
    Duration warm_up{};
    Duration bucket = std::chrono::minutes(5);
    Duration network{};
    bool latency_window = false;  ///< keep the latencies since the last `take_latency_window` (for a latency scaler)
    std::function<void(const RequestRecord&)> log;  ///< called for every request that leaves; may be empty
};

/// Measures a deployment while its engine runs: counts, histograms, latency parts, time integrals, time series,
/// fingerprint. Constant work and no allocation per request.
class Recorder {
public:
    explicit Recorder(const RecorderOptions& options);

    /// Moves the time integrals to t. Call before every change of the number in system or in service.
    void tick(SimTime t) {
        const auto dt = static_cast<std::uint64_t>((t - last_).count());
        if (t >= bucket_end_) [[unlikely]] {
            roll(t);
            return;
        }
        in_system_area_ += dt * in_system_;
        busy_area_ += dt * busy_;
        ready_area_ += dt * ready_;
        starting_area_ += dt * starting_;
        last_ = t;
    }

    /// The last time to which the integrals may be moved before the present bucket of the series closes.
    [[nodiscard]] SimTime last_of_bucket() const { return bucket_end_ - Duration(1); }

    // What happens to requests, at the time of the last tick or, within its bucket, before it: an engine that knows
    // what a stretch of time brings may move the integrals to its end first and report in any order.

    void arrived(SimTime at) {
        ++bucket_.arrived;
        ++in_system_;
        in_system_area_ += since(at);
    }
    void rejected(const RequestRecord& record);
    void failed(const RequestRecord& record);
    void retried() { ++retried_; }

    /// Few counters are written here: what can be derived when a bucket of the series closes is derived there.
    void completed(const RequestRecord& record) {
        --in_system_;
        in_system_area_ -= since(record.completion);
        ++bucket_.completed;
        tokens_ += record.tokens;
        const Duration sojourn = record.completion - record.arrival;
        mix(record.id, record.completion);
        if (record.arrival >= warm_up_) [[likely]] {
            latency_.add(sojourn + network_);
            wait_.add(record.start - record.arrival);
            if (record.cold_start) {
                ++cold_starts_;
                cold_sum_ += static_cast<std::uint64_t>(record.cold.count());
            }
            if (record.batching > Duration{0}) batching_sum_ += static_cast<std::uint64_t>(record.batching.count());
        } else {
            unmeasured_sojourn_ += static_cast<unsigned __int128>(sojourn.count());
        }
        if (window_) window_->add(sojourn + network_);
        if (log_) [[unlikely]] {
            const RequestRecord copy = record;  // so that the original never needs to stand in memory
            log_(copy);
        }
    }

    /// Changes of the number of replicas in service of at least one request, of those that can serve or still finish a
    /// batch while draining (both counted by the engine), and of those in a cold start (counted by the fleet).
    void change_busy(std::int64_t change, SimTime at) {
        busy_ += static_cast<std::uint64_t>(change);
        busy_area_ += static_cast<std::uint64_t>(change) * since(at);
    }
    void change_ready(std::int64_t change) { ready_ += static_cast<std::uint64_t>(change); }
    void change_starting(std::int64_t change) { starting_ += static_cast<std::uint64_t>(change); }
    void interrupted() { ++bucket_.interruptions; }
    /// A batch starts; `leaves_grid`: much of its time lies outside what was measured.
    void step(bool leaves_grid) {
        ++steps_;
        extrapolated_steps_ += leaves_grid ? 1 : 0;
    }

    // What controllers read.
    [[nodiscard]] std::uint64_t in_system() const { return in_system_; }
    [[nodiscard]] std::uint64_t arrivals() const { return counts_.arrived + bucket_.arrived; }
    [[nodiscard]] double busy_seconds() const;   ///< replica-seconds in service so far
    [[nodiscard]] double ready_seconds() const;  ///< replica-seconds ready so far
    /// Latencies since the last call.
    results::Histogram take_latency_window();

    /// Ends the measurement at `end` and writes counts, histograms, parts, series, integrals and the audit checks it
    /// can make.
    void finish(SimTime end, results::RunResult& result);

private:
    /// Counters of the values since the last flush; flushing adds them to a histogram.
    class Accumulator {
    public:
        void add(Duration value) {
            const auto index = results::DurationBuckets::index(value.count());
            ++counts_[index];
            ++count_;
            sum_ += static_cast<unsigned __int128>(value.count());
            if (value < min_) [[unlikely]]
                min_ = value;
            if (value > max_) [[unlikely]]
                max_ = value;
        }
        [[nodiscard]] std::uint64_t count() const { return count_; }
        [[nodiscard]] std::size_t lowest() const { return results::DurationBuckets::index(min_.count()); }
        [[nodiscard]] std::size_t highest() const { return results::DurationBuckets::index(max_.count()); }
        [[nodiscard]] double mean_seconds() const;
        [[nodiscard]] Duration quantile(double q) const;
        void flush_into(results::Histogram& histogram);

    private:
        std::array<std::uint32_t, results::DurationBuckets::kCount> counts_{};
        std::uint64_t count_ = 0;
        unsigned __int128 sum_ = 0;
        Duration min_ = Duration::max();
        Duration max_{0};
    };

    [[nodiscard]] std::uint64_t since(SimTime at) const { return static_cast<std::uint64_t>((last_ - at).count()); }
    /// A sum over requests, so that the order in which an engine reports them does not matter.
    void mix(std::uint64_t id, SimTime time) {
        constexpr std::uint64_t kMultiplier = 0x9fb21c651e98df25ULL;
        const auto value = static_cast<std::uint64_t>(time.time_since_epoch().count());
        const std::uint64_t mixed = (std::rotl(id * kMultiplier, 32) ^ value) * kMultiplier;
        fingerprint_ += (mixed ^ mixed >> 32) * kMultiplier;
    }
    void roll(SimTime t);
    void integrate_to(SimTime t);
    void close_bucket();

    SimTime last_{};
    SimTime bucket_end_{};
    SimTime bucket_start_{};
    SimTime warm_up_{};
    Duration network_{};
    Duration bucket_length_{};
    SimTime horizon_{};

    // since the bucket's start
    std::uint64_t in_system_area_ = 0;
    std::uint64_t busy_area_ = 0;
    std::uint64_t ready_area_ = 0;
    std::uint64_t starting_area_ = 0;
    // before it
    unsigned __int128 total_in_system_area_ = 0;
    unsigned __int128 total_busy_area_ = 0;
    unsigned __int128 total_ready_area_ = 0;
    unsigned __int128 total_starting_area_ = 0;

    std::uint64_t in_system_ = 0;
    std::uint64_t busy_ = 0;
    std::uint64_t ready_ = 0;
    std::uint64_t starting_ = 0;

    results::RequestCounts counts_;
    std::uint64_t retried_ = 0;
    std::uint64_t steps_ = 0;
    std::uint64_t extrapolated_steps_ = 0;
    std::uint64_t cold_starts_ = 0;
    std::uint64_t tokens_ = 0;
    unsigned __int128 unmeasured_sojourn_ = 0;  ///< of requests completed from the warm-up, and of failed ones
    unsigned __int128 cold_sum_ = 0;
    unsigned __int128 batching_sum_ = 0;
    std::uint64_t fingerprint_ = 0x51a6e5b2c9d7f013ULL;

    results::SeriesBucket bucket_;
    std::vector<results::SeriesBucket> series_;
    Accumulator latency_;
    Accumulator wait_;
    results::Histogram latency_total_;
    results::Histogram wait_total_;
    std::unique_ptr<Accumulator> window_;
    std::function<void(const RequestRecord&)> log_;
};

}  // namespace plimsoll::sim
