// SPDX-FileCopyrightText: 2026 The Plimsoll authors
// SPDX-License-Identifier: Apache-2.0
#include "models/measure/statistics.hpp"

#include <algorithm>
#include <cmath>
#include <numbers>

namespace plimsoll::measure {
namespace {

double percentile(const std::vector<double>& sorted, double fraction) {
    const double place = fraction * static_cast<double>(sorted.size() - 1);
    const auto below = static_cast<std::size_t>(place);
    const std::size_t above = std::min(below + 1, sorted.size() - 1);
    return sorted[below] + (place - static_cast<double>(below)) * (sorted[above] - sorted[below]);
}

}  // namespace

Summary summarize(std::vector<double> values) {
    std::sort(values.begin(), values.end());
    const double median = percentile(values, 0.5);
    constexpr double kNormalQuartile = 0.6744897501960817;  // of the standard normal distribution
    const double sd = (percentile(values, 0.75) - percentile(values, 0.25)) / (2 * kNormalQuartile);
    return {median, median > 0 ? sd / median : 0, values.size()};
}

void StoppingRule::add(double seconds) {
    values_.push_back(seconds);
    sum_ += seconds;
    if (values_.size() < effort_.least) return;
    done_ = values_.size() >= effort_.most || sum_ >= effort_.at_most_s || (values_.size() >= next_look_ && accurate());
    // Looking sorts all values: ever more rarely, so that the total stays linear up to a logarithm.
    if (values_.size() >= next_look_) next_look_ = values_.size() + values_.size() / 4 + 1;
}

bool StoppingRule::accurate() const {
    const auto now = summary();
    const double error = std::sqrt(std::numbers::pi / 2) * now.spread / std::sqrt(static_cast<double>(now.count));
    return error <= effort_.accuracy;
}

}  // namespace plimsoll::measure
