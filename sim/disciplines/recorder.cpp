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

/// Areas of replicas over a stretch of time are single words. For so long they hold 30 million replicas.
constexpr Duration kLongestStretch = std::chrono::minutes(10);

double seconds_of_area(unsigned __int128 area) { return static_cast<double>(area) * kNanosecond; }

std::string text_of(unsigned __int128 value) {
    std::string digits;
    do {
        digits.insert(digits.begin(), static_cast<char>('0' + static_cast<int>(value % 10)));
        value /= 10;
    } while (value != 0);
    return digits;
}

}  // namespace

Recorder::Recorder(const RecorderOptions& options)
    : stretch_end_(kStart + std::min(options.bucket, kLongestStretch)),
      bucket_end_(kStart + options.bucket),
      warm_up_(kStart + options.warm_up),
      network_(options.network),
      bucket_length_(options.bucket),
      horizon_(kStart + options.horizon),
      band_totals_(results::LatencyBands::kCount),
      log_(options.log) {
    if (options.latency_window) window_ = std::make_unique<Window>();
}

/// Ends the present stretch of time, and perhaps more of them at once, at t.
void Recorder::integrate_to(SimTime t) {
    const Sum dt = since(last_, t);
    areas_.in_system += std::exchange(in_system_area_, 0) + dt * in_system_;
    areas_.busy += std::exchange(busy_area_, 0) + dt * busy_;
    areas_.ready += std::exchange(ready_area_, 0) + dt * ready_;
    areas_.starting += std::exchange(starting_area_, 0) + dt * starting_;
    last_ = t;
}

void Recorder::roll(SimTime t) {
    while (t >= bucket_end_) {
        integrate_to(bucket_end_);
        close_bucket();
    }
    integrate_to(t);
    stretch_end_ = std::min(bucket_end_, t + kLongestStretch);
}

void Recorder::close_bucket() {
    const auto mean = [&](Sum Areas::*area) {
        return static_cast<double>(areas_.*area - areas_before_bucket_.*area) /
               static_cast<double>((bucket_end_ - bucket_start_).count());
    };
    bucket_.in_system_mean = mean(&Areas::in_system);
    bucket_.ready_mean = mean(&Areas::ready);
    bucket_.starting_mean = mean(&Areas::starting);
    areas_before_bucket_ = areas_;
    if (!latency_.empty()) {
        flush_bands();
        const Totals sums = std::exchange(bucket_sums_, {});
        const std::uint64_t count = latency_.count();
        bucket_.latency_mean_s = static_cast<double>(sums.latency) * kNanosecond / static_cast<double>(count);
        bucket_.latency_p50_s = seconds_of(latency_.quantile(0.50, count));
        bucket_.latency_p99_s = seconds_of(latency_.quantile(0.99, count));
        latency_.flush_into(latency_total_, sums.latency);
        wait_.flush_into(wait_total_, sums.wait);
    }
    counts_.arrived += bucket_.arrived;
    counts_.completed += bucket_.completed;
    if (bucket_start_ < horizon_) series_.push_back(bucket_);
    bucket_ = {};

    // The series covers the horizon only: one last bucket takes everything that is still completed.
    bucket_start_ = bucket_end_;
    bucket_end_ = bucket_start_ < horizon_ ? bucket_start_ + bucket_length_ : kNever;
}

void Recorder::rejected(const RequestRecord& record) {
    --in_system_;
    ++counts_.rejected;
    ++bucket_.rejected;
    mix(~record.id, record.completion);
    if (log_) log_(record);
}

void Recorder::failed(const RequestRecord& record) {
    --in_system_;
    ++counts_.failed;
    unmeasured_sojourn_ += static_cast<unsigned __int128>((record.completion - record.arrival).count());
    mix(~record.id, record.completion);
    if (log_) log_(record);
}

double Recorder::busy_seconds() const { return seconds_of_area(areas_.busy + busy_area_); }
double Recorder::in_system_seconds() const { return seconds_of_area(areas_.in_system + in_system_area_); }
double Recorder::ready_seconds() const { return seconds_of_area(areas_.ready + ready_area_); }

results::Histogram Recorder::take_latency_window() {
    results::Histogram histogram;
    window_->values.flush_into(histogram, std::exchange(window_->sum, 0));
    return histogram;
}

std::uint64_t Recorder::Accumulator::count() const {
    if (empty()) return 0;
    std::uint64_t count = 0;
    for (std::size_t index = lowest(); index <= highest(); ++index) count += counts_[index];
    return count;
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
    integrate_to(bucket_end_);
    close_bucket();

    counts_.in_flight = in_system_;
    result.requests = counts_;
    const std::uint64_t measured = latency_total_.count();
    result.requests.measured = measured;
    result.requests.retried = retried_;
    result.steps = steps_;
    result.extrapolated_steps = extrapolated_steps_;
    result.cold_starts = cold_starts_;
    result.tokens = tokens_ > counts_.completed ? tokens_ : 0;  // requests without tokens count one each
    result.fingerprint = fingerprint_;
    result.bucket = bucket_length_;
    result.series = std::move(series_);
    result.utilization = areas_.ready == 0 ? 0 : static_cast<double>(areas_.busy) / static_cast<double>(areas_.ready);

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

    const auto check = [&](std::string name, bool passed, std::string detail) {
        result.audit.push_back({std::move(name), passed, std::move(detail)});
    };
    check("arrived = completed + rejected + failed + in flight",
          counts_.arrived == counts_.completed + counts_.rejected + counts_.failed + counts_.in_flight,
          fmt::format("{} = {} + {} + {} + {}", counts_.arrived, counts_.completed, counts_.rejected, counts_.failed,
                      counts_.in_flight));
    check("every request has left", counts_.in_flight == 0, fmt::format("{} in flight", counts_.in_flight));
    check("integral of the number in system = sum of sojourn times (Little)", areas_.in_system == sojourn,
          fmt::format("{} ns = {} ns", text_of(areas_.in_system), text_of(sojourn)));
    check("busy time <= ready time", areas_.busy <= areas_.ready,
          fmt::format("{} ns <= {} ns", text_of(areas_.busy), text_of(areas_.ready)));
    check("waits contain their cold-start and batching parts", disjoint,
          fmt::format("{} ns + {} ns <= {} ns, and so for every band of latencies", text_of(sums.cold_start),
                      text_of(sums.batching), text_of(sums.wait)));
    check("as many waits as latencies", result.latency.count() == result.wait.count(),
          fmt::format("{} latencies, {} waits", result.latency.count(), result.wait.count()));
}

}  // namespace plimsoll::sim
