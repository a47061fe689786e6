// SPDX-FileCopyrightText: 2026 The Plimsoll authors
// SPDX-License-Identifier: Apache-2.0
#pragma once

#include "pricing/usage.hpp"
#include "sim/clock.hpp"
#include "sim/measured/histogram.hpp"
#include "sim/measured/latency_bands.hpp"
#include "sim/measured/run_result.hpp"

#include <array>
#include <bit>
#include <cstddef>
#include <cstdint>
#include <functional>
#include <memory>
#include <string_view>
#include <vector>

namespace plimsoll::sim {

enum class Outcome : std::uint8_t { completed, rejected, failed };

[[nodiscard]] constexpr std::string_view name_of(Outcome outcome) {
    constexpr std::array<std::string_view, 3> kNames = {"completed", "rejected", "failed"};
    return kNames[static_cast<std::size_t>(outcome)];
}

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
        if (t >= stretch_end_) [[unlikely]] {
            roll(t);
            return;
        }
        const std::uint64_t dt = since(last_, t);
        in_system_area_ += Sum{dt} * in_system_;
        busy_area_ += dt * busy_;
        ready_area_ += dt * ready_;
        starting_area_ += dt * starting_;
        last_ = t;
    }

    /// The last time to which the integrals may be moved before the present stretch of time is over.
    [[nodiscard]] SimTime last_of_stretch() const { return stretch_end_ - Duration(1); }

    // What happens to requests, at the time of the last tick or, within its stretch, before it: an engine that knows
    // what a stretch of time brings may move the integrals to its end first and report in any order.

    void arrived(SimTime at) {
        ++bucket_.arrived;
        ++in_system_;
        in_system_area_ += since(at, last_);
    }
    void rejected(const RequestRecord& record);
    void failed(const RequestRecord& record);
    void retried() { ++retried_; }

    /// Few counters are written here: what can be derived when a bucket of the series closes is derived there.
    void completed(const RequestRecord& record) {
        --in_system_;
        in_system_area_ -= since(record.completion, last_);
        ++bucket_.completed;
        tokens_ += record.tokens;
        const Duration sojourn = record.completion - record.arrival;
        mix(record.id, record.completion);
        const Duration latency = sojourn + network_;
        if (record.arrival >= warm_up_) [[likely]] {
            const Duration wait = record.start - record.arrival;
            const std::size_t band = results::LatencyBands::of_bucket(latency_.add(latency));
            wait_.add(wait);
            add(band, &BandSums::latency, &Totals::latency, latency);
            add(band, &BandSums::wait, &Totals::wait, wait);
            if (record.cold_start) {
                ++cold_starts_;
                add(band, &BandSums::cold_start, &Totals::cold_start, record.cold);
            }
            if (record.batching > Duration{0}) add(band, &BandSums::batching, &Totals::batching, record.batching);
        } else {
            unmeasured_sojourn_ += static_cast<std::uint64_t>(sojourn.count());
        }
        if (window_) window_->add(latency);
        if (log_) [[unlikely]] {
            const RequestRecord copy = record;  // so that the original never needs to stand in memory
            log_(copy);
        }
    }

    /// Changes of the number of replicas in service of at least one request, of those that can serve or still finish a
    /// batch while draining (both counted by the engine), and of those in a cold start (counted by the fleet).
    void change_busy(std::int64_t change, SimTime at) {
        busy_ += static_cast<std::uint64_t>(change);
        busy_area_ += static_cast<std::uint64_t>(change) * since(at, last_);
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
    [[nodiscard]] double busy_seconds() const;       ///< replica-seconds in service so far
    [[nodiscard]] double ready_seconds() const;      ///< replica-seconds ready so far
    [[nodiscard]] double in_system_seconds() const;  ///< request-seconds in the deployment so far
    /// Latencies since the last call.
    results::Histogram take_latency_window();

    /// Ends the measurement at `end` and writes counts, histograms, parts, series, integrals and the audit checks it
    /// can make.
    void finish(SimTime end, results::RunResult& result);

private:
    using Sum = unsigned __int128;  ///< of nanoseconds: no number of requests makes it overflow

    /// Counters of the values since the last flush; flushing adds them to a histogram. Their sum is kept elsewhere.
    class Accumulator {
    public:
        /// Returns the value's bucket.
        std::size_t add(Duration value) {
            const auto index = results::DurationBuckets::index(value.count());
            ++counts_[index];
            if (value < min_) [[unlikely]]
                min_ = value;
            if (value > max_) [[unlikely]]
                max_ = value;
            return index;
        }
        [[nodiscard]] bool empty() const { return max_ < min_; }
        [[nodiscard]] std::uint64_t count() const;  ///< linear in the buckets between the extremes
        [[nodiscard]] std::size_t lowest() const { return results::DurationBuckets::index(min_.count()); }
        [[nodiscard]] std::size_t highest() const { return results::DurationBuckets::index(max_.count()); }
        [[nodiscard]] Duration quantile(double q, std::uint64_t count) const;
        void flush_into(results::Histogram& histogram, Sum sum);

    private:
        std::array<std::uint32_t, results::DurationBuckets::kCount> counts_{};
        Duration min_ = Duration::max();
        Duration max_{0};
    };

    /// Latencies for a controller.
    struct Window {
        void add(Duration latency) {
            values.add(latency);
            sum += static_cast<std::uint64_t>(latency.count());
        }
        Accumulator values;
        Sum sum = 0;
    };

    /// What requests add up to, in nanoseconds.
    template <class Number>
    struct Sums {
        Number latency = 0;
        Number wait = 0;
        Number batching = 0;
        Number cold_start = 0;

        template <class Other>
        Sums& operator+=(const Sums<Other>& other) {
            latency += other.latency;
            wait += other.wait;
            batching += other.batching;
            cold_start += other.cold_start;
            return *this;
        }
    };
    using BandSums = Sums<std::uint64_t>;
    using Totals = Sums<Sum>;

    /// Adds to a sum of the band. It is one word, since two would cost time; what it cannot hold (584 years, for which
    /// a night's batch of a million requests waits) is carried.
    void add(std::size_t band, std::uint64_t BandSums::*part, Sum Totals::*total, Duration time) {
        std::uint64_t& sum = bands_[band].*part;
        if (__builtin_add_overflow(sum, static_cast<std::uint64_t>(time.count()), &sum)) [[unlikely]]
            carry(band, total);
    }
    void carry(std::size_t band, Sum Totals::*total);

    [[nodiscard]] static std::uint64_t since(SimTime from, SimTime to) {
        return static_cast<std::uint64_t>((to - from).count());
    }
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
    void flush_bands();
    [[nodiscard]] std::vector<results::LatencyParts> parts_by_band() const;

    SimTime last_{};
    SimTime stretch_end_{};  ///< the bucket's end, or before it
    SimTime bucket_end_{};
    SimTime bucket_start_{};
    SimTime warm_up_{};
    Duration network_{};
    Duration bucket_length_{};
    SimTime horizon_{};

    // since the stretch's start
    Sum in_system_area_ = 0;  ///< two words: nothing bounds the number of requests that wait
    std::uint64_t busy_area_ = 0;
    std::uint64_t ready_area_ = 0;
    std::uint64_t starting_area_ = 0;
    struct Areas {
        Sum in_system = 0;
        Sum busy = 0;
        Sum ready = 0;
        Sum starting = 0;
    };
    Areas areas_;                ///< before it
    Areas areas_before_bucket_;  ///< of them, those before the present bucket

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
    Sum unmeasured_sojourn_ = 0;  ///< of requests completed from the warm-up, and of failed ones
    std::uint64_t fingerprint_ = 0x51a6e5b2c9d7f013ULL;

    results::SeriesBucket bucket_;
    std::vector<results::SeriesBucket> series_;
    Accumulator latency_;
    Accumulator wait_;
    std::array<BandSums, results::LatencyBands::kCount> bands_{};
    Totals bucket_sums_;  ///< over all bands, without what is still in bands_
    results::Histogram latency_total_;
    results::Histogram wait_total_;
    std::vector<Totals> band_totals_;  ///< likewise, by band
    std::unique_ptr<Window> window_;
    std::function<void(const RequestRecord&)> log_;
};

}  // namespace plimsoll::sim
