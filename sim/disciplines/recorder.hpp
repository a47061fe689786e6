// SPDX-FileCopyrightText: 2026 The Plimsoll authors
// SPDX-License-Identifier: Apache-2.0
#pragma once

#include "scenarios/named_enum.hpp"
#include "sim/clock.hpp"
#include "sim/disciplines/pool_counters.hpp"
#include "sim/disciplines/tenant_ledger.hpp"
#include "sim/disciplines/token_gaps.hpp"
#include "sim/disciplines/token_load.hpp"
#include "sim/measured/histogram.hpp"
#include "sim/measured/latency_bands.hpp"
#include "sim/measured/run_result.hpp"
#include "sim/plan/request_limit.hpp"
#include "sim/traffic/conversations.hpp"

#include <array>
#include <bit>
#include <cstddef>
#include <cstdint>
#include <functional>
#include <memory>
#include <span>
#include <vector>

namespace plimsoll::sim {

enum class Outcome : std::uint8_t { completed, rejected, failed };

inline constexpr scenarios::EnumName<Outcome> kOutcomeNames[] = {
    {"completed", Outcome::completed}, {"rejected", Outcome::rejected}, {"failed", Outcome::failed}};

/// One request's way through the deployment, for the per-request log and for comparing engines.
struct RequestRecord {
    std::uint64_t id = 0;
    SimTime arrival;
    SimTime start;                 ///< of its last service; arrival where it had none
    SimTime completion;            ///< or the time of its rejection or failure
    SimTime first_token = kNever;  ///< of an answer that comes token by token
    Duration cold{};
    Duration batching{};
    std::uint32_t input_tokens = 0;
    std::uint32_t output_tokens = 0;
    std::uint32_t pool = 0;   ///< whose replica served it; without meaning where none did
    std::uint32_t batch = 1;  ///< requests that its last service was for, of equal parts
    Outcome outcome = Outcome::completed;
    bool cold_start = false;
    bool even_tokens = false;  ///< those behind the first came evenly, and nobody told of them
};

struct RecorderOptions {
    Duration horizon{};
    Duration warm_up{};
    Duration bucket = std::chrono::minutes(5);
    Duration network{};
    bool bucket_quantiles = true;  ///< of latencies, in the series; 0 there without
    bool latency_windows = false;  ///< keep each pool's latencies since `take_latency_window` (for a latency scaler)
    std::vector<RequestLimit> limits;               ///< count the requests that keep all of them; may be empty
    TenantLedger* tenants = nullptr;                ///< told of every request that was served; may be absent
    Conversations* conversations = nullptr;         ///< told of every request that leaves; may be absent
    std::function<void(const RequestRecord&)> log;  ///< called for every request that leaves; may be empty
};

/// Measures a deployment and each of its pools while its engine runs: counts, histograms, latency parts, time
/// integrals, time series, fingerprint. Constant work and no allocation per request.
class Recorder {
public:
    /// `full_use`: by how many requests at a time a replica is fully used.
    explicit Recorder(const RecorderOptions& options, std::size_t pools = 1, std::uint32_t full_use = 1);

    /// Whether requests follow from answers, so that an engine must look at its source again after each.
    [[nodiscard]] bool tells_conversations() const { return conversations_ != nullptr; }

    /// Goes on to t. Call before anything is reported that happens then.
    void tick(SimTime t) {
        if (t >= bucket_end_) [[unlikely]]
            close_buckets(t);
        last_ = t;
    }

    /// The last time to which the recorder may go before the present bucket of the series is over.
    [[nodiscard]] SimTime last_of_bucket() const { return bucket_end_ - Duration(1); }

    // What happens to requests, at the time of the last tick or, within its bucket, before it: an engine that knows
    // what a stretch of time brings may go to its end first and report in any order.

    void arrived(SimTime at) {
        ++bucket_.arrived;
        in_system_.rise(at);
    }
    /// A router sends a request that arrives to a replica of the pool, which takes it or has no room for it.
    void routed(std::size_t pool) { ++pools_[pool].routed; }
    void rejected(const RequestRecord& record);
    void failed(const RequestRecord& record);
    void retried() { ++retried_; }
    /// What a replica of the pool did for requests in so much of its time (of its places' time, where several make up
    /// its full use) is lost with it.
    void lost_work(std::size_t pool, Duration time) { pools_[pool].lost += static_cast<Sum>(time.count()); }
    /// Sequences have lost their blocks of a KV cache to others.
    void preempted(std::uint64_t sequences) { preemptions_ += sequences; }
    /// What a replica of the pool admitted, found in its prefix cache and worked off.
    void admitted(std::size_t pool, const PromptTokens& tokens) { pools_[pool].prompts += tokens; }

    /// Tokens came; of those by the last tick whoever looks at it at the end of the warm-up has been told before.
    void gave(const TokensInARow& row) {
        if (last_ > warm_up_) add_gaps(token_gaps_, row);
    }
    /// A token of an answer came so long after the one before it.
    void gave_late(Duration gap) {
        if (last_ > warm_up_) token_gaps_.add(gap);
    }
    /// At the last tick, what all replicas that answer token by token hold. Of a run all or no such looks are taken.
    void holds(const TokenLoad& load);

