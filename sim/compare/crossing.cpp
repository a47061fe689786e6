// SPDX-FileCopyrightText: 2026 The Plimsoll authors
// SPDX-License-Identifier: Apache-2.0
#include "sim/compare/crossing.hpp"

#include "sim/compare/verdict.hpp"

#include <algorithm>
#include <cmath>
#include <vector>

namespace plimsoll::results {

namespace {

/// The cost of one deployment less that of the other.
struct Difference {
    double log_load = 0;
    double cost = 0;
    std::optional<double> half_width;  ///< of its interval over paired replications
};

Difference on_the_curve(const DeploymentResult& from, const DeploymentResult& to, double load) {
    return {std::log(load), (point_at(from, load)->per_month - point_at(to, load)->per_month).approximate(), {}};
}

/// Ascending by load.
std::vector<Difference> differences(const DeploymentResult& from, const DeploymentResult& to, double below,
                                    double above) {
    std::vector<Difference> all{on_the_curve(from, to, below), on_the_curve(from, to, above)};
    for (const auto& one : from.near_crossings) {
        if (one.load <= below || one.load >= above) continue;
        const auto other = std::find_if(to.near_crossings.begin(), to.near_crossings.end(),
                                        [&](const NearCrossing& each) { return each.load == one.load; });
        if (other == to.near_crossings.end()) continue;
        const auto ci = paired_difference_interval(one.cost_per_month, other->cost_per_month);
        all.push_back({std::log(one.load), mean_of(one.cost_per_month) - mean_of(other->cost_per_month),
                       ci ? std::optional(ci->half_width()) : std::nullopt});
    }
    std::sort(all.begin(), all.end(),
              [](const Difference& left, const Difference& right) { return left.log_load < right.log_load; });
    return all;
}

/// Slope about one of the differences, from the nearest ones that are far enough for chance to matter little.
double slope_about(const std::vector<Difference>& all, const Difference& which) {
    constexpr double kFarEnough = 0.1;  // of the load: a tenth
    auto left = all.front();
    auto right = all.back();
    for (const auto& each : all) {
        if (each.log_load <= which.log_load - kFarEnough) left = each;
        if (each.log_load >= which.log_load + kFarEnough && each.log_load < right.log_load) right = each;
    }
    return (right.cost - left.cost) / (right.log_load - left.log_load);
}

}  // namespace

Crossing find_crossing(const DeploymentResult& from, const DeploymentResult& to, double below, double above) {
    const auto all = differences(from, to, below, above);
    const auto right =
        std::find_if(all.begin() + 1, all.end() - 1, [](const Difference& each) { return each.cost > 0; });
    const auto left = right - 1;
    const double share = left->cost == right->cost ? 0.5 : left->cost / (left->cost - right->cost);
    // Most costs are flat or in proportion to the load; the curve's own points are joined as they are drawn.
    const bool simulated = left->half_width || right->half_width;
    const double way = std::clamp(share, 0.0, 1.0);
    const double low = std::exp(left->log_load);
    const double at = simulated ? std::log(low + way * (std::exp(right->log_load) - low))
                                : left->log_load + way * (right->log_load - left->log_load);
    Crossing crossing{std::exp(at), {}};

    const Difference* nearest = nullptr;
    for (const auto& each : all)
        if (each.half_width && (nearest == nullptr || std::abs(each.log_load - at) < std::abs(nearest->log_load - at)))
            nearest = &each;
    if (nearest == nullptr) return crossing;
    const double slope = slope_about(all, *nearest);
    if (slope <= 0) return crossing;
    const double half = *nearest->half_width / slope;
    crossing.ci = Interval{std::exp(at - half), std::exp(at + half)};
    return crossing;
}

}  // namespace plimsoll::results
