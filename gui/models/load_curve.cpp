// SPDX-FileCopyrightText: 2026 The Plimsoll authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "gui/models/load_curve.hpp"

#include "sim/compare/verdict.hpp"

#include <algorithm>
#include <cmath>

namespace plimsoll::gui {

namespace {

using results::LoadPoint;

template <class ValueOf>
QList<CurvePoint> curveOf(const results::DeploymentResult& deployment, const ValueOf& valueOf) {
    QList<CurvePoint> curve;
    for (const LoadPoint& point : deployment.load_curve)
        curve.append({point.load, point.requests_per_s, valueOf(point), point.slo_met, point.unstable});
    std::sort(curve.begin(), curve.end(), [](const auto& left, const auto& right) { return left.load < right.load; });
    return curve;
}

double mixed(double below, double above, double way) { return below + way * (above - below); }

/// Share of the way from one load to another, by logarithms where there are any.
double wayTo(double load, double below, double above) {
    if (below <= 0) return (load - below) / (above - below);
    return std::log(load / below) / std::log(above / below);
}

/// The load at that share of the way.
double loadAt(double share, double below, double above) {
    return below <= 0 ? mixed(below, above, share) : below * std::pow(above / below, share);
}

double valueBetween(double below, double above, double way, Between between) {
    // A logarithm needs both ends above 0.
    if (between == Between::linear || below <= 0 || above <= 0) return mixed(below, above, way);
    return std::exp(mixed(std::log(below), std::log(above), way));
}

/// Visits places between the points and the points themselves: with the neighbours, the share of the way from one to
/// the other, and the rate there.
template <class Visit>
void visitSteps(const QList<CurvePoint>& curve, const Visit& visit) {
    constexpr qsizetype kMostPlaces = 200;
    constexpr qsizetype kMostSteps = 40;
    const qsizetype steps = std::clamp<qsizetype>(kMostPlaces / std::max<qsizetype>(1, curve.size()), 1, kMostSteps);
    for (qsizetype i = 0; i + 1 < curve.size(); ++i) {
        const CurvePoint& below = curve[i];
        const CurvePoint& above = curve[i + 1];
        for (qsizetype step = 0; step < steps; ++step) {
            const double share = static_cast<double>(step) / static_cast<double>(steps);
            const double load = loadAt(share, below.load, above.load);
            visit(below, above, share, mixed(below.rate, above.rate, (load - below.load) / (above.load - below.load)));
        }
    }
    if (!curve.isEmpty()) visit(curve.last(), curve.last(), 0, curve.last().rate);
}

/// The ratio of an end of the interval to the value, where there is one.
double ratioAt(const CurvePoint& point, double results::Interval::*end, double lowest) {
    const double value = point.value.value;
    if (!point.value.ci || value <= 0) return 1;
    return std::max((*point.value.ci).*end, std::min(lowest, value)) / value;
}

double mixedRatio(const CurvePoint& below, const CurvePoint& above, double share, double results::Interval::*end,
                  double lowest) {
    const double from = ratioAt(below, end, lowest);
    const double to = ratioAt(above, end, lowest);
    return lowest > 0 ? std::exp(mixed(std::log(from), std::log(to), share)) : mixed(from, to, share);
}

/// The y at an x of points that ascend in both.
double interpolated(const QList<QPointF>& points, double x) {
    if (points.isEmpty()) return x;
    const auto above = std::find_if(points.begin(), points.end(), [x](const QPointF& point) { return point.x() >= x; });
    if (above == points.begin() || above == points.end()) {
        const QPointF& nearest = above == points.end() ? points.last() : points.first();
        return nearest.x() == 0 ? nearest.y() : x * nearest.y() / nearest.x();
    }
    const QPointF& below = *std::prev(above);
    return mixed(below.y(), above->y(), (x - below.x()) / (above->x() - below.x()));
}

}  // namespace

QList<CurvePoint> costCurve(const results::DeploymentResult& deployment) {
    return curveOf(deployment, [](const LoadPoint& point) {
        results::Estimate cost;
        cost.value = point.per_month.approximate();
        cost.ci = point.per_month_ci;
        return cost;
    });
}

QList<CurvePoint> latencyCurve(const results::DeploymentResult& deployment, LatencyFigure figure) {
    if (!hasLatency(deployment)) return {};
    return curveOf(deployment, [figure](const LoadPoint& point) { return estimateOf(point.latency, figure); });
}

std::optional<CurveReading> readAt(const QList<CurvePoint>& curve, double load, Between between) {
    const auto above =
        std::find_if(curve.begin(), curve.end(), [load](const CurvePoint& point) { return point.load >= load; });
    if (above == curve.end()) return {};
    if (above->load == load) return CurveReading{above->value.value, true, above->sloMet, above->sloMet};
    if (above == curve.begin()) return {};
    const auto below = std::prev(above);
    const double way = wayTo(load, below->load, above->load);
    return CurveReading{valueBetween(below->value.value, above->value.value, way, between), false, below->sloMet,
                        above->sloMet};
}

QList<QPointF> lineThrough(const QList<CurvePoint>& curve, Between between) {
    QList<QPointF> line;
    visitSteps(curve, [&](const CurvePoint& below, const CurvePoint& above, double share, double rate) {
        line.append({rate, valueBetween(below.value.value, above.value.value, share, between)});
    });
    return line;
}

std::optional<CurveBand> bandAround(const QList<CurvePoint>& curve, Between between, double lowest) {
    const bool wide = std::any_of(curve.begin(), curve.end(), [](const CurvePoint& point) {
        return point.value.ci && point.value.ci->half_width() > 0;
    });
    if (!wide) return {};
    CurveBand band;
    visitSteps(curve, [&](const CurvePoint& below, const CurvePoint& above, double share, double rate) {
        const double value = valueBetween(below.value.value, above.value.value, share, between);
        band.low.append({rate, value * mixedRatio(below, above, share, &results::Interval::lo, lowest)});
        band.high.append({rate, value * mixedRatio(below, above, share, &results::Interval::hi, lowest)});
    });
    return band;
}

LoadScale::LoadScale(const Result& result) {
    for (const double load : results::loads_of(result.deployments()))
        for (const auto& deployment : result.deployments())
            if (const LoadPoint* point = results::point_at(deployment, load);
                point != nullptr && point->requests_per_s > 0) {
                points_.append({load, point->requests_per_s});
                break;
            }
}

double LoadScale::rateOf(double load) const { return interpolated(points_, load); }

double LoadScale::loadOf(double rate) const {
    QList<QPointF> turned;
    for (const QPointF& point : points_) turned.append(point.transposed());
    return interpolated(turned, rate);
}

}  // namespace plimsoll::gui
