// SPDX-FileCopyrightText: 2026 The Plimsoll authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "gui/models/cheapest_spans.hpp"

#include "gui/models/load_curve.hpp"
#include "sim/compare/verdict.hpp"

#include <algorithm>

namespace plimsoll::gui {

namespace {

std::optional<int> cheapestAt(const Result& result, double load) {
    const auto cheapest = results::cheapest_at(result.deployments(), load);
    return cheapest ? std::optional(static_cast<int>(*cheapest)) : std::nullopt;
}

const results::LoadChange* crossingBetween(const Result& result, double below, double above) {
    const auto& changes = result.comparison().verdict.changes;
    const auto change = std::find_if(changes.begin(), changes.end(), [&](const results::LoadChange& candidate) {
        return candidate.kind == results::LoadChange::Kind::cost && candidate.load_below == below &&
               candidate.load_above == above;
    });
    return change == changes.end() ? nullptr : &*change;
}

void append(QList<CheapestSpan>& spans, const CheapestSpan& span) {
    if (!spans.isEmpty() && !span.changes() && !spans.last().changes() && spans.last().deployment == span.deployment)
        spans.last().toRate = span.toRate;
    else
        spans.append(span);
}

}  // namespace

QList<CheapestSpan> cheapestSpans(const Result& result) {
    const QList<QPointF> points = LoadScale(result).points();
    QList<CheapestSpan> spans;
    for (qsizetype i = 0; i + 1 < points.size(); ++i) {
        const auto below = cheapestAt(result, points[i].x());
        const auto above = cheapestAt(result, points[i + 1].x());
        const double from = points[i].y();
        const double to = points[i + 1].y();
        if (below == above) {
            append(spans, {from, to, below, below});
        } else if (const auto* crossing = crossingBetween(result, points[i].x(), points[i + 1].x())) {
            append(spans, {from, crossing->rate, below, below});
            append(spans, {crossing->rate, to, above, above});
        } else {
            append(spans, {from, to, below, above});
        }
    }
    return spans;
}

}  // namespace plimsoll::gui
