// SPDX-FileCopyrightText: 2026 The Plimsoll authors
// SPDX-License-Identifier: Apache-2.0
#pragma once

#include "scenarios/duration.hpp"

#include <algorithm>
#include <bit>
#include <cstddef>
#include <cstdint>
#include <vector>

namespace plimsoll::results {

/// Buckets of a log-linear histogram of durations: 128 per power of two, so that the middle of a bucket is within
/// 1/256 = 0.39 % of every value in it (the scheme of HdrHistogram). Values below 256 ns are exact.
struct DurationBuckets {
    static constexpr int kBits = 7;
    static constexpr std::size_t kCount = static_cast<std::size_t>(64 - kBits) << kBits;

    static constexpr std::size_t index(std::int64_t nanoseconds) noexcept {
        const auto value = static_cast<std::uint64_t>(nanoseconds);
        if (value < (1U << kBits)) return value;
        const int shift = static_cast<int>(std::bit_width(value)) - 1 - kBits;
        return (static_cast<std::size_t>(shift) << kBits) + (value >> shift);
    }
    static constexpr std::int64_t lowest(std::size_t index) noexcept {
        if (index < (2U << kBits)) return static_cast<std::int64_t>(index);
        const int shift = static_cast<int>(index >> kBits) - 1;
        return static_cast<std::int64_t>(((index & ((1U << kBits) - 1)) + (1U << kBits)) << shift);
    }
    static constexpr std::int64_t middle(std::size_t index) noexcept {
        if (index < (2U << kBits)) return static_cast<std::int64_t>(index);
        const int shift = static_cast<int>(index >> kBits) - 1;
        return lowest(index) + (static_cast<std::int64_t>(1) << shift) / 2;
    }
};

/// A distribution of durations: count, exact sum, extremes and the log-linear buckets. Mergeable.
class Histogram {
public:
    void add(Duration value, std::uint64_t times = 1) {
        const auto index = DurationBuckets::index(value.count());
        if (index >= buckets_.size()) buckets_.resize(index + 1);
        buckets_[index] += times;
        count_ += times;
        sum_ += static_cast<Sum>(value.count()) * times;
        min_ = std::min(min_, value);
        max_ = std::max(max_, value);
    }
    /// For a recorder that keeps its own counters: adds counts[i] to bucket i for from <= i < to; `sum` in nanoseconds,
    /// `min` and `max` of the values counted. Nothing happens when every count is 0.
    void add_buckets(const std::uint32_t* counts, std::size_t from, std::size_t to, unsigned __int128 sum, Duration min,
                     Duration max);
    /// So many values from `min` to `max`, which lie in one bucket, and `sum` nanoseconds: of these, or, since exact
    /// sums may be known for several buckets together alone, of what several calls add.
    void add_alike(Duration min, Duration max, std::uint64_t times, unsigned __int128 sum);
    void merge(const Histogram& other);

    [[nodiscard]] std::uint64_t count() const noexcept { return count_; }
    [[nodiscard]] double mean_seconds() const noexcept;
    [[nodiscard]] Duration max() const noexcept { return count_ == 0 ? Duration{0} : max_; }
    [[nodiscard]] Duration min() const noexcept { return count_ == 0 ? Duration{0} : min_; }
    /// Smallest value that at least ceil(q * count) of the values do not exceed, to 0.39 %; 0 < q <= 1.
    [[nodiscard]] Duration quantile(double q) const noexcept;
    /// Share of the values that are at most `value`, the bucket of `value` shared out linearly; 1 when empty.
    [[nodiscard]] double share_at_most(Duration value) const noexcept;
    [[nodiscard]] unsigned __int128 sum_nanoseconds() const noexcept { return sum_; }
    [[nodiscard]] const std::vector<std::uint64_t>& buckets() const noexcept { return buckets_; }

private:
    using Sum = unsigned __int128;
    friend class RisingQuantiles;
    friend struct HistogramCodec;  // serialization
    std::vector<std::uint64_t> buckets_;
    std::uint64_t count_ = 0;
    Sum sum_ = 0;
    Duration min_ = Duration::max();
    Duration max_{0};
};

/// Quantiles of a histogram, which must outlive this, in one pass: each is asked for after all smaller ones.
class RisingQuantiles {
public:
    explicit RisingQuantiles(const Histogram& histogram);
    /// What `Histogram::quantile` says. \pre no larger one was asked for before
    [[nodiscard]] Duration quantile(double q) noexcept;

private:
    const Histogram* histogram_;
    std::size_t bucket_;       ///< of the last one
    std::uint64_t below_ = 0;  ///< values in the buckets before it
};

}  // namespace plimsoll::results
