// SPDX-FileCopyrightText: 2026 The Plimsoll authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "gui/models/deployment_text.hpp"

#include "gui/models/period.hpp"
#include "gui/models/text.hpp"
#include "scenarios/enum_names.hpp"
#include "scenarios/quantity.hpp"
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
            return tr("– no objective");
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

QString costText(const results::DeploymentResult& deployment) {
    if (deployment.replications == 0) return QStringLiteral("–");
    return costText(deployment.cost.per_month.approximate(), deployment.cost.per_month_ci);
}

QString costAmountText(const results::DeploymentResult& deployment) {
    if (deployment.replications == 0) return QStringLiteral("–");
    const auto amount = inPeriod({deployment.cost.per_month.approximate(), deployment.cost.per_month_ci});
    return moneyText(amount.value, amount.ci);
}

QString p99Text(const results::DeploymentResult& deployment) {
    if (deployment.replications == 0 || deployment.requests.measured == 0) return QStringLiteral("–");
    return durationText(deployment.latency.p99);
}

QString doubtOfDifference(const results::DeploymentResult& one, const results::DeploymentResult& other) {
    if (one.cost.per_month == other.cost.per_month) return {};
    const auto paired =
        results::paired_difference_interval(one.by_replication.cost_per_month, other.by_replication.cost_per_month);
    const auto& left = one.cost.per_month_ci;
    const auto& right = other.cost.per_month_ci;
    const bool unclear = paired ? paired->contains(0) : left && right && left->lo <= right->hi && right->lo <= left->hi;
    return unclear ? tr(", not clear") : QString();
}

QStringList missesOf(const results::DeploymentResult& deployment) {
    QStringList misses;
    const auto of = [](const std::optional<double>& seconds, Duration limit) {
        const QString value = seconds ? durationText(*seconds) : tr("never, for some,");
        return tr("%1 of %2").arg(value, qstring(scenarios::text_of(limit)));
    };
    for (const auto& outcome : deployment.slo)
        if (!outcome.met)
            misses += QStringLiteral("p%1 %2 %3")
                          .arg(numberText(outcome.slo.percentile), qstring(scenarios::name_of(outcome.slo.metric)),
                               of(outcome.value_s, outcome.slo.at_most));
    if (const auto& deadline = deployment.deadline; deadline && !deadline->met)
        misses += tr("deadline: %1").arg(of(deadline->slowest_s, deadline->at_most));
    return misses;
}

QString deadlineText(const results::DeploymentResult& deployment) {
    const auto& deadline = deployment.deadline;
    if (!deadline || !deadline->met || !deadline->slowest_s) return {};
    return tr("done within %1 of %2")
        .arg(durationText(*deadline->slowest_s), qstring(scenarios::text_of(deadline->at_most)));
}

BudgetOutcome budgetOutcome(const results::DeploymentResult& deployment, double budget) {
    if (deployment.replications == 0) return BudgetOutcome::no_result;
    const bool within = deployment.cost.per_month.approximate() <= budget;
    const auto& ci = deployment.cost.per_month_ci;
    const bool unclear = ci && ci->lo <= budget && budget < ci->hi;
    if (within) return unclear ? BudgetOutcome::within_unclearly : BudgetOutcome::within;
    return unclear ? BudgetOutcome::over_unclearly : BudgetOutcome::over;
}

QString signOf(BudgetOutcome outcome) {
    switch (outcome) {
        case BudgetOutcome::within:
            return QStringLiteral("✓");
        case BudgetOutcome::over:
            return QStringLiteral("✗");
        case BudgetOutcome::within_unclearly:
        case BudgetOutcome::over_unclearly:
            return QStringLiteral("≈");
        case BudgetOutcome::no_result:
            break;
    }
    return QStringLiteral("?");
}

QString budgetText(const results::DeploymentResult& deployment, double budget) {
    const BudgetOutcome outcome = budgetOutcome(deployment, budget);
    if (outcome == BudgetOutcome::no_result) return tr("gave no result to hold against the budget");
    const double cost = deployment.cost.per_month.approximate();
    const QString text = isWithin(outcome) ? tr("leaves %1 of the budget").arg(costAmount(budget - cost))
                                           : tr("is %1 over the budget").arg(costAmount(cost - budget));
    const bool clear = outcome == BudgetOutcome::within || outcome == BudgetOutcome::over;
    return clear ? text : tr("%1, not clearly").arg(text);
}

}  // namespace plimsoll::gui
