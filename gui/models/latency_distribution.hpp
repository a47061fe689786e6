// SPDX-FileCopyrightText: 2026 The Plimsoll authors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "sim/compare/comparison.hpp"

#include <vector>

/// Readings of a distribution of latencies, which results hold as points: a share and the time that it took at most.
namespace plimsoll::gui {

/// Of latencies, or where answers come token by token of one of their times; empty where there is none.
[[nodiscard]] const std::vector<results::DistributionPoint>& distributionOf(const results::DeploymentResult& deployment,
                                                                            scenarios::SloSpec::Metric metric);

/// Share of the requests that took at most so long; linear over the logarithm of the time between the points.
[[nodiscard]] double shareWithin(const std::vector<results::DistributionPoint>& distribution, double seconds);

}  // namespace plimsoll::gui
