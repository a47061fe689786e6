// SPDX-FileCopyrightText: 2026 The Plimsoll authors
// SPDX-License-Identifier: Apache-2.0
#pragma once

#include "sim/compare/comparison.hpp"

#include <string>
#include <vector>

/// What each assumption of a deployment does to its cost and its latency, one at a time, from one end of what it may be
/// to the other.
namespace plimsoll::results {

/// Notes what the varied simulations come to, and what a month costs with each price that no primary source confirmed
/// off by kUnverifiedError: nothing is simulated for those. An assumption of which a simulation was lost is left out.
/// \pre `result` holds the mean bill
void add_sensitivities(DeploymentResult& result, const DeploymentRuns& deployment, Duration horizon);

/// By how much a month's cost differs between the two ends, in USD.
[[nodiscard]] double cost_span(const Sensitivity& sensitivity);

/// By how much p99 differs between the two ends, in seconds; 0 where nothing was measured.
[[nodiscard]] double p99_span(const Sensitivity& sensitivity);

/// Those of a deployment, the one that changes its cost or its p99 by the largest share first.
[[nodiscard]] std::vector<Sensitivity> by_effect(const DeploymentResult& deployment);

/// "0.8 to 1.2 times", "2.5 h to 10 h", "$0.143 to $0.265 per hour".
[[nodiscard]] std::string ends_text(const Sensitivity& sensitivity);

}  // namespace plimsoll::results
