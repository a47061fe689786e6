// SPDX-FileCopyrightText: 2026 The Plimsoll authors
// SPDX-License-Identifier: Apache-2.0
#include "sim/measured/histogram.hpp"

#include <cmath>
#include <limits>

namespace plimsoll::results {

void Histogram::add_buckets(const std::uint32_t* counts, std::size_t from, std::size_t to, unsigned __int128 sum,
                            Duration min, Duration max) {
    std::uint64_t added = 0;
    std::size_t last = from;
    for (std::size_t i = from; i < to; ++i) {
        added += counts[i];
        if (counts[i] != 0) last = i;
    }
    if (added == 0) return;
    if (last >= buckets_.size()) buckets_.resize(last + 1);
    for (std::size_t i = from; i <= last; ++i) buckets_[i] += counts[i];
    count_ += added;
    sum_ += sum;
    min_ = std::min(min_, min);
    max_ = std::max(max_, max);
}

void Histogram::add_alike(Duration min, Duration max, std::uint64_t times, unsigned __int128 sum) {
    const auto index = DurationBuckets::index(min.count());
    if (index >= buckets_.size()) buckets_.resize(index + 1);
    buckets_[index] += times;
    count_ += times;
    sum_ += sum;
    min_ = std::min(min_, min);
    max_ = std::max(max_, max);
}

void Histogram::merge(const Histogram& other) {
    if (other.count_ == 0) return;
    if (other.buckets_.size() > buckets_.size()) buckets_.resize(other.buckets_.size());
    for (std::size_t i = DurationBuckets::index(other.min_.count()); i < other.buckets_.size(); ++i)
        buckets_[i] += other.buckets_[i];
    count_ += other.count_;
    sum_ += other.sum_;
    min_ = std::min(min_, other.min_);
    max_ = std::max(max_, other.max_);
}

double Histogram::mean_seconds() const noexcept {
    if (count_ == 0) return 0;
    constexpr double kNanosecondsPerSecond = 1e9;
    return static_cast<double>(sum_) / static_cast<double>(count_) / kNanosecondsPerSecond;
}

Duration Histogram::quantile(double q) const noexcept { return RisingQuantiles(*this).quantile(q); }

double Histogram::share_at_most(Duration value) const noexcept {
    if (count_ == 0 || value >= max_) return 1;
    if (value < min_) return 0;
    const auto index = DurationBuckets::index(value.count());
    std::uint64_t below = 0;
    for (std::size_t i = DurationBuckets::index(min_.count()); i < index; ++i) below += buckets_[i];
    const std::int64_t lowest = DurationBuckets::lowest(index);
    const int shift =
        index < (2U << DurationBuckets::kBits) ? 0 : static_cast<int>(index >> DurationBuckets::kBits) - 1;
    const auto width = static_cast<double>(static_cast<std::int64_t>(1) << shift);
    const double part = static_cast<double>(value.count() - lowest + 1) / width;
    return (static_cast<double>(below) + part * static_cast<double>(buckets_[index])) / static_cast<double>(count_);
}

RisingQuantiles::RisingQuantiles(const Histogram& histogram)
    : histogram_(&histogram), bucket_(DurationBuckets::index(histogram.min().count())) {}

Duration RisingQuantiles::quantile(double q) noexcept {
    const auto& of = *histogram_;
    if (of.count_ == 0) return Duration{0};
    // q is a rounded decimal: 0.07 * 100 is 7.000000000000001 and must be rank 7, not 8.
    constexpr double kRounding = 1 - 4 * std::numeric_limits<double>::epsilon();
    const double exact = std::ceil(q * static_cast<double>(of.count_) * kRounding);
    const auto rank = static_cast<std::uint64_t>(std::clamp(exact, 1.0, static_cast<double>(of.count_)));
    if (rank >= of.count_) return of.max_;
    for (; bucket_ < of.buckets_.size(); ++bucket_) {
        if (below_ + of.buckets_[bucket_] >= rank)
            return std::clamp(Duration(DurationBuckets::middle(bucket_)), of.min_, of.max_);
        below_ += of.buckets_[bucket_];
    }
    return of.max_;
}

}  // namespace plimsoll::results
