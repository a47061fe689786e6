// SPDX-FileCopyrightText: 2026 The Plimsoll authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "gui/models/deployment_text.hpp"

#include "gui/models/text.hpp"
#include "sim/compare/contest.hpp"

#include <QCoreApplication>

#include <algorithm>

namespace plimsoll::gui {

namespace {

QString tr(const char* text) { return QCoreApplication::translate("Deployment", text); }

}  // namespace

Objectives objectivesOf(const results::DeploymentResult& deployment) {
    if (deployment.replications == 0) return Objectives::no_result;
    if (deployment.slo.empty() && !deployment.deadline) return Objectives::none;
    if (!deployment.feasible()) return Objectives::missed;
    const bool unclear = std::any_of(deployment.slo.begin(), deployment.slo.end(),
                                     [](const auto& outcome) { return outcome.clear && !*outcome.clear; });
    return unclear ? Objectives::met_unclearly : Objectives::met;
}

QString wordOf(Objectives objectives) {
    switch (objectives) {
        case Objectives::none:
            return tr("– none");
        case Objectives::met:
            return tr("✓ met");
        case Objectives::met_unclearly:
            return tr("≈ met, not clearly");
        case Objectives::missed:
            return tr("✗ missed");
        case Objectives::no_result:
            return tr("? no result");
    }
    return {};
}

QString objectivesText(const results::DeploymentResult& deployment) {
    const Objectives objectives = objectivesOf(deployment);
    if (objectives == Objectives::none || objectives == Objectives::no_result) return wordOf(objectives);
    return QStringLiteral("%1, %2").arg(wordOf(objectives), shareText(results::decisive_attainment(deployment)));
}

QString monthlyCostText(const results::DeploymentResult& deployment) {
    if (deployment.replications == 0) return QStringLiteral("–");
    return moneyText(deployment.cost.per_month.approximate(), deployment.cost.per_month_ci);
}

QString p99Text(const results::DeploymentResult& deployment) {
    if (deployment.replications == 0 || deployment.requests.measured == 0) return QStringLiteral("–");
    return durationText(deployment.latency.p99);
}

}  // namespace plimsoll::gui
