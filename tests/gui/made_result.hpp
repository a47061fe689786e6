// SPDX-FileCopyrightText: 2026 The Plimsoll authors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "gui/models/result.hpp"

#include <string>
#include <vector>

/// Results made by hand, small enough that every figure in a picture follows from a line here.
namespace plimsoll::gui::testing {

/// Of 2 h in twelve buckets of 10 min, so that costs per month are 365 times the bill.
inline constexpr double kMadeHorizon = 7200;
inline constexpr double kMadeBucket = 600;

/// A deployment that answers one request a second at that median, twice as long at p99, for that bill of one line.
[[nodiscard]] results::DeploymentResult madeDeployment(const std::string& name, const std::string& item,
                                                       const std::string& bill, double p50);

/// Adds a line to the bill.
void addLine(results::DeploymentResult& deployment, const std::string& item, const std::string& amount);

/// Judges all deployments by a p99 latency of at most one second and takes the verdict and the warnings of
/// `plimsoll` itself.
[[nodiscard]] results::Comparison madeComparison(std::vector<results::DeploymentResult> deployments);

/// As the program would have read it.
[[nodiscard]] ResultPtr resultOf(const results::Comparison& comparison);

/// Five deployments: on demand, spot with interruptions and an interval, serverless that misses its objective, an API
/// that is the cheapest, and one without a result; with assumptions, notes and a load curve.
[[nodiscard]] results::Comparison sampleComparison();

/// The sample with assumptions of "spot" and of "model API" varied.
[[nodiscard]] results::Comparison sensitiveComparison();

}  // namespace plimsoll::gui::testing
