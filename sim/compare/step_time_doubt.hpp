// SPDX-FileCopyrightText: 2026 The Plimsoll authors
// SPDX-License-Identifier: Apache-2.0
#pragma once

#include "sim/compare/comparison.hpp"

/// What the error of step times adds to intervals. It does not average out over replications, since all of them share
/// it: two more simulations of the first replication, with every step shorter and longer, tell what it does to each
/// figure. It joins chance by the root of the sum of squares (ISO/IEC Guide 98-3:2008, 5.1.2).
///
/// A profile states a standard deviation: half the difference of the two simulations, at one deviation either way,
/// times 1.96 is the margin. A datasheet is good to a factor, which is no law of chance: the two simulations are at its
/// ends, and what they differ by from the one between is the margin, on either side its own.
namespace plimsoll::results {

/// Widens the intervals of latencies, costs and objectives, and notes what either simulation comes to.
/// \pre `result` holds the intervals over replications
void widen_by_step_times(DeploymentResult& result, const ScenarioFacts& scenario, const DeploymentRuns& deployment);

/// The margin of a difference of two monthly costs: both are wrong together where one source times both, independently
/// where not.
[[nodiscard]] Margin step_time_margin_of_difference(const DeploymentResult& left, const DeploymentResult& right);

/// Whether one profile, or one datasheet, times the steps of both.
[[nodiscard]] bool share_step_times(const DeploymentResult& left, const DeploymentResult& right);

}  // namespace plimsoll::results
