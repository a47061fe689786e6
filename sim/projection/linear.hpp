// SPDX-FileCopyrightText: 2026 The Plimsoll authors
// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <cstddef>
#include <vector>

namespace plimsoll::sim {

/// Between the point `below` and the next of an ascending grid, by the weight of the latter.
struct LinearPlace {
    std::size_t below = 0;
    double weight = 0;

    /// What is linear between the points; `value(i)` is it at one.
    template <class Value>
    [[nodiscard]] double of(Value value) const {
        return weight == 0 ? value(below) : (1 - weight) * value(below) + weight * value(below + 1);
    }
};

/// Beyond the outermost points it goes on along the last segment. \pre not empty
[[nodiscard]] LinearPlace place_on(const std::vector<double>& grid, double at);

}  // namespace plimsoll::sim
