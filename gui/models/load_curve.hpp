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
    bool crossing = false;  ///< no point of the load curve: costs cross there
};

/// By load, ascending.
[[nodiscard]] QList<CurvePoint> costCurve(const results::DeploymentResult& deployment);
/// Empty where the deployment measured no latency.
[[nodiscard]] QList<CurvePoint> latencyCurve(const results::DeploymentResult& deployment, LatencyFigure figure);

/// How a value changes between two simulated points, over the logarithm of the load: as a straight line on the axis
/// that it is drawn on.
enum class Between { linear, logarithmic };

/// A value of a curve at some load.
struct CurveReading {
    double value = 0;
    bool simulated = false;                   ///< there is a point just there; else it is interpolated
    bool metBelow = false, metAbove = false;  ///< objectives at the neighbours, or at the point
};

/// Empty outside of the simulated loads.
[[nodiscard]] std::optional<CurveReading> readAt(const QList<CurvePoint>& curve, double load, Between between);

/// The ends of the intervals at the points of a curve.
struct CurveBand {
    QList<QPointF> low, high;  ///< requests/s and value, at the same places
};

/// Ends below `lowest`, of a logarithmic axis, are drawn there; it is 0 for a linear one. Where costs cross, the ends
/// have the mixed ratio of their neighbours to the line. Empty where no interval has a width.
[[nodiscard]] std::optional<CurveBand> bandAround(const QList<CurvePoint>& curve, double lowest);

/// Whether two curves would be drawn on one another: at more than half of the loads of the first they differ by no more
/// than 2 %.
[[nodiscard]] bool coincide(const QList<CurvePoint>& one, const QList<CurvePoint>& other);

/// Makes two curves of costs meet at a load where they are known to cross: both get a point there, at the value of the
/// one that changes less around it.
void meet(QList<CurvePoint>& one, QList<CurvePoint>& other, const results::LoadChange& crossing, Between between);

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
