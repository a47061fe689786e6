// SPDX-FileCopyrightText: 2026 The Plimsoll authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "gui/models/latency_figure.hpp"

#include "gui/models/text.hpp"
#include "scenarios/quantity.hpp"

#include <algorithm>
#include <iterator>

namespace plimsoll::gui {

QString nameOf(LatencyFigure figure) {
    switch (figure) {
        case LatencyFigure::mean:
            return QStringLiteral("mean");
        case LatencyFigure::p50:
            return QStringLiteral("p50");
        case LatencyFigure::p95:
            return QStringLiteral("p95");
        case LatencyFigure::p99:
            return QStringLiteral("p99");
    }
    return {};
}

std::optional<double> percentileOf(LatencyFigure figure) {
    switch (figure) {
        case LatencyFigure::mean:
            return {};
        case LatencyFigure::p50:
            return 50;
        case LatencyFigure::p95:
            return 95;
        case LatencyFigure::p99:
            return 99;
    }
    return {};
}

const results::Estimate& estimateOf(const results::LatencySummary& latency, LatencyFigure figure) {
    switch (figure) {
        case LatencyFigure::mean:
            return latency.mean;
        case LatencyFigure::p50:
            return latency.p50;
        case LatencyFigure::p95:
            return latency.p95;
        case LatencyFigure::p99:
            return latency.p99;
    }
    return latency.p99;
}

std::vector<scenarios::SloSpec> objectivesOn(const Result& result, LatencyFigure figure) {
    const auto percentile = percentileOf(figure);
    std::vector<scenarios::SloSpec> objectives;
    const auto& all = result.comparison().scenario.slos;
    std::copy_if(all.begin(), all.end(), std::back_inserter(objectives), [&](const scenarios::SloSpec& objective) {
        return objective.metric == scenarios::SloSpec::Metric::latency && objective.percentile == percentile;
    });
    return objectives;
}

QString limitText(const scenarios::SloSpec& objective) {
    return QStringLiteral("p%1 ≤ %2")
        .arg(exactNumber(objective.percentile), qstring(scenarios::text_of(objective.at_most)));
}

bool hasLatency(const results::DeploymentResult& deployment) {
    return deployment.replications > 0 && deployment.requests.measured > 0;
}

}  // namespace plimsoll::gui
