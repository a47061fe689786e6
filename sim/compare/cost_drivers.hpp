// SPDX-FileCopyrightText: 2026 The Plimsoll authors
// SPDX-License-Identifier: Apache-2.0
#pragma once

#include "sim/compare/comparison.hpp"

#include <vector>

namespace plimsoll::results {

/// What the lines go to. Machine time goes to work, idleness and starts as the instances of its pool spend their time:
///   at work = utilization x ready / N,  idle = (1 - utilization) x ready / N,  starting = (rented - ready) / N,
/// each averaged over the horizon, and N what is billed: the instances that are rented, or, of what is reserved or
/// bought, all of it, of which the rest is unused. Of the time at work, a share is lost with machines that the provider
/// takes back. Adds up to the lines exactly.
[[nodiscard]] std::vector<DriverCost> costs_by_driver(const std::vector<CostLine>& lines,
                                                      const std::vector<PoolFigures<double>>& pools, Duration horizon);

/// Hours of machines at work on what is not lost, over the horizon: with `serving` the price of such an hour, and with
/// the requests how many of them one takes.
[[nodiscard]] double machine_hours_at_work(const std::vector<PoolFigures<double>>& pools, Duration horizon);

}  // namespace plimsoll::results
