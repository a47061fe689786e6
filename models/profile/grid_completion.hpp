// SPDX-FileCopyrightText: 2026 The Plimsoll authors
// SPDX-License-Identifier: Apache-2.0
#pragma once

#include "models/profile/kernel_grid.hpp"

#include <array>
#include <cstddef>
#include <cstdint>
#include <optional>
#include <vector>

namespace plimsoll::models {

/// Fills the points of a kernel's grid that were not measured; used once, while the grid is built.
class GridCompletion {
public:
    explicit GridCompletion(KernelGrid& grid) : grid_(grid) {}

    /// Returns the grid's interpolation residual.
    double run();

private:
    static constexpr std::uint32_t kNone = ~std::uint32_t{0};
    /// The nearest filled cells below and above along one axis.
    struct Bracket {
        std::uint32_t below = kNone;
        std::uint32_t above = kNone;
        [[nodiscard]] bool closed() const { return below != kNone && above != kNone; }
    };
    using Brackets = std::vector<std::array<Bracket, kMostAxes>>;

    void find_brackets();
    void find_residuals();
    [[nodiscard]] double along(std::size_t cell, std::size_t axis) const;
    [[nodiscard]] double local_residual(std::size_t cell, std::size_t axis) const;
    [[nodiscard]] std::optional<double> predicted(std::size_t cell) const;
    [[nodiscard]] double residual_of_measured() const;
    bool complete_once(double variance);
    void extrapolate();
    [[nodiscard]] std::vector<std::size_t> neighbours(std::size_t cell) const;

    KernelGrid& grid_;
    Brackets brackets_;
    std::array<std::vector<float>, kMostAxes> residuals_;  ///< of measured cells along each axis; < 0: none
    std::array<double, kMostAxes> typical_{};
};

}  // namespace plimsoll::models