    void completed(const RequestRecord& record) {
        in_system_.fall(record.completion);
        answered(record);
    }
    /// The same of a request whose arrival was not reported.
    void came_and_went(const RequestRecord& record) {
        ++bucket_.arrived;
        in_system_.pulse(record.arrival, record.completion);
        answered(record);
    }
    /// A replica of the pool takes up its first request at once, or is done with the last of them; any request of those
    /// by which it is fully used, where these are several.
    void begin_busy(std::size_t pool, SimTime at) { pools_[pool].busy.rise(at); }
    void end_busy(std::size_t pool, SimTime at) { pools_[pool].busy.fall(at); }
    /// Requests come to a replica of the pool, into its own queue or straight into service, or leave it. An engine of
    /// one pool need not say so: whatever is in the deployment is that pool's.
    void hold(std::size_t pool, std::uint64_t requests, SimTime at) {
        if (several_pools_) pools_[pool].held.rise(at, requests);
    }
    void release(std::size_t pool, std::uint64_t requests, SimTime at) {
        if (several_pools_) pools_[pool].held.fall(at, requests);
    }
    /// A replica of the pool has taken up so many requests at once, and is done with them.
    void has_served(std::size_t pool, std::uint64_t requests, SimTime from, SimTime to) {
        pools_[pool].busy.pulse(from, to);
        if (several_pools_) pools_[pool].held.pulse(from, to, requests);
    }
    /// At the last tick, a replica can serve, or serves no longer and has finished its last batch.
    void begin_ready(std::size_t pool) { pools_[pool].ready.rise(last_); }
    void end_ready(std::size_t pool) { pools_[pool].ready.fall(last_); }
    /// At the last tick, one replica more or less is in a cold start (counted by the fleet).
    void begin_start() { starting_.rise(last_); }
    void end_start() { starting_.fall(last_); }
    void interrupted() { ++bucket_.interruptions; }
    /// A batch starts; `leaves_grid`: much of its time lies outside what was measured.
    void step(bool leaves_grid) { steps(1, leaves_grid); }
    void steps(std::uint64_t count, bool leaves_grid) {
        steps_ += count;
        extrapolated_steps_ += leaves_grid ? count : 0;
    }

    // What controllers read, up to the last tick. A request is the pool's as long as it is at one of its replicas; what
    // waits where every pool may take it is nobody's yet.
    [[nodiscard]] std::uint64_t in_system() const { return in_system_.number(); }
    [[nodiscard]] std::uint64_t held(std::size_t pool) const { return pools_[pool].held.number(); }
    [[nodiscard]] std::uint64_t waiting() const;  ///< nobody's yet
    [[nodiscard]] std::uint64_t arrivals() const { return counts_.arrived + bucket_.arrived; }
    [[nodiscard]] std::uint64_t routed_arrivals(std::size_t pool) const { return pools_[pool].routed; }
    [[nodiscard]] std::uint64_t unrouted_arrivals() const;       ///< arrivals that no router has sent to a pool
    [[nodiscard]] double busy_seconds(std::size_t pool) const;   ///< replica-seconds in service, in full use
    [[nodiscard]] double ready_seconds(std::size_t pool) const;  ///< replica-seconds ready
    /// Request-seconds of the pool's requests and of those that are nobody's.
    [[nodiscard]] double in_system_seconds(std::size_t pool) const;
    /// Latencies of the pool's requests since the last call.
    results::Histogram take_latency_window(std::size_t pool);

    [[nodiscard]] double busy_seconds() const;   ///< of all pools
    [[nodiscard]] double ready_seconds() const;  ///< of all pools
    [[nodiscard]] const Served& served(std::size_t pool) const { return pools_[pool].served; }
    [[nodiscard]] const PromptTokens& prompts(std::size_t pool) const { return pools_[pool].prompts; }
    /// Share of the pool's time in service that was lost with replicas.
    [[nodiscard]] double lost_share(std::size_t pool) const;

    /// Ends the measurement at `end` and writes counts, histograms, parts, series, integrals and the audit checks it
    /// can make.
    void finish(SimTime end, results::RunResult& result);

private:
    using Sum = Level::Sum;

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

    /// Of answers that come token by token.
    struct TokenTimes {
        Window first;      ///< time to the first token, the network included
        Window per_token;  ///< mean time between the tokens of an answer
        results::Histogram first_total;
        results::Histogram per_token_total;
        void flush();
    };

    /// What was seen of replicas that answer token by token.
    struct TokenLooks {
        std::uint64_t count = 0;
        std::uint64_t running = 0;
        std::uint64_t waiting = 0;
        std::uint64_t with_cache = 0;  ///< looks at which there was a replica
        double kv_used = 0;            ///< sum over these
        double fullest = 0;
        TokenLooks& operator+=(const TokenLooks& other);
        [[nodiscard]] results::TokenBucket mean() const;
    };

