// SPDX-FileCopyrightText: 2026 The Plimsoll authors
// SPDX-License-Identifier: Apache-2.0
#pragma once

#include "sim/compare/comparison.hpp"
#include "sim/plan/plan.hpp"
#include "sim/run/run_points.hpp"

#include <vector>

namespace plimsoll::sim {

/// A crossing is sought in so many steps: where the load curve places it, then where the costs there do.
inline constexpr int kMostFollowUps = 2;

/// The simulations that the comparison of the others asks for; none of those in `done`, and none at all for a single
/// replication, which has no intervals.
/// - Where the costs of two deployments cross: both of them at about that load, in every replication.
/// - Where too few interruptions were seen to tell what one of them costs: replications with about five in each.
[[nodiscard]] std::vector<PlannedPoint> follow_ups(const Experiment& experiment, const results::Comparison& comparison,
                                                   const std::vector<PlannedPoint>& done);

}  // namespace plimsoll::sim
