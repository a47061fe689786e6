// SPDX-FileCopyrightText: 2026 The Plimsoll authors
// SPDX-License-Identifier: Apache-2.0
#include "sim/queueing/recorder.hpp"

#include <fmt/format.h>

#include <algorithm>
#include <cmath>
#include <utility>

namespace plimsoll::sim {

namespace {

constexpr double kNanosecond = 1e-9;

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
    : bucket_end_(kStart + options.bucket),
      warm_up_(kStart + options.warm_up),
      network_(options.network),
      bucket_length_(options.bucket),
      horizon_(kStart + options.horizon),
      log_(options.log) {
    if (options.latency_window) window_ = std::make_unique<Accumulator>();
}

void Recorder::integrate_to(SimTime t) {
    const auto dt = static_cast<std::uint64_t>((t - last_).count());
    in_system_area_ += dt * in_system_;
    busy_area_ += dt * busy_;
    ready_area_ += dt * ready_;
    starting_area_ += dt * starting_;
    last_ = t;
}

/// After the horizon one last bucket holds everything that is still completed: the series covers the horizon only.
void Recorder::roll(SimTime t) {
    while (t >= bucket_end_) {
        integrate_to(bucket_end_);
        close_bucket();
    }
    integrate_to(t);
}

void Recorder::close_bucket() {
    const double length = static_cast<double>((bucket_end_ - bucket_start_).count());
    bucket_.in_system_mean = static_cast<double>(in_system_area_) / length;
    bucket_.ready_mean = static_cast<double>(ready_area_) / length;
    bucket_.starting_mean = static_cast<double>(starting_area_) / length;
    if (latency_.count() != 0) {
        bucket_.latency_mean_s = latency_.mean_seconds();
        bucket_.latency_p50_s = seconds_of(latency_.quantile(0.50));
        bucket_.latency_p99_s = seconds_of(latency_.quantile(0.99));
    }
    counts_.arrived += bucket_.arrived;
    counts_.completed += bucket_.completed;
    latency_.flush_into(latency_total_);
    wait_.flush_into(wait_total_);
    if (bucket_start_ < horizon_) series_.push_back(bucket_);
    bucket_ = {};

    total_in_system_area_ += std::exchange(in_system_area_, 0);
    total_busy_area_ += std::exchange(busy_area_, 0);
    total_ready_area_ += std::exchange(ready_area_, 0);
    total_starting_area_ += std::exchange(starting_area_, 0);
    bucket_start_ = bucket_end_;
    bucket_end_ += bucket_length_;
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

double Recorder::busy_seconds() const { return seconds_of_area(total_busy_area_ + busy_area_); }
double Recorder::ready_seconds() const { return seconds_of_area(total_ready_area_ + ready_area_); }

results::Histogram Recorder::take_latency_window() {
    results::Histogram histogram;
    window_->flush_into(histogram);
    return histogram;
}

double Recorder::Accumulator::mean_seconds() const {
    return static_cast<double>(sum_) * kNanosecond / static_cast<double>(count_);
}

Duration Recorder::Accumulator::quantile(double q) const {
    const auto rank = static_cast<std::uint64_t>(std::ceil(q * static_cast<double>(count_)));
    std::uint64_t seen = 0;
    for (std::size_t index = lowest(); index <= highest(); ++index) {
        seen += counts_[index];
        if (seen >= rank) return std::clamp(Duration(results::DurationBuckets::middle(index)), min_, max_);
    }
    return max_;
}

void Recorder::Accumulator::flush_into(results::Histogram& histogram) {
    if (count_ == 0) return;
    histogram.add_buckets(counts_.data(), lowest(), highest() + 1, sum_, min_, max_);
    std::fill(counts_.begin() + static_cast<std::ptrdiff_t>(lowest()),
              counts_.begin() + static_cast<std::ptrdiff_t>(highest()) + 1, 0U);
    count_ = 0;
    sum_ = 0;
    min_ = Duration::max();
    max_ = Duration{0};
}

void Recorder::finish(SimTime end, results::RunResult& result) {
    tick(std::max(end, last_));
    bucket_end_ = std::max(last_, bucket_start_ + Duration(1));
    integrate_to(bucket_end_);
    close_bucket();

    counts_.in_flight = in_system_;
    result.requests = counts_;
    const std::uint64_t measured = latency_total_.count();
    result.measured = measured;
    result.retried = retried_;
    result.steps = steps_;
    result.extrapolated_steps = extrapolated_steps_;
    result.cold_starts = cold_starts_;
    result.tokens = tokens_ > counts_.completed ? tokens_ : 0;  // requests without tokens count one each
    result.fingerprint = fingerprint_;
    result.bucket = bucket_length_;
    result.series = std::move(series_);
    result.utilization =
        total_ready_area_ == 0 ? 0 : static_cast<double>(total_busy_area_) / static_cast<double>(total_ready_area_);

    const auto latency = latency_total_.sum_nanoseconds();
    const auto wait = wait_total_.sum_nanoseconds();
    const auto network = static_cast<unsigned __int128>(network_.count()) * measured;
    const auto sojourn = latency - network + unmeasured_sojourn_;
    result.parts = {.network = network,
                    .queue = wait - cold_sum_ - batching_sum_,
                    .batching = batching_sum_,
                    .cold_start = cold_sum_,
                    .compute = latency - wait - network};
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
    check("integral of the number in system = sum of sojourn times (Little)", total_in_system_area_ == sojourn,
          fmt::format("{} ns = {} ns", text_of(total_in_system_area_), text_of(sojourn)));
    check("busy time <= ready time", total_busy_area_ <= total_ready_area_,
          fmt::format("{} ns <= {} ns", text_of(total_busy_area_), text_of(total_ready_area_)));
    check("waits contain their cold-start and batching parts", cold_sum_ + batching_sum_ <= wait,
          fmt::format("{} ns + {} ns <= {} ns", text_of(cold_sum_), text_of(batching_sum_), text_of(wait)));
    check("as many waits as latencies", result.latency.count() == result.wait.count(),
          fmt::format("{} latencies, {} waits", result.latency.count(), result.wait.count()));
}

}  // namespace plimsoll::sim
