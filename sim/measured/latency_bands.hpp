// SPDX-FileCopyrightText: 2026 The Plimsoll authors
// SPDX-License-Identifier: Apache-2.0
#pragma once

#include "sim/measured/histogram.hpp"

#include <algorithm>
#include <cstddef>
#include <cstdint>

namespace plimsoll::results {

/// Requests of about the same latency: eight neighbouring buckets of its histogram, which are 3 to 6 % wide together.
/// What is summed band by band says where the latency of the slow requests went, and not only that of the mean one.
struct LatencyBands {
    static constexpr std::size_t kBuckets = 8;
    static constexpr std::size_t kCount = DurationBuckets::kCount / kBuckets;

    static constexpr std::size_t of_bucket(std::size_t bucket) noexcept { return bucket / kBuckets; }
    /// Values of the histogram in that band.
    static std::uint64_t count(const Histogram& histogram, std::size_t band) noexcept {
        const auto& buckets = histogram.buckets();
        const std::size_t end = std::min(buckets.size(), (band + 1) * kBuckets);
        std::uint64_t count = 0;
        for (std::size_t bucket = band * kBuckets; bucket < end; ++bucket) count += buckets[bucket];
        return count;
    }
};
static_assert(DurationBuckets::kCount % LatencyBands::kBuckets == 0);

}  // namespace plimsoll::results
