// SPDX-FileCopyrightText: 2026 The Plimsoll authors
// SPDX-License-Identifier: Apache-2.0
#pragma once

#include "sim/compare/comparison.hpp"

/// Interruptions so rare that the replications saw few of them, or none: then a spread over replications says little of
/// what their number does to cost and latency, and an interval from it alone would look certain.
namespace plimsoll::results {

/// With fewer events than that, what they are worth is not known from how the replications differ.
inline constexpr double kFewEvents = 10;

/// Interruptions of all replications together.
[[nodiscard]] double interruptions_seen(const DeploymentResult& deployment);

/// Whether machines can be taken back, and fewer than kFewEvents were.
[[nodiscard]] bool saw_few_interruptions(const DeploymentResult& deployment);

/// Where few were seen: the exact Poisson interval of their number, times what one of them changes, about each cost and
/// mean latency; the interval covers that and its own spread. What one changes is told by the replications that were
/// simulated again with interruptions more often; where there are none, nothing is widened. \pre intervals over
/// replications
void widen_by_rare_events(DeploymentResult& result, const DeploymentRuns& deployment, Duration horizon);

}  // namespace plimsoll::results
