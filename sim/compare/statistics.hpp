// SPDX-FileCopyrightText: 2026 The Plimsoll authors
// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <cstddef>
#include <optional>
#include <span>

/// Confidence intervals over independent replications.
namespace plimsoll::results {

inline constexpr double kConfidence = 0.95;
/// The quantile of the normal distribution that leaves half of the rest beyond it.
inline constexpr double kNormal975 = 1.959963984540054;

/// A two-sided 95 % confidence interval.
struct Interval {
    double lo = 0;
    double hi = 0;

    [[nodiscard]] double half_width() const noexcept { return (hi - lo) / 2; }
    [[nodiscard]] bool contains(double value) const noexcept { return lo <= value && value <= hi; }
    bool operator==(const Interval&) const = default;
};

/// How far the truth may lie below and above a value, for one reason.
struct Margin {
    double below = 0;
    double above = 0;
};

/// Of two independent reasons: the root of the sum of squares on either side (ISO/IEC Guide 98-3:2008, 5.1.2).
[[nodiscard]] Margin joined(const Margin& one, const Margin& other);
/// Of an interval about its value; none where there is no interval.
[[nodiscard]] Margin margin_of(const std::optional<Interval>& ci, double value);
/// The interval of a value. \pre neither side is below 0
[[nodiscard]] Interval interval_about(double value, const Margin& margin);

/// The exact interval of the mean of a Poisson distribution of which one draw is `count`: half the 2.5 % quantile of
/// chi squared with 2 count degrees of freedom, and half the 97.5 % one with 2 count + 2 (Garwood, Biometrika 28,
/// 1936).
[[nodiscard]] Interval poisson_interval(double count);

/// The 97.5 % quantile of Student's t with that many degrees of freedom (at least 1).
[[nodiscard]] double student_t_quantile(std::size_t degrees_of_freedom);

/// Sectioning: for an estimate from the pooled observations of n replications, and the same estimator on each of them,
/// pooled +- t_{n-1} s / sqrt(n) with s^2 = sum (estimate_i - pooled)^2 / (n - 1). The lower end is clipped at 0: for
/// quantities that cannot be negative. Nothing for n < 2.
/// Source: Asmussen & Glynn, Stochastic Simulation (2007), III.5; Nakayama, ACM TOMACS 24(4), 2014 (quantiles).
[[nodiscard]] std::optional<Interval> sectioning_interval(double pooled, std::span<const double> estimates);
/// Half of its width, not clipped. \pre n >= 2
[[nodiscard]] double sectioning_half_width(double pooled, std::span<const double> estimates);

/// Student's t interval of the mean of a quantity that cannot be negative. Nothing for n < 2.
[[nodiscard]] std::optional<Interval> mean_interval(std::span<const double> values);

/// Student's t interval of the mean of left_i - right_i: the comparison of two systems under common random numbers
/// (Law, Simulation Modeling and Analysis, 10.2.1). Not clipped. Nothing for n < 2 or where the sizes differ.
[[nodiscard]] std::optional<Interval> paired_difference_interval(std::span<const double> left,
                                                                 std::span<const double> right);

[[nodiscard]] double mean_of(std::span<const double> values);

/// Replications after which a half width of `half_width`, seen with n of them, falls to `wanted`: it shrinks as
/// 1 / sqrt(n). At most kMostReplications.
inline constexpr std::size_t kMostReplications = 10'000;
[[nodiscard]] std::size_t replications_for(double half_width, std::size_t n, double wanted);

}  // namespace plimsoll::results
