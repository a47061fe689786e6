// SPDX-FileCopyrightText: 2026 The Plimsoll authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "gui/models/coverage_series.hpp"

#include "gui/models/text.hpp"

#include <QCoreApplication>

namespace plimsoll::gui {

namespace {

QString tr(const char* text) { return QCoreApplication::translate("Coverage", text); }

}  // namespace

QList<CoveragePoint> hoursCovered(const DeploymentAdvice& advice) {
    QList<CoveragePoint> points;
    for (const auto& hour : advice.hours)
        points.append({tr("Hour %1").arg(points.size()), hour.used, hour.unused, hour.onDemand});
    return points;
}

QList<CoveragePoint> monthsCovered(const DeploymentAhead& deployment) {
    QList<CoveragePoint> points;
    for (const auto& month : deployment.months)
        if (month.covered)
            points.append({month.month, month.covered->used, month.covered->unused, month.covered->onDemand});
    return points;
}

Table coverageTable(const QString& deployment, const QList<CoveragePoint>& points, const QString& currency) {
    Table table{{{tr("deployment"), {}},
                 {tr("when"), {}},
                 {tr("commitment that is used"), currency},
                 {tr("unused commitment"), currency},
                 {tr("on demand"), currency}},
                {}};
    for (const auto& point : points)
        table.rows.append({deployment, point.name, point.used, point.unused, point.onDemand});
    return table;
}

QString coverageText(const QList<CoveragePoint>& points) {
    double used = 0, committed = 0, onDemand = 0;
    for (const auto& point : points) {
        used += point.used;
        committed += point.committed();
        onDemand += point.onDemand;
    }
    if (committed + onDemand <= 0) return tr("Nothing is paid for machines on demand.");
    if (committed <= 0) return tr("No commitment: all of it is on demand.");
    return tr("%1 of what is committed is used, %2 of what is paid is on demand.")
        .arg(shareText(used / committed), shareText(onDemand / (committed + onDemand)));
}

}  // namespace plimsoll::gui
