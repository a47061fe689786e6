// SPDX-FileCopyrightText: 2026 The Plimsoll authors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "gui/models/result.hpp"

#include <QString>

#include <array>
#include <optional>
#include <vector>

namespace plimsoll::gui {

/// One number that stands for the latency of a deployment.
enum class LatencyFigure { mean, p50, p95, p99 };

inline constexpr std::array kLatencyFigures{LatencyFigure::mean, LatencyFigure::p50, LatencyFigure::p95,
                                            LatencyFigure::p99};

/// "mean", "p99".
[[nodiscard]] QString nameOf(LatencyFigure figure);
/// 99 for p99; empty for the mean.
[[nodiscard]] std::optional<double> percentileOf(LatencyFigure figure);
/// In seconds.
[[nodiscard]] const results::Estimate& estimateOf(const results::LatencySummary& latency, LatencyFigure figure);

/// The scenario's objectives that limit just this figure of the latency, or of another time.
[[nodiscard]] std::vector<scenarios::SloSpec> objectivesOn(
    const Result& result, LatencyFigure figure,
    scenarios::SloSpec::Metric metric = scenarios::SloSpec::Metric::latency);
/// "p99 ≤ 1 s".
[[nodiscard]] QString limitText(const scenarios::SloSpec& objective);

/// Whether there is a latency to show: some replication gave a result and measured requests.
[[nodiscard]] bool hasLatency(const results::DeploymentResult& deployment);

}  // namespace plimsoll::gui
