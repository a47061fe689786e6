// SPDX-FileCopyrightText: 2026 The Plimsoll authors
// SPDX-License-Identifier: Apache-2.0
#include "sim/compare/stability.hpp"

#include <algorithm>
#include <array>

namespace plimsoll::results {

bool backlog_grows(std::span<const RunResult> runs, Duration horizon) {
    constexpr std::size_t kQuarters = 4;
    constexpr std::size_t kFewestBuckets = 8;
    constexpr double kGrowth = 2;
    constexpr double kShareOfArrivals = 0.01;
    std::array<double, kQuarters> in_system{};
    double arrived = 0;
    for (const auto& run : runs) {
        if (run.bucket.count() <= 0) return false;
        // The series may go on after the horizon, while the last requests complete.
        const auto within = static_cast<std::size_t>((horizon.count() + run.bucket.count() - 1) / run.bucket.count());
        const std::size_t buckets = std::min(within, run.series.size());
        if (buckets < kFewestBuckets || buckets < within) return false;
        for (std::size_t quarter = 0; quarter < kQuarters; ++quarter) {
            const std::size_t from = quarter * buckets / kQuarters;
            const std::size_t to = (quarter + 1) * buckets / kQuarters;
            double sum = 0;
            for (std::size_t i = from; i < to; ++i) sum += run.series[i].in_system_mean;
            in_system[quarter] += sum / static_cast<double>(to - from);
        }
        arrived += static_cast<double>(run.requests.arrived);
    }
    const bool monotone = std::is_sorted(in_system.begin(), in_system.end());
    return monotone && in_system[3] >= kGrowth * in_system[1] && arrived > 0 &&
           in_system[3] >= kShareOfArrivals * arrived;
}

}  // namespace plimsoll::results
