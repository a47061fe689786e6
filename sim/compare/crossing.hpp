// SPDX-FileCopyrightText: 2026 The Plimsoll authors
// SPDX-License-Identifier: Apache-2.0
#pragma once

#include "sim/compare/comparison.hpp"

#include <optional>

namespace plimsoll::results {

/// The load at which two deployments cost the same.
struct Crossing {
    double load = 0;
    /// By chance: where the paired difference of the costs, simulated at the nearest load, is no longer clear. Nothing
    /// where no load between was simulated in several replications.
    std::optional<Interval> ci;
};

/// Between two loads at both of which it is known who is cheaper: `from` below, `to` above. The difference of the costs
/// is taken as linear in the load between a load that was simulated for it and the next, and in log(load) between those
/// of the load curve alone; h, the half width of its interval at the load nearest to the crossing, makes one of
/// h / slope in log(load).
[[nodiscard]] Crossing find_crossing(const DeploymentResult& from, const DeploymentResult& to, double below,
                                     double above);

}  // namespace plimsoll::results
