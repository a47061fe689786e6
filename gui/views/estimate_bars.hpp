// SPDX-FileCopyrightText: 2026 The Plimsoll authors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "gui/models/axis_scale.hpp"
#include "gui/models/result.hpp"

#include <QLineF>
#include <QList>
#include <QPen>
#include <QPointF>

#include <optional>

class QCPGraph;

namespace plimsoll::gui {

/// What an estimate needs of an axis: its value, and the ends of its interval.
void addTo(QList<double>& values, QList<double>& ends, const results::Estimate& estimate);

/// A point of two estimates, drawn at their values, and their intervals along each axis.
struct EstimateBars {
    QPointF place;
    std::optional<results::Interval> across, up;

    /// Draws the intervals as bars of the graph's only point, off its marker of that width in pixels.
    void draw(QCPGraph& graph, const AxisScale& x, const AxisScale& y, const QPen& pen, double markerSize) const;
    /// Where they lie, for what keeps off them.
    [[nodiscard]] QList<QLineF> lines(const AxisScale& x, const AxisScale& y) const;
};

}  // namespace plimsoll::gui
