// SPDX-FileCopyrightText: 2026 The Plimsoll authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "gui/models/trade_off.hpp"

#include "gui/models/deployment_text.hpp"
#include "gui/models/period.hpp"
#include "gui/models/text.hpp"

#include <QCoreApplication>

#include <algorithm>
#include <cmath>
#include <iterator>
#include <tuple>

namespace plimsoll::gui {

namespace {

using results::DeploymentResult;
using results::Estimate;

QString tr(const char* text) { return QCoreApplication::translate("TradeOff", text); }

bool dominates(const TradeOff& better, const TradeOff& worse) {
    if (worse.feasible && !better.feasible) return false;
    const double costs[] = {better.cost.value, worse.cost.value};
    const double latencies[] = {better.latency.value, worse.latency.value};
    return costs[0] <= costs[1] && latencies[0] <= latencies[1] && (costs[0] < costs[1] || latencies[0] < latencies[1]);
}

/// Figures of the replications that belong to an estimate; empty where results do not hold them.
const std::vector<double>* replicationsOf(const DeploymentResult& deployment, LatencyFigure figure) {
    if (figure == LatencyFigure::mean) return &deployment.by_replication.latency_mean_s;
    if (figure == LatencyFigure::p99) return &deployment.by_replication.latency_p99_s;
    return nullptr;
}

/// Whether worse - better is told from 0, or is exactly 0 in every replication; without figures by replication,
/// whether the intervals are apart.
std::optional<bool> isClear(const Estimate& better, const Estimate& worse, const std::vector<double>* betterRuns,
                            const std::vector<double>* worseRuns) {
    if (better.value == worse.value) return true;  // no difference is claimed
    if (betterRuns != nullptr && worseRuns != nullptr)
        if (const auto interval = results::paired_difference_interval(*worseRuns, *betterRuns))
            return !interval->contains(0);
    if (!better.ci || !worse.ci) return {};
    return better.ci->hi < worse.ci->lo;
}

std::optional<bool> isClear(const Result& result, const TradeOff& better, const TradeOff& worse, LatencyFigure figure) {
    const DeploymentResult& left = result.deployment(better.deployment);
    const DeploymentResult& right = result.deployment(worse.deployment);
    const auto cost =
        isClear(better.cost, worse.cost, &left.by_replication.cost_per_month, &right.by_replication.cost_per_month);
    const auto latency =
        isClear(better.latency, worse.latency, replicationsOf(left, figure), replicationsOf(right, figure));
    if (!cost || !latency) return {};
    return *cost && *latency;
}

}  // namespace

QList<TradeOff> tradeOffs(const Result& result, const QList<int>& deployments, LatencyFigure figure) {
    QList<TradeOff> all;
    for (const int index : deployments) {
        const DeploymentResult& deployment = result.deployment(index);
        if (!hasLatency(deployment)) continue;
        TradeOff tradeOff;
        tradeOff.deployment = index;
        tradeOff.latency = estimateOf(deployment.latency, figure);
        tradeOff.cost.value = deployment.cost.per_month.approximate();
        tradeOff.cost.ci = deployment.cost.per_month_ci;
        tradeOff.feasible = deployment.feasible();
        all.append(tradeOff);
    }
    for (TradeOff& worse : all) {
        const TradeOff* best = nullptr;
        for (const TradeOff& better : std::as_const(all)) {
            if (!dominates(better, worse)) continue;
            if (best == nullptr ||
                std::tie(better.cost.value, better.latency.value) < std::tie(best->cost.value, best->latency.value))
                best = &better;
        }
        if (best == nullptr) continue;
        worse.dominatedBy = best->deployment;
        worse.clear = isClear(result, *best, worse, figure);
    }
    return all;
}

QList<TradeOff> paretoFront(const QList<TradeOff>& all) {
    QList<TradeOff> front;
    std::copy_if(all.begin(), all.end(), std::back_inserter(front),
                 [](const TradeOff& tradeOff) { return !tradeOff.dominatedBy; });
    std::stable_sort(front.begin(), front.end(), [](const TradeOff& left, const TradeOff& right) {
        return left.latency.value < right.latency.value;
    });
    return front;
}

QString whyDominated(const Result& result, const TradeOff& dominated, LatencyFigure figure) {
    if (!dominated.dominatedBy) return {};
    const DeploymentResult& other = result.deployment(*dominated.dominatedBy);
    const QString name = QStringLiteral("'%1'").arg(qstring(other.name));
    const double more = dominated.cost.value - other.cost.per_month.approximate();
    const QString own = durationText(dominated.latency.value);
    const QString others = durationText(estimateOf(other.latency, figure).value);
    const QString cost = more > 0 ? tr("costs %1 more %2 than %3").arg(costAmount(more), aPeriod(), name)
                                  : tr("costs as much as %1").arg(name);
    const QString latency =
        own == others ? tr("is no faster: %1").arg(own) : tr("is slower: %1 against %2").arg(own, others);
    const QString doubt = dominated.clear == false ? tr(" (not clear)") : QString();
    return tr("%1 and %2%3").arg(cost, latency, doubt);
}

QString againstBaseline(const Result& result, const TradeOff& tradeOff, int baseline, LatencyFigure figure) {
    if (baseline == tradeOff.deployment) return {};
    const DeploymentResult& other = result.deployment(baseline);
    const auto difference = [](double before, double after, const auto& text) {
        const QString sign = after < before ? QStringLiteral("−") : QStringLiteral("+");
        const QString change = changeText(before, after);
        const QString amount = sign + text(std::abs(after - before));
        return change.isEmpty() ? amount : QStringLiteral("%1 (%2)").arg(amount, change);
    };
    const auto money = [](double usd) { return costText(usd); };
    const auto duration = [](double seconds) { return durationText(seconds); };
    const QString cost = difference(other.cost.per_month.approximate(), tradeOff.cost.value, money) +
                         doubtOfDifference(other, result.deployment(tradeOff.deployment));
    if (!hasLatency(other)) return tr("against '%1': %2").arg(qstring(other.name), cost);
    return tr("against '%1': %2, %3")
        .arg(qstring(other.name), cost,
             difference(estimateOf(other.latency, figure).value, tradeOff.latency.value, duration));
}

}  // namespace plimsoll::gui
