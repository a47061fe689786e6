// SPDX-FileCopyrightText: 2026 The Plimsoll authors
// SPDX-License-Identifier: Apache-2.0
#pragma once

#include "sim/traffic/request.hpp"

#include <cmath>
#include <cstdint>
#include <vector>

namespace plimsoll::sim::testing {

inline constexpr double kStandardErrors = 4;

struct Sample {
    double mean = 0;
    double variance = 0;
    double n = 0;
    [[nodiscard]] double cv() const { return std::sqrt(variance) / mean; }
    [[nodiscard]] double standard_error() const { return std::sqrt(variance / n); }
};

inline Sample sample(const std::vector<double>& values) {
    Sample result;
    result.n = static_cast<double>(values.size());
    for (const double value : values) result.mean += value / result.n;
    for (const double value : values) result.variance += (value - result.mean) * (value - result.mean) / (result.n - 1);
    return result;
}

inline std::vector<double> gaps_s(const std::vector<Request>& requests) {
    std::vector<double> result;
    for (std::size_t i = 1; i < requests.size(); ++i)
        result.push_back(seconds_of(requests[i].arrival - requests[i - 1].arrival));
    return result;
}

/// Requests in each of the complete windows of [0, horizon).
inline std::vector<double> counts(const std::vector<Request>& requests, Duration window, Duration horizon) {
    std::vector<double> result(static_cast<std::size_t>(horizon / window));
    for (const Request& request : requests)
        if (const auto index = static_cast<std::size_t>(request.arrival.time_since_epoch() / window);
            index < result.size())
            ++result[index];
    return result;
}

/// Variance of the counts / their mean.
inline double dispersion(const std::vector<Request>& requests, Duration window, Duration horizon) {
    const Sample s = sample(counts(requests, window, horizon));
    return s.variance / s.mean;
}

}  // namespace plimsoll::sim::testing
