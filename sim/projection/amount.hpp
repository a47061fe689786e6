// SPDX-FileCopyrightText: 2026 The Plimsoll authors
// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <cmath>
#include <numeric>
#include <vector>

namespace plimsoll::sim {

/// Lines of a projected bill are whole millionths of its currency, and so are their sums: a double tells them apart up
/// to nine billions, and every file adds up to the last digit.
[[nodiscard]] inline double amount_of(double value) {
    constexpr double kMillion = 1e6;
    return std::round(value * kMillion) / kMillion;
}

/// Of such lines, exact.
[[nodiscard]] inline double exact_sum(const std::vector<double>& amounts) {
    return amount_of(std::accumulate(amounts.begin(), amounts.end(), 0.0));
}

}  // namespace plimsoll::sim
