// SPDX-FileCopyrightText: 2026 The Plimsoll authors
// SPDX-License-Identifier: Apache-2.0
#include "sim/compare/verdict.hpp"

#include "sim/compare/contest.hpp"
#include "sim/compare/profile_doubt.hpp"
#include "sim/compare/verdict_text.hpp"

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

/// The runner-up, and by how much it costs more.
void find_difference(const Deployments& deployments, std::size_t runner_up, Verdict& verdict) {
    verdict.runner_up = runner_up;
    const auto& winner = deployments[*verdict.cheapest];
    const auto& next = deployments[runner_up];
    verdict.difference_per_month = (next.cost.per_month - winner.cost.per_month).approximate();
    verdict.difference_ci = widened_difference(
        paired_difference_interval(next.by_replication.cost_per_month, winner.by_replication.cost_per_month),
        *verdict.difference_per_month, next, winner);
    if (verdict.difference_ci) verdict.clear = !verdict.difference_ci->contains(0);
}

}  // namespace

Verdict decide(const Deployments& deployments) {
    Verdict verdict;
    const auto feasible = feasible_by_cost(deployments);
    if (feasible.empty())
        verdict.nearest = nearest_of(deployments);
    else
        verdict.cheapest = feasible.front();
    if (feasible.size() > 1) find_difference(deployments, feasible[1], verdict);
    verdict.changes = load_changes(deployments);
    verdict.sentences = verdict_sentences(deployments, verdict);
    return verdict;
}

}  // namespace plimsoll::results
