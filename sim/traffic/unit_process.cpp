// SPDX-FileCopyrightText: 2026 The Plimsoll authors
// SPDX-License-Identifier: Apache-2.0
#include "sim/traffic/unit_process.hpp"

#include "scenarios/input_error.hpp"

#include <fmt/format.h>

#include <cmath>
#include <cstddef>
#include <numbers>

namespace plimsoll::sim {

using Process = scenarios::GeneratedTraffic::Process;

UnitProcess::UnitProcess(Process process, double cv, std::uint64_t seed)
    : process_(process), shape_(1 / (cv * cv)), draws_(seed, "arrivals") {
    if (process_ == Process::gamma && !(std::isfinite(shape_) && shape_ > 0))
        throw InputError(
            Problem{{},
                    0,
                    "/workload/traffic/generate/cv",
                    fmt::format("the coefficient of variation of gamma gaps must be above 0, not {:g}", cv),
                    R"(for gaps of equal length use "process": "constant")"});
}

void UnitProcess::next(std::span<double> points) {
    if (process_ == Process::constant) {
        for (double& point : points) point = static_cast<double>(point_++);
        return;
    }
    if (process_ == Process::gamma)
        gamma_gaps(points);
    else
        exponential_gaps(points);
    point_ += points.size();
    for (double& point : points) point = last_ += point;
}

void UnitProcess::exponential_gaps(std::span<double> gaps) const {
    for (std::size_t i = 0; i < gaps.size(); i += 2) {
        const auto [first, second] = draws_.draw((point_ + i) / 2);
        gaps[i] = -std::log(first);
        if (i + 1 < gaps.size()) gaps[i + 1] = -std::log(second);
    }
}

void UnitProcess::gamma_gaps(std::span<double> gaps) const {
    const double scale = 1 / shape_;
    for (std::size_t i = 0; i < gaps.size(); ++i) gaps[i] = scale * gamma(shape_, point_ + i);
    // The time to the first point of a stationary renewal process is a uniform part of a gap drawn in proportion to its
    // length (Cox, Renewal Theory, 1962, section 5.4); such a gamma gap is a gamma gap of shape + 1.
    constexpr std::uint32_t kPartRound = UINT32_MAX;
    if (point_ == 0 && !gaps.empty()) gaps[0] = scale * gamma(shape_ + 1, 0) * draws_.draw(0, kPartRound).first;
}

/// Marsaglia and Tsang, "A simple method for generating gamma variables", ACM TOMS 26 (2000); below shape 1 with their
/// boost: a gamma of shape + 1 times U^(1 / shape).
double UnitProcess::gamma(double shape, std::uint64_t point) const {
    std::uint32_t round = 0;
    double boost = 1;
    if (shape < 1) {
        boost = std::pow(draws_.draw(point, round++).first, 1 / shape);
        shape += 1;
    }
    const double d = shape - 1.0 / 3;
    const double c = 1 / std::sqrt(9 * d);
    for (;;) {
        const auto [first, second] = draws_.draw(point, round++);
        const double x = std::sqrt(-2 * std::log(first)) * std::cos(2 * std::numbers::pi * second);
        const double u = draws_.draw(point, round++).first;
        const double root = 1 + c * x;
        if (root <= 0) continue;
        const double v = root * root * root;
        if (std::log(u) < x * x / 2 + d - d * v + d * std::log(v)) return boost * d * v;
    }
}

}  // namespace plimsoll::sim
