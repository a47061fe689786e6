// SPDX-FileCopyrightText: 2026 The Plimsoll authors
// SPDX-License-Identifier: Apache-2.0
#include "sim/traffic/series_source.hpp"

#include "scenarios/input_error.hpp"
#include "scenarios/quantity.hpp"
#include "sim/traffic/scaled_trace.hpp"
#include "sim/traffic/time_stamp.hpp"

#include <fmt/format.h>

#include <algorithm>
#include <cmath>

namespace plimsoll::sim {
namespace {

/// A series is walked through interval by interval, also where no request comes: so many take about a second.
constexpr std::int64_t kMostIntervals = 100'000'000;
/// A series of at most so many intervals is kept in memory to be repeated.
constexpr std::size_t kMostKnown = 1 << 20;

void check_number_of_intervals(const scenarios::SeriesTraffic& series, Duration horizon) {
    const std::int64_t intervals = horizon / series.interval;
    if (!series.repeat || intervals <= kMostIntervals || horizon == Duration::max()) return;
    throw InputError(Problem{series.path, 0, "/workload/traffic/interval",
                             fmt::format("the horizon has {} intervals of {}; at most {} are simulated", intervals,
                                         scenarios::text_of(series.interval), kMostIntervals),
                             "lengthen the interval or shorten /experiment/horizon"});
}

}  // namespace

SeriesSource::SeriesSource(const scenarios::SeriesTraffic& series, const std::vector<scenarios::TenantShare>& tenants,
                           double load, Duration horizon, std::uint64_t seed)
    : series_(series),
      load_(load),
      horizon_ns_(horizon.count()),
      positions_(seed, "arrivals"),
      copies_(seed, "trace-copies"),
      input_tokens_(series.input_tokens, seed, "input-tokens"),
      output_tokens_(series.output_tokens, seed, "output-tokens"),
      tenants_(tenants, seed) {
    check_copies_load(load);
    if (series.prefix) prefix_.emplace(*series.prefix, seed);
    if (series_.interval <= Duration{0})
        throw InputError(Problem{series_.path, 0, "/workload/traffic/interval", "the interval must be above 0 s", {}});
    check_number_of_intervals(series_, horizon);
    start_ns_ = -series_.interval.count();
    counts_ = std::make_unique<SeriesCounts>(series_);
}

std::span<const Request> SeriesSource::next_block() {
    block_.clear();
    while (block_.size() < kBlockRequests) {
        if (left_ == 0 && !start_next_interval()) break;
        if (left_ == 0) continue;
        const Request request = next_request();
        if (request.arrival.time_since_epoch().count() >= horizon_ns_) {
            start_ns_ = horizon_ns_;
            left_ = 0;
            break;
        }
        block_.push_back(request);
    }
    input_tokens_.fill(block_, &Request::input_tokens);
    output_tokens_.fill(block_, &Request::output_tokens);
    tenants_.fill(block_);
    if (prefix_) prefix_->fill(block_, shared_);
    return block_;
}

/// False at the end of the series or at the horizon.
bool SeriesSource::start_next_interval() {
    std::int64_t start = 0;
    if (__builtin_add_overflow(start_ns_, series_.interval.count(), &start) || start >= horizon_ns_) return false;
    std::uint64_t count = 0;
    if (!next_count(count)) return false;
    start_ns_ = start;
    left_ = scaled(count);
    counted_ += count;
    exponential_sum_ = 0;
    return true;
}

bool SeriesSource::next_count(std::uint64_t& count) {
    for (;;) {
        const bool found = counts_ ? counts_->next(count) : next_known_ < known_.size();
        if (found) {
            if (!counts_) count = known_[next_known_];
            ++next_known_;
            if (counts_ && known_.size() < kMostKnown) known_.push_back(count);
            total_ += count;
            return true;
        }
        if (total_ == 0) throw_no_requests(series_, next_known_);
        if (!series_.repeat) return false;
        start_again();
    }
}

void SeriesSource::start_again() {
    if (next_known_ == known_.size())
        counts_.reset();
    else
        counts_ = std::make_unique<SeriesCounts>(series_);
    next_known_ = 0;
    total_ = 0;
}

std::uint64_t SeriesSource::scaled(std::uint64_t count) {
    const double whole = std::floor(load_);
    std::uint64_t result = count * static_cast<std::uint64_t>(whole);
    const double share = load_ - whole;
    if (share == 0) return result;
    for (std::uint64_t i = 0; i < count; ++i)
        if (copies_.draw(counted_ + i, static_cast<std::uint32_t>(whole)).first < share) ++result;
    return result;
}

/// Uniform order statistics one after another (Renyi 1953; Devroye, Non-Uniform Random Variate Generation, 1986,
/// V.2.1): with m points left, the share of the interval behind the next is exp(-E / m) of the share behind the last.
Request SeriesSource::next_request() {
    const auto [first, second] = positions_.draw(next_id_ / 2);
    exponential_sum_ += -std::log(next_id_ % 2 == 0 ? first : second) / static_cast<double>(left_--);
    const double offset = -std::expm1(-exponential_sum_) * static_cast<double>(series_.interval.count());
    const auto within = std::min(static_cast<std::int64_t>(offset), series_.interval.count() - 1);
    return {SimTime(Duration(start_ns_ + within)), next_id_++};
}

}  // namespace plimsoll::sim
