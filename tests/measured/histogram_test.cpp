// SPDX-FileCopyrightText: 2026 The Plimsoll authors
// SPDX-License-Identifier: Apache-2.0
#include "sim/measured/histogram.hpp"

#include <gtest/gtest.h>

#include <cmath>
#include <cstdlib>
#include <limits>
#include <random>

namespace plimsoll::results {
namespace {

using namespace std::chrono_literals;
constexpr std::int64_t kLargest = std::numeric_limits<std::int64_t>::max();

TEST(DurationBuckets, borders_are_where_the_next_bucket_begins) {
    for (std::size_t i = 0; i + 1 < DurationBuckets::kCount; ++i) {
        const std::int64_t first = DurationBuckets::lowest(i);
        const std::int64_t next = DurationBuckets::lowest(i + 1);
        ASSERT_LT(first, next) << i;
        ASSERT_EQ(DurationBuckets::index(first), i);
        ASSERT_EQ(DurationBuckets::index(next - 1), i);
        ASSERT_EQ(DurationBuckets::index(DurationBuckets::middle(i)), i);
    }
}

TEST(DurationBuckets, the_largest_duration_falls_into_the_last_bucket) {
    EXPECT_EQ(DurationBuckets::index(kLargest), DurationBuckets::kCount - 1);
    EXPECT_EQ(DurationBuckets::lowest(DurationBuckets::kCount - 1), 255LL << 55);
}

// A bucket of width 2^s starts at m 2^s with m >= 128; its middle is off by at most 2^(s-1), a share of 1 / (2 m) <=
// 1/256.
TEST(DurationBuckets, the_middle_is_within_one_256th_of_every_value) {
    for (std::size_t i = 0; i < DurationBuckets::kCount; ++i) {
        const std::int64_t first = DurationBuckets::lowest(i);
        const std::int64_t last = i + 1 < DurationBuckets::kCount ? DurationBuckets::lowest(i + 1) - 1 : kLargest;
        for (const std::int64_t value : {first, last}) {
            const std::int64_t error = std::abs(DurationBuckets::middle(i) - value);
            ASSERT_LE(error, value / 256) << "bucket " << i << ", value " << value;
        }
    }
}

TEST(DurationBuckets, values_below_256_ns_are_exact) {
    for (std::int64_t value = 0; value < 256; ++value)
        ASSERT_EQ(DurationBuckets::middle(DurationBuckets::index(value)), value);
}

TEST(Histogram, an_empty_one_has_no_values) {
    const Histogram histogram;
    EXPECT_EQ(histogram.count(), 0U);
    EXPECT_EQ(histogram.quantile(0.99), Duration(0));
    EXPECT_EQ(histogram.mean_seconds(), 0);
    EXPECT_EQ(histogram.share_at_most(1s), 1);
    EXPECT_EQ(histogram.min(), Duration(0));
}

// Nearest rank: of 1..100 the q quantile is ceil(100 q). 0.07 * 100 = 7.000000000000001 in binary and must be rank 7.
TEST(Histogram, quantiles_are_nearest_ranks_exactly_below_256_ns) {
    Histogram histogram;
    for (int i = 1; i <= 100; ++i) histogram.add(Duration(i));
    for (int percent = 1; percent <= 100; ++percent)
        ASSERT_EQ(histogram.quantile(percent / 100.0), Duration(percent)) << percent;
    EXPECT_EQ(histogram.quantile(0.001), Duration(1));
    EXPECT_EQ(histogram.quantile(0.505), Duration(51));
}

TEST(Histogram, a_constant_is_exact_whatever_its_bucket) {
    Histogram histogram;
    histogram.add(123'456'789ns, 1000);
    EXPECT_EQ(histogram.quantile(0.5), 123'456'789ns);
    EXPECT_EQ(histogram.share_at_most(123'456'789ns), 1);
    EXPECT_EQ(histogram.share_at_most(123'456'788ns), 0);
}

TEST(Histogram, quantiles_are_within_one_256th_of_the_sorted_values) {
    std::mt19937_64 random(1);
    std::vector<std::int64_t> values;
    Histogram histogram;
    for (int i = 0; i < 20'000; ++i) {
        values.push_back(static_cast<std::int64_t>(random() >> (1 + random() % 62)));
        histogram.add(Duration(values.back()));
    }
    std::sort(values.begin(), values.end());
    for (const double q : {0.001, 0.1, 0.25, 0.5, 0.75, 0.9, 0.99, 0.999, 1.0}) {
        const auto exact = values[static_cast<std::size_t>(std::ceil(q * 20'000 - 1e-6)) - 1];
        const auto error = std::abs(histogram.quantile(q).count() - exact);
        EXPECT_LE(error, exact / 256) << q;
    }
}

// Three of the largest durations sum to more than 64 bits hold.
TEST(Histogram, rising_quantiles_are_those_that_are_asked_for_one_by_one) {
    std::mt19937_64 random(1);
    Histogram histogram;
    for (int i = 0; i < 1000; ++i) histogram.add(Duration(static_cast<std::int64_t>(random() >> (1 + random() % 62))));
    RisingQuantiles rising(histogram);
    for (int per_mille = 1; per_mille <= 1000; ++per_mille)
        for (int again = 0; again < 2; ++again)
            ASSERT_EQ(rising.quantile(per_mille / 1000.0), histogram.quantile(per_mille / 1000.0)) << per_mille;
    const Histogram empty;
    EXPECT_EQ(RisingQuantiles(empty).quantile(0.5), Duration(0));
}

TEST(Histogram, the_sum_is_exact_beyond_64_bits) {
    Histogram histogram;
    histogram.add(Duration(kLargest), 3);
    histogram.add(Duration(1));
    EXPECT_TRUE(histogram.sum_nanoseconds() == static_cast<unsigned __int128>(kLargest) * 3 + 1);
    EXPECT_DOUBLE_EQ(histogram.mean_seconds(), static_cast<double>(kLargest) * 3 / 4 / 1e9);
}

// [256, 258) is one bucket of two whole values, 256 is half of it; [1000, 1004) is one of four, up to 1001 is half of
// it.
TEST(Histogram, the_share_within_a_bucket_is_linear) {
    Histogram histogram;
    histogram.add(100ns, 4);
    histogram.add(256ns);
    histogram.add(257ns);
    histogram.add(1000ns);
    histogram.add(1003ns);
    EXPECT_DOUBLE_EQ(histogram.share_at_most(99ns), 0);
    EXPECT_DOUBLE_EQ(histogram.share_at_most(100ns), 4 / 8.0);
    EXPECT_DOUBLE_EQ(histogram.share_at_most(256ns), 5 / 8.0);
    EXPECT_DOUBLE_EQ(histogram.share_at_most(257ns), 6 / 8.0);
    EXPECT_DOUBLE_EQ(histogram.share_at_most(999ns), 6 / 8.0);
    EXPECT_DOUBLE_EQ(histogram.share_at_most(1001ns), 7 / 8.0);
    EXPECT_DOUBLE_EQ(histogram.share_at_most(1003ns), 1);
}

TEST(Histogram, merging_and_adding_buckets_equal_adding_every_value) {
    std::mt19937_64 random(2);
    Histogram all, left, right, from_counts;
    std::vector<std::uint32_t> counts(DurationBuckets::kCount);
    unsigned __int128 sum = 0;
    Duration min = Duration::max();
    Duration max{0};
    for (int i = 0; i < 5'000; ++i) {
        const Duration value(static_cast<std::int64_t>(random() >> (1 + random() % 40)));
        all.add(value);
        (i % 3 == 0 ? left : right).add(value);
        ++counts[DurationBuckets::index(value.count())];
        sum += static_cast<unsigned __int128>(value.count());
        min = std::min(min, value);
        max = std::max(max, value);
    }
    left.merge(right);
    from_counts.add_buckets(counts.data(), 0, counts.size(), sum, min, max);
    for (const Histogram* other : {&left, &from_counts}) {
        EXPECT_EQ(other->count(), all.count());
        EXPECT_TRUE(other->sum_nanoseconds() == all.sum_nanoseconds());
        EXPECT_EQ(other->min(), all.min());
        EXPECT_EQ(other->max(), all.max());
        EXPECT_EQ(other->buckets(), all.buckets());
    }
}

TEST(Histogram, empty_counts_and_empty_histograms_change_nothing) {
    Histogram histogram;
    const std::vector<std::uint32_t> none(300);
    histogram.add_buckets(none.data(), 10, 300, 0, Duration(5), Duration(7));
    histogram.merge(Histogram());
    EXPECT_EQ(histogram.count(), 0U);
    histogram.add(9ns);
    EXPECT_EQ(histogram.min(), 9ns);
    EXPECT_EQ(histogram.max(), 9ns);
}

}  // namespace
}  // namespace plimsoll::results
