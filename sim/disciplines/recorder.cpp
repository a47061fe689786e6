// SPDX-FileCopyrightText: 2026 The Plimsoll authors
// SPDX-License-Identifier: Apache-2.0
#include "sim/disciplines/recorder.hpp"

#include <fmt/format.h>

#include <algorithm>
#include <cmath>
#include <utility>

namespace plimsoll::sim {

namespace {

constexpr double kNanosecond = 1e-9;

double seconds_of_area(Level::Sum area) { return static_cast<double>(area) * kNanosecond; }

/// In the mean. \pre an answer of several tokens that came one by one
Duration time_per_token(const RequestRecord& record) {
    return (record.completion - record.first_token) / (record.output_tokens - 1);
}

std::string text_of(Level::Sum value) {
    std::string digits;
    do {
        digits.insert(digits.begin(), static_cast<char>('0' + static_cast<int>(value % 10)));
        value /= 10;
    } while (value != 0);
    return digits;
}

}  // namespace

Recorder::Recorder(const RecorderOptions& options, std::size_t pools, std::uint32_t full_use)
    : bucket_end_(kStart + options.bucket),
      warm_up_(kStart + options.warm_up),
      network_(options.network),
      bucket_length_(options.bucket),
      horizon_(kStart + options.horizon),
      pools_(pools),
      several_pools_(pools > 1),
      full_use_(full_use),
      bucket_quantiles_(options.bucket_quantiles),
      band_totals_(results::LatencyBands::kCount),
      limits_(options.limits),
      tenants_(options.tenants),
      conversations_(options.conversations),
      log_(options.log) {
    if (options.latency_windows) windows_ = std::make_unique<Window[]>(pools);
}

/// The sum over all pools.
Recorder::Sum Recorder::area(Level PoolCounters::*level, SimTime t) const {
    Sum sum = 0;
    for (const PoolCounters& pool : pools_) sum += (pool.*level).area(t);
    return sum;
}

void Recorder::close_buckets(SimTime t) {
    while (t >= bucket_end_) close_bucket();
}

void Recorder::close_bucket() {
    const Areas areas{.in_system = in_system_.area(bucket_end_),
                      .ready = area(&PoolCounters::ready, bucket_end_),
                      .starting = starting_.area(bucket_end_)};
    const auto mean = [&](Sum Areas::*area) {
        return static_cast<double>(areas.*area - areas_before_bucket_.*area) /
               static_cast<double>((bucket_end_ - bucket_start_).count());
    };
    bucket_.in_system_mean = mean(&Areas::in_system);
    bucket_.ready_mean = mean(&Areas::ready);
    bucket_.starting_mean = mean(&Areas::starting);
    areas_before_bucket_ = areas;
    const std::uint64_t measured = bucket_.completed - std::exchange(unmeasured_, 0);
    if (measured > 0) close_latencies(measured);
    if (token_times_) token_times_->flush();
    all_token_looks_ += token_looks_;
    if (all_token_looks_.count > 0 && bucket_start_ < horizon_) token_series_.push_back(token_looks_.mean());
    token_looks_ = {};
    counts_.arrived += bucket_.arrived;
    counts_.completed += bucket_.completed;
    if (bucket_start_ < horizon_) series_.push_back(bucket_);
    bucket_ = {};

    // The series covers the horizon only: one last bucket takes everything that is still completed.
    bucket_start_ = bucket_end_;
    bucket_end_ = bucket_start_ < horizon_ ? bucket_start_ + bucket_length_ : kNever;
}

/// Where nobody wants the percentiles of the bucket, its latencies stay in the counters: to empty them costs as much as
/// some hundred requests do.
/// \pre so many latencies, one at least, were measured since the last time
void Recorder::close_latencies(std::uint64_t count) {
    flush_bands();
    held_ += count;
    bucket_.latency_mean_s = static_cast<double>(bucket_sums_.latency) * kNanosecond / static_cast<double>(count);
    held_sums_ += std::exchange(bucket_sums_, {});
    if (bucket_quantiles_) {
        bucket_.latency_p50_s = seconds_of(latency_.quantile(0.50, count));
        bucket_.latency_p99_s = seconds_of(latency_.quantile(0.99, count));
    }
    constexpr std::uint64_t kMostHeld = std::uint64_t{1} << 31;  // by a counter of 32 bits, with room for a bucket
    if (bucket_quantiles_ || held_ >= kMostHeld) flush_latencies();
}

void Recorder::answered_by_token(const RequestRecord& record) {
    if (!token_times_) token_times_ = std::make_unique<TokenTimes>();
    token_times_->first.add(record.first_token - record.arrival + network_);
    if (record.output_tokens <= 1) return;
    const Duration per_token = time_per_token(record);
    token_times_->per_token.add(per_token);
    if (!record.even_tokens) return;
    const Duration all = record.completion - record.first_token;
    token_gaps_.add_alike(per_token, per_token, record.output_tokens - 1, static_cast<unsigned __int128>(all.count()));
}

bool Recorder::keeps_limits(const RequestRecord& record) const {
    using Metric = scenarios::SloSpec::Metric;
    const auto value = [&](Metric metric) {
        switch (metric) {
            case Metric::wait:
                return record.start - record.arrival;
            case Metric::ttft:
                return record.first_token - record.arrival + network_;
            case Metric::tpot:
                return record.output_tokens > 1 ? time_per_token(record) : Duration{0};
            case Metric::latency:
            case Metric::itl:  // no request's
                break;
        }
        return record.completion - record.arrival + network_;
    };
    return std::all_of(limits_.begin(), limits_.end(),
                       [&](const RequestLimit& limit) { return value(limit.metric) <= limit.at_most; });
}

void Recorder::holds(const TokenLoad& load) {
    token_looks_ += {.count = 1,
                     .running = load.running,
                     .waiting = load.waiting,
                     .with_cache = load.kv_blocks > 0 ? 1U : 0U,
                     .kv_used = load.kv_used(),
                     .fullest = load.fullest};
}

Recorder::TokenLooks& Recorder::TokenLooks::operator+=(const TokenLooks& other) {
    count += other.count;
    running += other.running;
    waiting += other.waiting;
    with_cache += other.with_cache;
    kv_used += other.kv_used;
    fullest = std::max(fullest, other.fullest);
    return *this;
}

results::TokenBucket Recorder::TokenLooks::mean() const {
    const auto over = [](double sum, std::uint64_t number) {
        return number == 0 ? 0 : sum / static_cast<double>(number);
    };
    return {.running_mean = over(static_cast<double>(running), count),
            .waiting_mean = over(static_cast<double>(waiting), count),
            .kv_cache_used_mean = over(kv_used, with_cache)};
}

void Recorder::TokenTimes::flush() {
    first.values.flush_into(first_total, std::exchange(first.sum, 0));
    per_token.values.flush_into(per_token_total, std::exchange(per_token.sum, 0));
}

void Recorder::flush_latencies() {
    latency_.flush_into(latency_total_, held_sums_.latency);
    wait_.flush_into(wait_total_, held_sums_.wait);
    held_sums_ = {};
    held_ = 0;
}

void Recorder::rejected(const RequestRecord& record) {
    in_system_.fall(record.completion);
    ++counts_.rejected;
    ++bucket_.rejected;
    mix(~record.id, record.completion);
    if (conversations_ != nullptr) conversations_->gave_up(record.id);
    if (log_) log_(record);
}

void Recorder::failed(const RequestRecord& record) {
    in_system_.fall(record.completion);
    ++counts_.failed;
    ++pools_[record.pool].served.requests;
    unmeasured_sojourn_ += static_cast<Sum>((record.completion - record.arrival).count());
    mix(~record.id, record.completion);
    if (tenants_ != nullptr) tenants_->failed(record);
    if (conversations_ != nullptr) conversations_->gave_up(record.id);
    if (log_) log_(record);
}

double Recorder::lost_share(std::size_t pool) const {
    const Sum busy = pools_[pool].busy.area(last_);
    return busy == 0 ? 0 : static_cast<double>(pools_[pool].lost) / static_cast<double>(busy);
}

std::uint64_t Recorder::waiting() const {
    std::uint64_t held = 0;
    for (const PoolCounters& pool : pools_) held += pool.held.number();
    return in_system() - held;
}

std::uint64_t Recorder::unrouted_arrivals() const {
    std::uint64_t routed = 0;
    for (const PoolCounters& pool : pools_) routed += pool.routed;
    return arrivals() - routed;
}

double Recorder::busy_seconds(std::size_t pool) const {
    return seconds_of_area(pools_[pool].busy.area(last_)) / full_use_;
}
double Recorder::ready_seconds(std::size_t pool) const { return seconds_of_area(pools_[pool].ready.area(last_)); }
double Recorder::busy_seconds() const { return seconds_of_area(area(&PoolCounters::busy, last_)) / full_use_; }
double Recorder::ready_seconds() const { return seconds_of_area(area(&PoolCounters::ready, last_)); }

double Recorder::in_system_seconds(std::size_t pool) const {
    const Sum others = area(&PoolCounters::held, last_) - pools_[pool].held.area(last_);
    return seconds_of_area(in_system_.area(last_) - others);
}

results::Histogram Recorder::take_latency_window(std::size_t pool) {
    results::Histogram histogram;
    windows_[pool].values.flush_into(histogram, std::exchange(windows_[pool].sum, 0));
    return histogram;
}

Duration Recorder::Accumulator::quantile(double q, std::uint64_t count) const {
    const auto rank = static_cast<std::uint64_t>(std::ceil(q * static_cast<double>(count)));
    std::uint64_t seen = 0;
    for (std::size_t index = lowest(); index <= highest(); ++index) {
        seen += counts_[index];
        if (seen >= rank) return std::clamp(Duration(results::DurationBuckets::middle(index)), min_, max_);
    }
    return max_;
}

void Recorder::Accumulator::flush_into(results::Histogram& histogram, Sum sum) {
    if (empty()) return;
    histogram.add_buckets(counts_.data(), lowest(), highest() + 1, sum, min_, max_);
    std::fill(counts_.begin() + static_cast<std::ptrdiff_t>(lowest()),
              counts_.begin() + static_cast<std::ptrdiff_t>(highest()) + 1, 0U);
    min_ = Duration::max();
    max_ = Duration{0};
}

void Recorder::carry(std::size_t band, Sum Totals::*total) {
    constexpr Sum kWord = Sum{1} << 64;
    band_totals_[band].*total += kWord;
    bucket_sums_.*total += kWord;
}

/// \pre a latency was measured since the last time
void Recorder::flush_bands() {
    const std::size_t last = results::LatencyBands::of_bucket(latency_.highest());
    for (std::size_t band = results::LatencyBands::of_bucket(latency_.lowest()); band <= last; ++band) {
        if (bands_[band].empty()) continue;
        band_totals_[band] += bands_[band];
        bucket_sums_ += std::exchange(bands_[band], {});
    }
}

/// Up to the last band with a request in it.
std::vector<results::LatencyParts> Recorder::parts_by_band() const {
    if (latency_total_.count() == 0) return {};
    const auto last = results::DurationBuckets::index(latency_total_.max().count());
    std::vector<results::LatencyParts> parts(results::LatencyBands::of_bucket(last) + 1);
    for (std::size_t band = 0; band < parts.size(); ++band) {
        const Totals& sums = band_totals_[band];
        const Sum network =
            Sum{results::LatencyBands::count(latency_total_, band)} * static_cast<std::uint64_t>(network_.count());
        parts[band] = {.network = network,
                       .queue = sums.wait - sums.cold_start - sums.batching,
                       .batching = sums.batching,
                       .cold_start = sums.cold_start,
                       .compute = sums.latency - sums.wait - network};
    }
    return parts;
}

void Recorder::finish(SimTime end, results::RunResult& result) {
    tick(std::max(end, last_));
    bucket_end_ = std::max(last_, bucket_start_ + Duration(1));
    last_ = bucket_end_;
    close_bucket();
    flush_latencies();

    const Sum in_system_area = in_system_.area(last_);
    const Sum busy = area(&PoolCounters::busy, last_);
    const Sum ready = area(&PoolCounters::ready, last_) * full_use_;
    counts_.in_flight = in_system();
    result.requests = counts_;
    const std::uint64_t measured = latency_total_.count();
    result.requests.measured = measured;
    result.requests.retried = retried_;
    result.preemptions = preemptions_;
    result.steps = steps_;
    result.extrapolated_steps = extrapolated_steps_;
    result.cold_starts = cold_starts_;
    result.good = good_;
    std::uint64_t tokens = 0;
    std::uint64_t output_tokens = 0;
    PromptTokens prompts;
    for (const PoolCounters& pool : pools_) {
        tokens += pool.served.input_tokens + pool.served.output_tokens;
        output_tokens += pool.served.output_tokens;
        prompts += pool.prompts;
    }
    result.prefix_hit_rate = prompts.hit_rate();
    if (tokens > counts_.completed) {  // requests without tokens count one each
        result.tokens = tokens;
        result.output_tokens = output_tokens;
    }
    const auto held = all_token_looks_.mean();
    result.token_load = {.running = held.running_mean,
                         .waiting = held.waiting_mean,
                         .kv_cache_used = held.kv_cache_used_mean,
                         .kv_cache_peak = all_token_looks_.fullest};
    result.token_series = std::move(token_series_);
    result.fingerprint = fingerprint_;
    result.bucket = bucket_length_;
    result.series = std::move(series_);
    result.utilization = ready == 0 ? 0 : static_cast<double>(busy) / static_cast<double>(ready);

    const auto network = Sum{measured} * static_cast<std::uint64_t>(network_.count());
    const auto sojourn = latency_total_.sum_nanoseconds() - network + unmeasured_sojourn_;
    result.parts_by_band = parts_by_band();
    for (const results::LatencyParts& band : result.parts_by_band) result.parts += band;
    Totals sums;
    bool disjoint = true;
    for (const Totals& band : band_totals_) {
        sums += band;
        disjoint = disjoint && band.cold_start + band.batching <= band.wait;
    }
    result.latency = std::move(latency_total_);
    result.wait = std::move(wait_total_);
    result.token_gaps = std::move(token_gaps_);
    if (token_times_) {
        result.first_token = std::move(token_times_->first_total);
        result.per_token = std::move(token_times_->per_token_total);
    }

    const auto check = [&](std::string name, bool passed, std::string detail) {
        result.audit.push_back({std::move(name), passed, std::move(detail)});
    };
    check("arrived = completed + rejected + failed + in flight",
          counts_.arrived == counts_.completed + counts_.rejected + counts_.failed + counts_.in_flight,
          fmt::format("{} = {} + {} + {} + {}", counts_.arrived, counts_.completed, counts_.rejected, counts_.failed,
                      counts_.in_flight));
    check("every request has left", counts_.in_flight == 0 && waiting() == 0,
          fmt::format("{} in flight", counts_.in_flight));
    check("integral of the number in system = sum of sojourn times (Little)", in_system_area == sojourn,
          fmt::format("{} ns = {} ns", text_of(in_system_area), text_of(sojourn)));
    check("busy time <= ready time",
          std::all_of(
              pools_.begin(), pools_.end(),
              [&](const PoolCounters& pool) { return pool.busy.area(last_) <= pool.ready.area(last_) * full_use_; }),
          fmt::format("{} ns <= {} ns", text_of(busy), text_of(ready)));
    check("waits contain their cold-start and batching parts", disjoint,
          fmt::format("{} ns + {} ns <= {} ns, and so for every band of latencies", text_of(sums.cold_start),
                      text_of(sums.batching), text_of(sums.wait)));
    check("tokens of prompts = found in the cache + loaded + worked off + given up",
          prompts.known == prompts.found + prompts.loaded + prompts.computed + prompts.given_up,
          fmt::format("{} = {} + {} + {} + {}", prompts.known, prompts.found, prompts.loaded, prompts.computed,
                      prompts.given_up));
    check("as many waits as latencies", result.latency.count() == result.wait.count(),
          fmt::format("{} latencies, {} waits", result.latency.count(), result.wait.count()));
}

}  // namespace plimsoll::sim