    /// What requests add up to, in nanoseconds.
    template <class Number>
    struct Sums {
        Number latency = 0;
        Number wait = 0;
        Number batching = 0;
        Number cold_start = 0;

        [[nodiscard]] bool empty() const { return (latency | wait | batching | cold_start) == 0; }
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

    /// A sum over requests, so that the order in which an engine reports them does not matter.
    void mix(std::uint64_t id, SimTime time) {
        constexpr std::uint64_t kMultiplier = 0x9fb21c651e98df25ULL;
        const auto value = static_cast<std::uint64_t>(time.time_since_epoch().count());
        const std::uint64_t mixed = (std::rotl(id * kMultiplier, 32) ^ value) * kMultiplier;
        fingerprint_ += (mixed ^ mixed >> 32) * kMultiplier;
    }
    void close_buckets(SimTime t);
    void close_bucket();
    [[nodiscard]] Sum area(Level PoolCounters::*level, SimTime t) const;

    /// Few counters are written here: what can be derived when a bucket of the series closes is derived there.
    void answered(const RequestRecord& record) {
        ++bucket_.completed;
        Served& served = pools_[record.pool].served;
        ++served.requests;
        served.input_tokens += record.input_tokens;
        served.output_tokens += record.output_tokens;
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
            if (record.first_token != kNever) [[unlikely]]
                answered_by_token(record);
            if (!limits_.empty()) [[unlikely]] {
                const RequestRecord copy = record;  // so that the original never needs to stand in memory
                if (keeps_limits(copy)) ++good_;
            }
        } else {
            ++unmeasured_;
            unmeasured_sojourn_ += static_cast<std::uint64_t>(sojourn.count());
        }
        if (windows_) windows_[record.pool].add(latency);
        if (tenants_ != nullptr) [[unlikely]] {
            const RequestRecord copy = record;  // likewise
            tenants_->answered(copy);
        }
        if (conversations_ != nullptr) [[unlikely]]
            conversations_->answered(record.id, record.output_tokens, after(record.completion, network_));
        if (log_) [[unlikely]] {
            const RequestRecord copy = record;  // likewise
            log_(copy);
        }
    }
    void answered_by_token(const RequestRecord& record);
    [[nodiscard]] bool keeps_limits(const RequestRecord& record) const;
    void close_latencies(std::uint64_t count);
    void flush_latencies();
    void flush_bands();
    [[nodiscard]] std::vector<results::LatencyParts> parts_by_band() const;

    SimTime last_{};
    SimTime bucket_end_{};
    SimTime bucket_start_{};
    SimTime warm_up_{};
    Duration network_{};
    Duration bucket_length_{};
    SimTime horizon_{};

    Level in_system_;
    Level starting_;
    std::vector<PoolCounters> pools_;
    const bool several_pools_;  ///< of one, everything in the deployment is that pool's
    const std::uint32_t full_use_;
    const bool bucket_quantiles_;
    struct Areas {
        Sum in_system = 0;
        Sum ready = 0;
        Sum starting = 0;
    };
    Areas areas_before_bucket_;

    results::RequestCounts counts_;
    std::uint64_t retried_ = 0;
    std::uint64_t preemptions_ = 0;
    std::uint64_t steps_ = 0;
    std::uint64_t extrapolated_steps_ = 0;
    std::uint64_t cold_starts_ = 0;
    std::uint64_t good_ = 0;
    std::uint64_t unmeasured_ = 0;  ///< completed in this bucket of the series, and arrived during the warm-up
    Sum unmeasured_sojourn_ = 0;    ///< of requests completed from the warm-up, and of failed ones
    std::uint64_t fingerprint_ = 0x51a6e5b2c9d7f013ULL;

    results::SeriesBucket bucket_;
    std::vector<results::SeriesBucket> series_;
    Accumulator latency_;
    Accumulator wait_;
    std::array<BandSums, results::LatencyBands::kCount> bands_{};
    Totals bucket_sums_;      ///< over all bands, without what is still in bands_
    Totals held_sums_;        ///< of the latencies that latency_ and wait_ held when the last bucket closed
    std::uint64_t held_ = 0;  ///< how many these were
    results::Histogram latency_total_;
    results::Histogram wait_total_;
    std::unique_ptr<TokenTimes> token_times_;  ///< once an answer came token by token
    results::Histogram token_gaps_;
    TokenLooks token_looks_;  ///< of this bucket of the series
    TokenLooks all_token_looks_;
    std::vector<results::TokenBucket> token_series_;
    std::vector<Totals> band_totals_;    ///< likewise, by band
    std::unique_ptr<Window[]> windows_;  ///< by pool
    const std::vector<RequestLimit> limits_;
    TenantLedger* const tenants_;
    Conversations* const conversations_;
    std::function<void(const RequestRecord&)> log_;
};

}  // namespace plimsoll::sim

namespace plimsoll::scenarios {

template <>
constexpr std::span<const EnumName<sim::Outcome>> names_of() {
    return sim::kOutcomeNames;
}

}  // namespace plimsoll::scenarios
