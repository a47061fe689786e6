// SPDX-FileCopyrightText: 2026 The Plimsoll authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "gui/models/cheapest_spans.hpp"

#include "gui/models/load_curve.hpp"

#include <algorithm>
#include <cmath>

namespace plimsoll::gui {

namespace {

using Cheapest = ShownComparison::Cheapest;

const results::LoadChange* crossingBetween(const results::Verdict& verdict, double below, double above) {
    const auto& changes = verdict.changes;
    const auto change = std::find_if(changes.begin(), changes.end(), [&](const results::LoadChange& candidate) {
        return candidate.kind == results::LoadChange::Kind::cost && candidate.load_below == below &&
               candidate.load_above == above;
    });
    return change == changes.end() ? nullptr : &*change;
}

void append(QList<CheapestSpan>& spans, const CheapestSpan& span) {
    if (span.toRate <= span.fromRate) return;
    if (!spans.isEmpty() && !span.changes() && !spans.last().changes() && spans.last().deployment == span.deployment &&
        spans.last().clear == span.clear)
        spans.last().toRate = span.toRate;
    else
        spans.append(span);
}

/// The same one at both ends: what is clear there reaches to the middle.
void appendSame(QList<CheapestSpan>& spans, double from, double to, const Cheapest& below, const Cheapest& above) {
    const double middle = std::sqrt(from * to);
    append(spans, {from, middle, below.deployment, below.deployment, below.clear});
    append(spans, {middle, to, above.deployment, above.deployment, above.clear});
}

}  // namespace

QList<CheapestSpan> cheapestSpans(const Result& result, const ShownComparison& shown) {
    const LoadScale scale(result);
    const QList<QPointF> points = scale.points();
    QList<CheapestSpan> spans;
    for (qsizetype i = 0; i + 1 < points.size(); ++i) {
        const auto below = shown.cheapestAt(points[i].x());
        const auto above = shown.cheapestAt(points[i + 1].x());
        const double from = points[i].y();
        const double to = points[i + 1].y();
        if (below.deployment == above.deployment) {
            appendSame(spans, from, to, below, above);
        } else if (const auto* crossing = crossingBetween(shown.verdict(), points[i].x(), points[i + 1].x())) {
            const auto ci = crossingInterval(result, *crossing);
            const double low = ci ? std::clamp(scale.rateOf(ci->lo), from, crossing->rate) : from;
            const double high = ci ? std::clamp(scale.rateOf(ci->hi), crossing->rate, to) : to;
            append(spans, {from, low, below.deployment, below.deployment, below.clear});
            append(spans, {low, crossing->rate, below.deployment, below.deployment, false});
            append(spans, {crossing->rate, high, above.deployment, above.deployment, false});
            append(spans, {high, to, above.deployment, above.deployment, above.clear});
        } else {
            append(spans, {from, to, below.deployment, above.deployment});
        }
    }
    return spans;
}

}  // namespace plimsoll::gui
