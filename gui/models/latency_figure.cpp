// SPDX-FileCopyrightText: 2026 The Plimsoll authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "gui/models/latency_figure.hpp"

#include "gui/models/text.hpp"
#include "scenarios/quantity.hpp"
#include "sim/compare/latency_statistics.hpp"

#include <algorithm>
#include <array>
#include <iterator>

namespace plimsoll::gui {

namespace {

/// The results' own description of the figure.
const results::LatencyStatistic& statisticOf(LatencyFigure figure) {
    constexpr std::array<double, kLatencyFigures.size()> kPercentiles{0, 50, 95, 99};  // 0: the mean
    const double percentile = kPercentiles.at(static_cast<std::size_t>(figure));
    return *std::find_if(std::begin(results::kLatencyStatistics), std::end(results::kLatencyStatistics),
                         [&](const results::LatencyStatistic& each) { return each.percentile == percentile; });
}

}  // namespace

QString nameOf(LatencyFigure figure) { return QString::fromLatin1(statisticOf(figure).name); }

std::optional<double> percentileOf(LatencyFigure figure) {
    const double percentile = statisticOf(figure).percentile;
    return percentile > 0 ? std::optional(percentile) : std::nullopt;
}

const results::Estimate& estimateOf(const results::LatencySummary& latency, LatencyFigure figure) {
    return latency.*statisticOf(figure).member;
}

std::vector<scenarios::SloSpec> objectivesOn(const Result& result, LatencyFigure figure,
                                             scenarios::SloSpec::Metric metric) {
    const auto percentile = percentileOf(figure);
    std::vector<scenarios::SloSpec> objectives;
    const auto& all = result.comparison().scenario.slos;
    std::copy_if(all.begin(), all.end(), std::back_inserter(objectives), [&](const scenarios::SloSpec& objective) {
        return objective.metric == metric && objective.percentile == percentile;
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
