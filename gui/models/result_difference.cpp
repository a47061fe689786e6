// SPDX-FileCopyrightText: 2026 The Plimsoll authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "gui/models/result_difference.hpp"

#include "gui/models/text.hpp"

#include <QHash>

namespace plimsoll::gui {

namespace {

using results::DeploymentResult;

QString recommendedOf(const Result& result) {
    const auto& cheapest = result.comparison().verdict.cheapest;
    return cheapest ? qstring(result.deployments()[*cheapest].name) : QString();
}

DeploymentDifference differenceOf(const DeploymentResult& before, const DeploymentResult& after) {
    DeploymentDifference difference;
    difference.feasibleBefore = before.feasible();
    difference.feasibleAfter = after.feasible();
    if (before.replications == 0 || after.replications == 0) return difference;
    difference.costPerMonth = {before.cost.per_month.approximate(), after.cost.per_month.approximate(),
                               before.cost.per_month_ci, after.cost.per_month_ci};
    if (before.requests.measured > 0 && after.requests.measured > 0)
        difference.p99 = {before.latency.p99.value, after.latency.p99.value, before.latency.p99.ci,
                          after.latency.p99.ci};
    return difference;
}

}  // namespace

bool FigureChange::withinUncertainty() const {
    return ciBefore && ciAfter && ciBefore->lo <= ciAfter->hi && ciAfter->lo <= ciBefore->hi;
}

ResultDifference differenceOf(const Result& reference, const Result& result) {
    ResultDifference difference{recommendedOf(reference), recommendedOf(result), {}};
    QHash<QString, const DeploymentResult*> before;
    for (const auto& deployment : reference.deployments()) before.insert(qstring(deployment.name), &deployment);
    const auto& deployments = result.deployments();
    for (std::size_t i = 0; i < deployments.size(); ++i) {
        const QString name = qstring(deployments[i].name);
        const auto* old = before.take(name);
        auto each = old != nullptr ? differenceOf(*old, deployments[i]) : DeploymentDifference{};
        each.name = name;
        each.index = static_cast<int>(i);
        each.isNew = old == nullptr;
        difference.deployments.push_back(std::move(each));
    }
    for (const auto& deployment : reference.deployments())
        if (const QString name = qstring(deployment.name); before.contains(name)) {
            DeploymentDifference gone;
            gone.name = name;
            difference.deployments.push_back(std::move(gone));
        }
    return difference;
}

}  // namespace plimsoll::gui
