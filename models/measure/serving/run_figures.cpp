// SPDX-FileCopyrightText: 2026 The Plimsoll authors
// SPDX-License-Identifier: Apache-2.0
#include "models/measure/serving/run_figures.hpp"

#include "models/measure/statistics.hpp"

#include <fmt/format.h>

#include <algorithm>
#include <cmath>

namespace plimsoll::measure {

double nearest_rank(const std::vector<double>& sorted, double fraction) {
    if (sorted.empty()) return 0;
    const auto rank = static_cast<std::size_t>(std::ceil(fraction * static_cast<double>(sorted.size())));
    return sorted[std::max<std::size_t>(rank, 1) - 1];
}

models::RunFigure over_runs(std::vector<double> values) {
    std::sort(values.begin(), values.end());
    const double median = summarize(values).median;
    return {median, median > 0 ? (values.back() - values.front()) / 2 / median : 0};
}

std::string difference_text(double simulated, double measured) {
    return fmt::format("{:+.1f} %", 100 * (simulated / measured - 1));
}

std::string figure_text(const models::RunFigure& runs, double unit, int digits) {
    return fmt::format("{:>{}.{}f} ±{:>2.0f} %", unit * runs.median, 6 + digits, digits, 100 * runs.spread);
}

std::string pair_text(const models::RunFigure& measured, const models::RunFigure& simulated, double unit, int digits) {
    return fmt::format("{} {} {:>9}", figure_text(measured, unit, digits), figure_text(simulated, unit, digits),
                       difference_text(simulated.median, measured.median));
}

std::string text_of(const LengthLaw& law) {
    if (law.sigma == 0) return fmt::format("{}", law.median);
    return fmt::format("lognormal around {}, sigma {}, up to {}", law.median, law.sigma, law.most);
}

std::string through_text(const models::Validation& validation) {
    return validation.engine.empty() ? "" : ", served through " + validation.engine;
}

}  // namespace plimsoll::measure
