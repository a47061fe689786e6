// SPDX-FileCopyrightText: 2026 The Plimsoll authors
// SPDX-License-Identifier: Apache-2.0
#pragma once

#include "sim/compare/comparison.hpp"

/// What the error of a profile's step times adds to intervals. It does not average out over replications, since all of
/// them share it: two more simulations of the first replication, with every step one standard deviation shorter and one
/// longer, tell what it does to each figure, and half their difference times 1.96 is added to the half width of the
/// interval by the root of the sum of squares (ISO/IEC Guide 98-3:2008, 5.1.2, with the sensitivity by a central
/// difference).
namespace plimsoll::results {

/// Widens the intervals of latencies, costs and objectives. \pre `result` holds those over replications
void widen_by_profile(DeploymentResult& result, const DeploymentRuns& deployment, Duration horizon);

/// The interval of a difference of two costs with what the profiles add: together where both share one profile.
[[nodiscard]] std::optional<Interval> widened_difference(const std::optional<Interval>& ci, double difference,
                                                         const DeploymentResult& left, const DeploymentResult& right);

}  // namespace plimsoll::results
