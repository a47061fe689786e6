// SPDX-FileCopyrightText: 2026 The Plimsoll authors
// SPDX-License-Identifier: Apache-2.0
#include "sim/compare/contest.hpp"

#include <algorithm>
#include <limits>

namespace plimsoll::results {

namespace {

using Deployments = std::vector<DeploymentResult>;
constexpr double kInfinite = std::numeric_limits<double>::infinity();

}  // namespace

bool answers_later(const Deployments& deployments, std::size_t which) {
    if (deployments[which].serving != scenarios::Serving::batch) return false;
    return std::any_of(deployments.begin(), deployments.end(), [](const DeploymentResult& other) {
        return other.serving != scenarios::Serving::batch && !other.slo.empty();
    });
}

bool competes(const Deployments& deployments, std::size_t which) {
    return deployments[which].eligible && !answers_later(deployments, which);
}

std::vector<std::size_t> feasible_by_cost(const Deployments& deployments) {
    std::vector<std::size_t> feasible;
    for (std::size_t i = 0; i < deployments.size(); ++i)
        if (competes(deployments, i) && deployments[i].feasible()) feasible.push_back(i);
    std::stable_sort(feasible.begin(), feasible.end(), [&](std::size_t left, std::size_t right) {
        return deployments[left].cost.per_month < deployments[right].cost.per_month;
    });
    return feasible;
}

double ratio_to(const std::optional<double>& value, Duration limit) {
    if (!value) return kInfinite;
    if (limit.count() == 0) return *value == 0 ? 0 : kInfinite;
    return *value / seconds_of(limit);
}

double worst_ratio(const DeploymentResult& deployment) {
    double worst = 0;
    const auto add = [&](const std::optional<double>& value, Duration limit) {
        worst = std::max(worst, ratio_to(value, limit));
    };
    for (const auto& outcome : deployment.slo) add(outcome.value_s, outcome.slo.at_most);
    if (deployment.deadline) add(deployment.deadline->slowest_s, deployment.deadline->at_most);
    return worst;
}

double decisive_attainment(const DeploymentResult& deployment) {
    double attainment = deployment.deadline ? deployment.deadline->attainment : 1;
    double spare = deployment.deadline ? attainment - 1 : kInfinite;
    for (const auto& outcome : deployment.slo) {
        constexpr double kPercent = 100;
        const double to_spare = outcome.attainment - outcome.slo.percentile / kPercent;
        if (to_spare >= spare) continue;
        spare = to_spare;
        attainment = outcome.attainment;
    }
    return attainment;
}

}  // namespace plimsoll::results
