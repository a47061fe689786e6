// SPDX-FileCopyrightText: 2026 The Plimsoll authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "gui/models/tornado.hpp"

#include "gui/models/period.hpp"
#include "gui/models/text.hpp"
#include "sim/compare/sensitivities.hpp"

#include <QCoreApplication>

#include <algorithm>
#include <cmath>

namespace plimsoll::gui {

namespace {

using results::DeploymentResult;
using results::Sensitivity;

QString tr(const char* text) { return QCoreApplication::translate("Tornado", text); }

QString shortNameOf(const Sensitivity& sensitivity) {
    switch (sensitivity.kind) {
        case Sensitivity::Kind::load:
            return tr("Load");
        case Sensitivity::Kind::step_times:
            return tr("Step times");
        case Sensitivity::Kind::interruptions:
            return tr("Time to interruption");
        case Sensitivity::Kind::cold_start:
            return tr("Time of a cold start");
        case Sensitivity::Kind::price:
            break;
    }
    const QString what = qstring(sensitivity.what);
    return what.left(1).toUpper() + what.mid(1);
}

/// \param least a smaller change, as a share of the base, is none
/// \param figureOf of an outcome, where it has one
template <class FigureOf>
Tornado tornadoOf(const DeploymentResult& deployment, double base, double least, FigureOf figureOf) {
    Tornado tornado{base, {}};
    for (const auto& each : deployment.sensitivities) {
        const std::optional<double> low = figureOf(each.at_low);
        const std::optional<double> high = figureOf(each.at_high);
        if (!low || !high || std::max(std::abs(*low - base), std::abs(*high - base)) <= least * base) continue;
        tornado.rows.push_back({shortNameOf(each), qstring(each.what), toldText(results::ends_text(each)),
                                qstring(each.range), *low, *high});
    }
    const auto reach = [base](const TornadoRow& row) {
        return std::max({row.low, row.high, base}) - std::min({row.low, row.high, base});
    };
    std::stable_sort(tornado.rows.begin(), tornado.rows.end(),
                     [&](const auto& left, const auto& right) { return reach(left) > reach(right); });
    return tornado;
}

}  // namespace

Tornado costTornado(const DeploymentResult& deployment) {
    return tornadoOf(deployment, inPeriod(deployment.cost.per_month.approximate()), 0,
                     [](const auto& outcome) { return std::optional(inPeriod(outcome.per_month.approximate())); });
}

Tornado p99Tornado(const DeploymentResult& deployment) {
    constexpr double kBucket = 1.0 / 256;  // of the histogram: to the next one may be no change at all
    return tornadoOf(deployment, deployment.latency.p99.value, 2 * kBucket,
                     [](const auto& outcome) { return outcome.p99_s; });
}

bool hasSensitivities(const Result& result) {
    const auto& all = result.deployments();
    return std::any_of(all.begin(), all.end(), [](const auto& each) { return !each.sensitivities.empty(); });
}

std::optional<int> tornadoDeployment(const Result& result, const ShownComparison& shown, std::optional<int> selected) {
    const auto fits = [&](int index) { return shown.shows(index) && !result.deployment(index).sensitivities.empty(); };
    const auto& verdict = shown.verdict();
    const auto best = verdict.cheapest ? verdict.cheapest : verdict.nearest;
    if (selected && fits(*selected)) return selected;
    if (best && fits(static_cast<int>(*best))) return static_cast<int>(*best);
    for (const int index : shown.deployments())
        if (fits(index)) return index;
    return std::nullopt;
}

Table sensitivitiesTable(const Result& result, const ShownComparison& shown) {
    const QString month = QStringLiteral("USD/month");
    const QString second = QStringLiteral("s");
    Table table{{{tr("deployment"), {}},
                 {tr("assumption"), {}},
                 {tr("from / to"), {}},
                 {tr("cost, low end"), month},
                 {tr("cost, high end"), month},
                 {tr("p99, low end"), second},
                 {tr("p99, high end"), second},
                 {tr("rests on"), {}}},
                {}};
    const auto seconds = [](const std::optional<double>& value) { return value ? QVariant(*value) : QVariant(); };
    for (const int index : shown.deployments()) {
        const auto& deployment = result.deployment(index);
        for (const auto& each : results::by_effect(deployment))
            table.rows.append({qstring(deployment.name), qstring(each.what), toldText(results::ends_text(each)),
                               each.at_low.per_month.approximate(), each.at_high.per_month.approximate(),
                               seconds(each.at_low.p99_s), seconds(each.at_high.p99_s), qstring(each.range)});
    }
    return table;
}

}  // namespace plimsoll::gui
