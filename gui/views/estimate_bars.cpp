// SPDX-FileCopyrightText: 2026 The Plimsoll authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "gui/views/estimate_bars.hpp"

#include <qcustomplot.h>

namespace plimsoll::gui {

void addTo(QList<double>& values, QList<double>& ends, const results::Estimate& estimate) {
    values.append(estimate.value);
    if (estimate.ci) ends << estimate.ci->lo << estimate.ci->hi;
}

void EstimateBars::draw(QCPGraph& graph, const AxisScale& x, const AxisScale& y, const QPen& pen,
                        double markerSize) const {
    const auto add = [&](const std::optional<results::Interval>& ci, const AxisScale& scale, double at,
                         QCPErrorBars::ErrorType type) {
        if (!ci || ci->half_width() == 0) return;
        auto* bars = new QCPErrorBars(graph.keyAxis(), graph.valueAxis());
        bars->setDataPlottable(&graph);
        bars->setErrorType(type);
        bars->setPen(pen);
        bars->setSymbolGap(markerSize);
        constexpr double kWhisker = 5;
        bars->setWhiskerWidth(kWhisker);
        bars->addData(at - scale.placeOf(ci->lo), ci->hi - at);
    };
    add(across, x, place.x(), QCPErrorBars::etKeyError);
    add(up, y, place.y(), QCPErrorBars::etValueError);
}

QList<QLineF> EstimateBars::lines(const AxisScale& x, const AxisScale& y) const {
    QList<QLineF> all;
    if (across) all.append({x.placeOf(across->lo), place.y(), x.placeOf(across->hi), place.y()});
    if (up) all.append({place.x(), y.placeOf(up->lo), place.x(), y.placeOf(up->hi)});
    return all;
}

}  // namespace plimsoll::gui
