// SPDX-FileCopyrightText: 2026 The Plimsoll authors
// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <algorithm>
#include <cmath>
#include <cstddef>
#include <vector>

namespace plimsoll::models {

/// What part of normal deviations is below one standard deviation.
inline constexpr double kOneSigma = 0.6827;

/// The smallest value that at least the fraction `q` of the values do not exceed; 0 of none.
[[nodiscard]] inline double quantile(std::vector<double> values, double q) {
    if (values.empty()) return 0;
    const auto last = static_cast<double>(values.size() - 1);
    const auto at = values.begin() + std::lround(q * last);
    std::nth_element(values.begin(), at, values.end());
    return *at;
}

}  // namespace plimsoll::models
