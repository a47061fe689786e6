// SPDX-FileCopyrightText: 2026 The Plimsoll authors
// SPDX-License-Identifier: Apache-2.0
#include "sim/compare/statistics.hpp"

#include <boost/math/distributions/chi_squared.hpp>
#include <boost/math/distributions/students_t.hpp>

#include <algorithm>
#include <cmath>
#include <functional>
#include <vector>

namespace plimsoll::results {

Margin joined(const Margin& one, const Margin& other) {
    return {std::hypot(one.below, other.below), std::hypot(one.above, other.above)};
}

Margin margin_of(const std::optional<Interval>& ci, double value) {
    return ci ? Margin{value - ci->lo, ci->hi - value} : Margin{};
}

Interval interval_about(double value, const Margin& margin) { return {value - margin.below, value + margin.above}; }

Interval poisson_interval(double count) {
    const auto half_quantile = [](double degrees_of_freedom, double share) {
        return boost::math::quantile(boost::math::chi_squared_distribution<double>(degrees_of_freedom), share) / 2;
    };
    constexpr double kBeyond = (1 - kConfidence) / 2;
    return {count > 0 ? half_quantile(2 * count, kBeyond) : 0, half_quantile(2 * count + 2, 1 - kBeyond)};
}

double student_t_quantile(std::size_t degrees_of_freedom) {
    const boost::math::students_t_distribution<double> distribution(static_cast<double>(degrees_of_freedom));
    return boost::math::quantile(distribution, (1 + kConfidence) / 2);
}

double sectioning_half_width(double pooled, std::span<const double> estimates) {
    const auto n = static_cast<double>(estimates.size());
    double squares = 0;
    for (const double estimate : estimates) squares += (estimate - pooled) * (estimate - pooled);
    return student_t_quantile(estimates.size() - 1) * std::sqrt(squares / (n - 1) / n);
}

std::optional<Interval> sectioning_interval(double pooled, std::span<const double> estimates) {
    if (estimates.size() < 2) return std::nullopt;
    const double half = sectioning_half_width(pooled, estimates);
    return Interval{std::max(0.0, pooled - half), pooled + half};
}

std::optional<Interval> mean_interval(std::span<const double> values) {
    if (values.size() < 2) return std::nullopt;
    return sectioning_interval(mean_of(values), values);
}

std::optional<Interval> paired_difference_interval(std::span<const double> left, std::span<const double> right) {
    if (left.size() != right.size() || left.size() < 2) return std::nullopt;
    std::vector<double> differences(left.size());
    std::transform(left.begin(), left.end(), right.begin(), differences.begin(), std::minus<>());
    const double centre = mean_of(differences);
    const double half = sectioning_half_width(centre, differences);
    return Interval{centre - half, centre + half};
}

double mean_of(std::span<const double> values) {
    if (values.empty()) return 0;
    double sum = 0;
    for (const double value : values) sum += value;
    return sum / static_cast<double>(values.size());
}

std::size_t replications_for(double half_width, std::size_t n, double wanted) {
    if (half_width <= wanted) return n;
    if (wanted <= 0) return kMostReplications;
    const double ratio = half_width / wanted;
    const double needed = std::ceil(static_cast<double>(n) * ratio * ratio);
    return static_cast<std::size_t>(std::min(needed, static_cast<double>(kMostReplications)));
}

}  // namespace plimsoll::results
