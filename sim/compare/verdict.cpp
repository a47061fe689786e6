// SPDX-FileCopyrightText: 2026 The Plimsoll authors
// SPDX-License-Identifier: Apache-2.0
#include "sim/compare/verdict.hpp"

#include "sim/compare/contest.hpp"
#include "sim/compare/flips.hpp"
#include "sim/compare/price_doubt.hpp"
#include "sim/compare/step_time_doubt.hpp"
#include "sim/compare/verdict_text.hpp"

#include <algorithm>
#include <limits>
#include <utility>

namespace plimsoll::results {

namespace {

using Deployments = std::vector<DeploymentResult>;

/// Of those that compete, the one that misses its objectives by least.
std::optional<std::size_t> nearest_of(const Deployments& deployments) {
    std::optional<std::size_t> nearest;
    const auto rank = [&](std::size_t which) {
        return std::pair(worst_ratio(deployments[which]), -decisive_attainment(deployments[which]));
    };
    for (std::size_t i = 0; i < deployments.size(); ++i) {
        if (deployments[i].replications == 0 || !competes(deployments, i)) continue;
        if (!nearest || rank(i) < rank(*nearest)) nearest = i;
    }
    return nearest;
}

/// By chance: over paired replications, and where few interruptions were seen, by their number.
std::optional<Interval> chance_of(const DeploymentResult& next, const DeploymentResult& winner, double difference) {
    const auto paired =
        paired_difference_interval(next.by_replication.cost_per_month, winner.by_replication.cost_per_month);
    if (!paired) return paired;
    const Margin& more = next.cost.interruptions_per_month;
    const Margin& less = winner.cost.interruptions_per_month;
    const Margin number = joined(more, {less.above, less.below});
    const Margin spread = margin_of(paired, difference);
    return interval_about(difference, {std::max(spread.below, number.below), std::max(spread.above, number.above)});
}

std::optional<Interval> interval_of(double difference, const Margin& margin) {
    if (margin.below == 0 && margin.above == 0) return std::nullopt;
    return interval_about(difference, margin);
}

/// Which of the doubts reaches farthest toward 0, where there are several.
std::optional<Doubt> largest_doubt(const CostDifference& difference) {
    std::optional<Doubt> largest;
    double lowest = std::numeric_limits<double>::infinity();
    const auto add = [&](Doubt doubt, const std::optional<Interval>& ci) {
        if (!ci || ci->lo >= lowest) return;
        lowest = ci->lo;
        largest = doubt;
    };
    add(Doubt::chance, difference.chance_ci);
    add(Doubt::step_times, difference.step_times_ci);
    add(Doubt::prices, difference.prices_ci);
    return largest;
}

/// By how much `next` costs more, and how sure that is.
CostDifference difference_of(const DeploymentResult& next, const DeploymentResult& winner) {
    CostDifference result;
    const double difference = (next.cost.per_month - winner.cost.per_month).approximate();
    result.difference_per_month = difference;
    result.chance_ci = chance_of(next, winner, difference);
    const Margin steps = step_time_margin_of_difference(next, winner);
    const Margin prices = price_margin_of_difference(next, winner);
    result.step_times_ci = interval_of(difference, steps);
    result.prices_ci = interval_of(difference, prices);
    result.largest_doubt = largest_doubt(result);
    if (!result.chance_ci) return result;  // one replication says nothing of chance, so nothing is clear
    result.difference_ci =
        interval_about(difference, joined(margin_of(result.chance_ci, difference), joined(steps, prices)));
    result.clear = !result.difference_ci->contains(0);
    return result;
}

void find_differences(const Deployments& deployments, const std::vector<std::size_t>& feasible, Verdict& verdict) {
    for (std::size_t i = 1; i < feasible.size(); ++i) {
        const auto& other = deployments[feasible[i]];
        verdict.rivals.push_back({difference_of(other, deployments[feasible.front()]), other.name});
    }
    if (verdict.rivals.empty()) return;
    verdict.runner_up = feasible[1];
    static_cast<CostDifference&>(verdict) = verdict.rivals.front();
}

}  // namespace

Verdict decide(const Deployments& deployments) {
    Verdict verdict;
    const auto feasible = feasible_by_cost(deployments);
    if (feasible.empty())
        verdict.nearest = nearest_of(deployments);
    else
        verdict.cheapest = feasible.front();
    find_differences(deployments, feasible, verdict);
    verdict.changes = load_changes(deployments);
    verdict.flips = find_flips(deployments, verdict);
    verdict.sentences = verdict_sentences(deployments, verdict);
    return verdict;
}

}  // namespace plimsoll::results
