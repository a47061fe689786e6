// SPDX-FileCopyrightText: 2026 The Plimsoll authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "gui/models/break_even.hpp"

#include "gui/models/shown_comparison.hpp"
#include "gui/models/text.hpp"
#include "sim/compare/verdict.hpp"

#include <QCoreApplication>

#include <algorithm>

namespace plimsoll::gui {

namespace {

QString tr(const char* text) { return QCoreApplication::translate("BreakEven", text); }

/// Row of a deployment at a point, where it has a result.
const SweepRow* rowAt(const Sweep& sweep, int point, int deployment) {
    for (const int row : sweep.points()[point].rows)
        if (sweep.row(row).deployment == deployment) return &sweep.row(row);
    return nullptr;
}

/// As if the axis were the load, so that the rule of the load curve holds here.
results::DeploymentResult asLoadCurve(const CostLine& line, const std::string& name) {
    results::DeploymentResult deployment;
    deployment.name = name;
    deployment.eligible = true;
    deployment.serving = scenarios::Serving::real_time;
    for (qsizetype i = 0; i < line.x.size(); ++i) {
        if (line.x[i] <= 0) continue;
        results::LoadPoint point;
        point.load = line.x[i];
        point.requests_per_s = line.x[i];
        point.per_month = pricing::Money::parse(QString::number(line.cost[i].value, 'f', 9).toStdString());
        point.per_month_ci = line.cost[i].ci;
        point.slo_met = true;
        deployment.load_curve.push_back(point);
    }
    return deployment;
}

}  // namespace

CostLine costsAlong(const Sweep& sweep, int axis, const QList<int>& at, int deployment) {
    QList<QPair<double, results::Estimate>> found;
    QList<int> steps = at;
    for (int step = 0; step < sweep.axes()[axis].size(); ++step) {
        steps[axis] = step;
        const auto point = sweep.pointAt(steps);
        const SweepRow* row = point ? rowAt(sweep, *point, deployment) : nullptr;
        if (row != nullptr) found.append({sweep.axes()[axis].numbers[step], row->cost});
    }
    std::sort(found.begin(), found.end(), [](const auto& left, const auto& right) { return left.first < right.first; });
    CostLine line;
    for (const auto& [x, cost] : std::as_const(found)) {
        line.x.append(x);
        line.cost.append(cost);
    }
    return line;
}

QList<BreakEven> breakEvensAlong(const Sweep& sweep, int axis, const QList<int>& at, int one, int other) {
    const auto left = asLoadCurve(costsAlong(sweep, axis, at, one), "one");
    const auto right = asLoadCurve(costsAlong(sweep, axis, at, other), "other");
    QList<BreakEven> evens;
    for (const auto& change : results::load_changes({left, right})) {
        if (change.kind != results::LoadChange::Kind::cost) continue;
        const bool first = change.from == "one";
        evens.append({at, change.load, crossingInterval(first ? left : right, first ? right : left, change),
                      first ? one : other});
    }
    return evens;
}

QList<BreakEven> breakEvens(const Sweep& sweep, int axis, int one, int other) {
    QList<BreakEven> evens;
    QList<int> at(sweep.axes().size(), 0);
    for (;;) {
        evens += breakEvensAlong(sweep, axis, at, one, other);
        auto i = sweep.axes().size() - 1;
        while (i >= 0 && (i == axis || ++at[i] == sweep.axes()[i].size())) {
            if (i != axis) at[i] = 0;
            --i;
        }
        if (i < 0) return evens;
    }
}

std::optional<QPair<int, int>> rivalsAlong(const Sweep& sweep, int axis, const QList<int>& at) {
    QList<int> steps = at;
    std::optional<int> before;
    for (int step = 0; step < sweep.axes()[axis].size(); ++step) {
        steps[axis] = step;
        const auto point = sweep.pointAt(steps);
        const auto winner = point ? sweep.points()[*point].winner : std::nullopt;
        if (!winner) continue;
        const int deployment = sweep.row(*winner).deployment;
        if (before && *before != deployment) return QPair(*before, deployment);
        before = deployment;
    }
    return std::nullopt;
}

Table breakEvenTable(const Sweep& sweep, int axis, int one, int other) {
    Table table;
    for (qsizetype i = 0; i < sweep.axes().size(); ++i)
        if (i != axis) table.columns.append({sweep.axes()[i].title, {}});
    table.columns += {{sweep.axes()[axis].title, {}},
                      {tr("low"), {}},
                      {tr("high"), {}},
                      {tr("cheaper below"), {}},
                      {tr("cheaper above"), {}}};
    for (const auto& even : breakEvens(sweep, axis, one, other)) {
        QList<QVariant> row;
        for (qsizetype i = 0; i < sweep.axes().size(); ++i)
            if (i != axis) row.append(sweep.axes()[i].labels[even.at[i]]);
        row << even.value << (even.ci ? QVariant(even.ci->lo) : QVariant())
            << (even.ci ? QVariant(even.ci->hi) : QVariant()) << sweep.deployments()[even.cheaperBelow]
            << sweep.deployments()[even.cheaperBelow == one ? other : one];
        table.rows.append(row);
    }
    return table;
}

QString textOf(const Sweep& sweep, int axis, const BreakEven& even, int one, int other) {
    QString where = QStringLiteral("%1 %2").arg(sweep.axes()[axis].title, numberText(even.value));
    if (even.ci) where += tr(" (%1 to %2)").arg(numberText(even.ci->lo), numberText(even.ci->hi));
    return tr("%1: below it '%2' is cheaper, above it '%3'")
        .arg(where, sweep.deployments()[even.cheaperBelow],
             sweep.deployments()[even.cheaperBelow == one ? other : one]);
}

}  // namespace plimsoll::gui
