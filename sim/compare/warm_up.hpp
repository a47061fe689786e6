// SPDX-FileCopyrightText: 2026 The Plimsoll authors
// SPDX-License-Identifier: Apache-2.0
#pragma once

#include "sim/compare/comparison.hpp"

#include <optional>
#include <span>

/// Whether the warm-up is too short. A simulation starts with nobody waiting, and a queue near saturation takes long to
/// forget it, so that the first latencies are too short; a fleet that must first grow makes them too long.
namespace plimsoll::results {

/// A bias of more than that, as a fraction of the mean latency, is told.
inline constexpr double kNoticeableBias = 0.05;

/// Nothing where the warm-up does, where the traffic is not steady, so that a mean over time has no one value to come
/// to, or where the deployment cannot keep up. Else the larger of two estimates of the bias:
/// - what the series of latencies, averaged over the replications, says: MSER-5 cuts off as many batches of five
/// buckets
///   as leave the smallest standard error (White, Simulation 69(6), 1997), and the mean of the rest is the true one;
/// - what is known of a queue that starts empty: its mean falls short by D / t over a time t, D = rho / (lambda (1 -
///   rho)^2) for exponential gaps and services in heavy traffic (Abate and Whitt, Queueing Systems 2, 1987).
[[nodiscard]] std::optional<WarmUpFinding> warm_up_finding(const DeploymentResult& result,
                                                           const ScenarioFacts& scenario,
                                                           std::span<const RunResult> runs);

}  // namespace plimsoll::results
