// SPDX-FileCopyrightText: 2026 The Plimsoll authors
// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <array>
#include <cstddef>
#include <vector>

namespace plimsoll::models {

/// Most coefficients of a law.
inline constexpr std::size_t kMostTerms = 4;
using Terms = std::array<double, kMostTerms>;

/// One equation: sum of coefficients x `features` should be `seconds`.
struct Equation {
    Terms features{};
    double seconds = 0;
};

/// The coefficients >= 0 that minimize the sum of |prediction / seconds - 1|: relative, so that short kernels count as
/// much as long ones, and absolute, so that single outliers count little. Iteratively reweighted least squares
/// (Holland and Welsch 1977), each step solved exactly over all subsets of positive coefficients.
/// Features that are zero everywhere get 0. \pre every `seconds` > 0
[[nodiscard]] Terms fit_relative(const std::vector<Equation>& equations);

}  // namespace plimsoll::models
