// SPDX-FileCopyrightText: 2026 The Plimsoll authors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "gui/models/latency_figure.hpp"

#include <QList>
#include <QPointF>

#include <optional>

/// The load curves of a result as lines over load, and what lies between their simulated points.
namespace plimsoll::gui {

/// A simulated point of a curve.
struct CurvePoint {
    double load = 0;          ///< multiple of the scenario's load
    double rate = 0;          ///< requests/s
    results::Estimate value;  ///< USD/month or s
    bool sloMet = false;
    bool unstable = false;
};

/// By load, ascending.
[[nodiscard]] QList<CurvePoint> costCurve(const results::DeploymentResult& deployment);
/// Empty where the deployment measured no latency.
[[nodiscard]] QList<CurvePoint> latencyCurve(const results::DeploymentResult& deployment, LatencyFigure figure);

/// How a value changes between two simulated points: over the logarithm of the load, itself (as `plimsoll` takes costs
/// where it says which is cheaper) or its logarithm (latencies, which grow by decades).
enum class Between { linear, logarithmic };

/// A value of a curve at some load.
struct CurveReading {
    double value = 0;
    bool simulated = false;                   ///< there is a point just there; else it is interpolated
    bool metBelow = false, metAbove = false;  ///< objectives at the neighbours, or at the point
};

/// Empty outside of the simulated loads.
[[nodiscard]] std::optional<CurveReading> readAt(const QList<CurvePoint>& curve, double load, Between between);

/// The line through the points: requests/s and value, with points between that follow `between`.
[[nodiscard]] QList<QPointF> lineThrough(const QList<CurvePoint>& curve, Between between);

/// The ends of the intervals along a line.
struct CurveBand {
    QList<QPointF> low, high;  ///< requests/s and value, at the same places
};

/// Between the points, the ends keep their ratio to the line, so that the line stays inside: mixed by logarithms for a
/// logarithmic axis, where ends below `lowest` are drawn there, plainly for a linear one, where it is 0. Empty where no
/// interval has a width.
[[nodiscard]] std::optional<CurveBand> bandAround(const QList<CurvePoint>& curve, Between between, double lowest);

/// Multiples of the scenario's load and requests/s, which the simulated points tie together; linear between them,
/// proportional beyond. Without points nothing is known: empty() is true.
class LoadScale {
public:
    explicit LoadScale(const Result& result);

    [[nodiscard]] bool empty() const { return points_.isEmpty(); }
    [[nodiscard]] const QList<QPointF>& points() const { return points_; }  ///< load and requests/s, ascending
    [[nodiscard]] double rateOf(double load) const;
    [[nodiscard]] double loadOf(double rate) const;

private:
    QList<QPointF> points_;
};

}  // namespace plimsoll::gui
