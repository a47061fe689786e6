// SPDX-FileCopyrightText: 2026 The Plimsoll authors
// SPDX-License-Identifier: Apache-2.0
#pragma once

#include "sim/sweep/axis.hpp"

#include <cstddef>
#include <optional>
#include <string>
#include <vector>

namespace plimsoll::sim {

/// Every combination of the values of some axes, in a fixed order: the last axis changes fastest.
class Grid {
public:
    explicit Grid(std::vector<Axis> axes);

    [[nodiscard]] const std::vector<Axis>& axes() const { return axes_; }
    /// Nothing where there are more than can be counted.
    [[nodiscard]] std::optional<std::size_t> count() const { return count_; }
    /// All tracks, axis by axis.
    [[nodiscard]] std::vector<const Track*> tracks() const;
    /// The value of each track at a point, as JSON text. \pre point < count()
    [[nodiscard]] std::vector<std::string> values_at(std::size_t point) const;
    /// The same as overrides of a scenario: "/workload/load=2".
    [[nodiscard]] std::vector<std::string> overrides_at(std::size_t point) const;
    /// The point where this axis alone has its next value, the first one behind the last.
    [[nodiscard]] std::size_t next_along(std::size_t axis, std::size_t point) const;

private:
    std::vector<Axis> axes_;
    std::optional<std::size_t> count_;
};

/// "load=2, max=4".
[[nodiscard]] std::string place_of(const Grid& grid, std::size_t point);

}  // namespace plimsoll::sim
