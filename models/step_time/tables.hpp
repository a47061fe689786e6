// SPDX-FileCopyrightText: 2026 The Plimsoll authors
// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <cstddef>
#include <vector>

namespace plimsoll::models {

/// A function of one variable by points: linear between them and along the outermost segments beyond, never below 0.
struct Curve {
    std::vector<double> at;  ///< ascending
    std::vector<double> value;

    [[nodiscard]] bool empty() const { return at.empty(); }
    /// \pre not empty
    [[nodiscard]] double operator()(double x) const;
};

/// The same of two variables: bilinear in each cell.
struct Surface {
    std::vector<double> x;      ///< ascending
    std::vector<double> y;      ///< ascending
    std::vector<double> value;  ///< [i y.size() + j] at x[i], y[j]

    [[nodiscard]] bool empty() const { return value.empty(); }
    /// \pre not empty
    [[nodiscard]] double operator()(double at_x, double at_y) const;

    /// Along y from a place on: what stands there, how steep it is, and up to which y that holds.
    struct Slope {
        double value = 0;
        double per_y = 0;
        double up_to = 0;
    };
    [[nodiscard]] Slope slope(double at_x, double at_y) const;
};

}  // namespace plimsoll::models
