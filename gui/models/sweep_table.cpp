// SPDX-FileCopyrightText: 2026 The Plimsoll authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "gui/models/sweep_table.hpp"

#include "gui/models/period.hpp"
#include "gui/models/text.hpp"

#include <QCoreApplication>

namespace plimsoll::gui {

namespace {

QString tr(const char* text) { return QCoreApplication::translate("SweepTable", text); }

QVariant cellOf(const std::optional<double>& value) { return value ? QVariant(*value) : QVariant(); }

}  // namespace

Table tableOf(const Sweep& sweep, const QList<int>& rows) {
    Table table;
    table.columns.append({tr("point"), {}});
    for (const auto& axis : sweep.axes()) table.columns.append({axis.title, {}});
    table.columns += {{tr("deployment"), {}},
                      {tr("cheapest"), {}},
                      {tr("cost"), tr("USD/month")},
                      {tr("p99 latency"), tr("s")},
                      {tr("meets its objectives"), {}},
                      {tr("slack"), {}},
                      {tr("cost, low"), tr("USD/month")},
                      {tr("cost, high"), tr("USD/month")},
                      {tr("p99 latency, low"), tr("s")},
                      {tr("p99 latency, high"), tr("s")}};
    for (const int index : rows) {
        const SweepRow& row = sweep.row(index);
        const SweepPoint& point = sweep.points()[row.point];
        QList<QVariant> cells{static_cast<double>(point.number)};
        for (qsizetype i = 0; i < sweep.axes().size(); ++i) {
            const SweepAxis& axis = sweep.axes()[i];
            const bool numeric = !axis.numbers.isEmpty() && axis.tracks.size() == 1;
            cells.append(numeric ? QVariant(axis.numbers[point.at[i]]) : QVariant(axis.labels[point.at[i]]));
        }
        const auto end = [](const std::optional<results::Interval>& ci, double results::Interval::*which) {
            return ci ? QVariant(*ci.*which) : QVariant();
        };
        const auto latency = row.p99.value_or(results::Estimate{});
        cells << sweep.deployments()[row.deployment] << (row.cheapest ? QStringLiteral("★") : QString())
              << row.cost.value << (row.p99 ? QVariant(latency.value) : QVariant()) << row.feasible << cellOf(row.slack)
              << end(row.cost.ci, &results::Interval::lo) << end(row.cost.ci, &results::Interval::hi)
              << end(latency.ci, &results::Interval::lo) << end(latency.ci, &results::Interval::hi);
        table.rows.append(cells);
    }
    return table;
}

QString rowText(const Sweep& sweep, int index) {
    const SweepRow& row = sweep.row(index);
    QStringList lines{sweep.deployments()[row.deployment]};
    const QString place = sweep.placeText(row.point);
    constexpr qsizetype kLongest = 60;  // characters; a longer one has a line for each axis
    if (place.size() <= kLongest)
        lines.append(place);
    else
        for (qsizetype axis = 0; axis < sweep.axes().size(); ++axis)
            lines.append(QStringLiteral("%1 = %2").arg(sweep.axes()[axis].name,
                                                       sweep.axes()[axis].labels[sweep.points()[row.point].at[axis]]));
    lines.append(costText(row.cost.value, row.cost.ci));
    if (row.p99) lines.append(tr("p99 latency %1").arg(durationText(*row.p99)));
    lines.append(row.feasible ? tr("meets its objectives") : tr("misses an objective"));
    if (row.cheapest) lines.last() += tr(", the cheapest here that does");
    if (row.slack)
        lines.append(*row.slack >= 0 ? tr("%1 below its limit").arg(shareText(*row.slack))
                                     : tr("%1 above its limit").arg(shareText(-*row.slack)));
    return lines.join(QLatin1Char('\n'));
}

}  // namespace plimsoll::gui
