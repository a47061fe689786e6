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

double valueBetween(double below, double above, double way, Between between) {
    // A logarithm needs both ends above 0.
    if (between == Between::linear || below <= 0 || above <= 0) return mixed(below, above, way);
    return std::exp(mixed(std::log(below), std::log(above), way));
}

/// The ratio of an end of the interval to the value, where there is one.
double ratioAt(const CurvePoint& point, double results::Interval::*end, double lowest) {
    const double value = point.value.value;
    if (!point.value.ci || value <= 0) return 1;
    return std::max((*point.value.ci).*end, std::min(lowest, value)) / value;
}

/// The same at any point: where costs cross, mixed from the points around it.
double ratioAt(const QList<CurvePoint>& curve, qsizetype at, double results::Interval::*end, double lowest) {
    if (!curve[at].crossing) return ratioAt(curve[at], end, lowest);
    qsizetype below = at, above = at;
    while (below > 0 && curve[below].crossing) --below;
    while (above + 1 < curve.size() && curve[above].crossing) ++above;
    const double share = wayTo(curve[at].load, curve[below].load, curve[above].load);
    const double from = ratioAt(curve[below], end, lowest);
    const double to = ratioAt(curve[above], end, lowest);
    return lowest > 0 ? std::exp(mixed(std::log(from), std::log(to), share)) : mixed(from, to, share);
}

void insert(QList<CurvePoint>& curve, const CurvePoint& point) {
    const auto above =
        std::find_if(curve.begin(), curve.end(), [&](const CurvePoint& each) { return each.load >= point.load; });
    if (above != curve.end() && above->load == point.load) return;
    curve.insert(above, point);
}

/// By how much a curve changes between the points around a load, as a factor of at least 1.
double changeAround(const QList<CurvePoint>& curve, double load) {
    const auto above =
        std::find_if(curve.begin(), curve.end(), [load](const CurvePoint& each) { return each.load >= load; });
    if (above == curve.begin() || above == curve.end()) return HUGE_VAL;
    const double values[] = {std::prev(above)->value.value, above->value.value};
    const auto [least, most] = std::minmax(values[0], values[1]);
    return least > 0 ? most / least : HUGE_VAL;
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
    if (above->load == load) return CurveReading{above->value.value, !above->crossing, above->sloMet, above->sloMet};
    if (above == curve.begin()) return {};
    const auto below = std::prev(above);
    const double way = wayTo(load, below->load, above->load);
    return CurveReading{valueBetween(below->value.value, above->value.value, way, between), false, below->sloMet,
                        above->sloMet};
}

std::optional<CurveBand> bandAround(const QList<CurvePoint>& curve, double lowest) {
    const bool wide = std::any_of(curve.begin(), curve.end(), [](const CurvePoint& point) {
        return point.value.ci && point.value.ci->half_width() > 0;
    });
    if (!wide) return {};
    CurveBand band;
    for (qsizetype at = 0; at < curve.size(); ++at) {
        const double value = curve[at].value.value;
        band.low.append({curve[at].rate, value * ratioAt(curve, at, &results::Interval::lo, lowest)});
        band.high.append({curve[at].rate, value * ratioAt(curve, at, &results::Interval::hi, lowest)});
    }
    return band;
}

bool coincide(const QList<CurvePoint>& one, const QList<CurvePoint>& other) {
    constexpr double kNear = 0.02;
    const auto same = std::count_if(one.begin(), one.end(), [&](const CurvePoint& point) {
        const auto there = std::find_if(other.begin(), other.end(),
                                        [&](const CurvePoint& candidate) { return candidate.load == point.load; });
        if (there == other.end()) return false;
        const double value = there->value.value;
        return std::abs(point.value.value - value) <= kNear * std::max(std::abs(point.value.value), std::abs(value));
    });
    return 2 * same > one.size();
}

void meet(QList<CurvePoint>& one, QList<CurvePoint>& other, const results::LoadChange& crossing, Between between) {
    const auto& flatter = changeAround(one, crossing.load) <= changeAround(other, crossing.load) ? one : other;
    const auto reading = readAt(flatter, crossing.load, between);
    if (!reading) return;
    CurvePoint point;
    point.load = crossing.load;
    point.rate = crossing.rate;
    point.value.value = reading->value;
    point.crossing = true;
    for (auto* curve : {&one, &other}) {
        const auto there = readAt(*curve, crossing.load, between);
        point.sloMet = there && there->metBelow && there->metAbove;
        insert(*curve, point);
    }
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
