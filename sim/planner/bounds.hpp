// SPDX-FileCopyrightText: 2026 The Plimsoll authors
// SPDX-License-Identifier: Apache-2.0
#pragma once

#include "sim/compare/bill.hpp"
#include "sim/plan/plan.hpp"

#include <optional>
#include <string>

/// What is known of a deployment without a simulation.
namespace plimsoll::sim {

/// What a month costs at least, in USD: the bill of the machines that are always there, and of no request. 0 where none
/// is, and for spot machines, which the provider may take.
[[nodiscard]] double cost_floor(const DeploymentPlan& plan, const results::Prices& prices, Duration horizon);

/// Requests a second that the deployment can answer at most: every instance works on its fastest batches all the time.
/// Infinite where the plan does not bound it.
[[nodiscard]] double capacity_per_s(const DeploymentPlan& plan);

/// The shortest time in which the deployment can answer a request; 0 where service times are random.
[[nodiscard]] Duration shortest_latency(const DeploymentPlan& plan);

/// Why the deployment cannot meet some objective, whatever happens: a request takes longer than the limit, or so many
/// are asked for that too few can be answered in time. Nothing where it may meet them.
[[nodiscard]] std::optional<std::string> why_hopeless(const Experiment& experiment, const DeploymentPlan& plan);

}  // namespace plimsoll::sim
