// SPDX-FileCopyrightText: 2026 The Plimsoll authors
// SPDX-License-Identifier: Apache-2.0
#include "sim/projection/linear.hpp"

#include <algorithm>
#include <iterator>

namespace plimsoll::sim {

LinearPlace place_on(const std::vector<double>& grid, double at) {
    if (grid.size() == 1) return {};
    const auto above = std::lower_bound(grid.begin() + 1, grid.end() - 1, at);
    const auto below = std::prev(above);
    return {static_cast<std::size_t>(below - grid.begin()), (at - *below) / (*above - *below)};
}

}  // namespace plimsoll::sim
