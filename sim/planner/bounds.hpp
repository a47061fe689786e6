// SPDX-FileCopyrightText: 2026 The Plimsoll authors
// SPDX-License-Identifier: Apache-2.0
#pragma once

#include "sim/compare/bill.hpp"
#include "sim/plan/plan.hpp"

#include <optional>
#include <string>
#include <vector>

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

/// When the requests of a replication come.
struct Arrivals {
    Duration bucket{};
    std::vector<double> counts;  ///< by bucket; empty: not known
};

/// Of the first replication, by a 288th of the horizon. Empty where replications differ too much for one to tell of the
/// others (MMPP), and where there are too many to look at. \throws InputError, IoError for a recording
[[nodiscard]] Arrivals arrivals_of(const Experiment& experiment);

/// Requests that are answered later than a limit, at least: those that come in some stretch of time beyond what can be
/// answered from its beginning to the limit after its end, of all stretches that do not overlap together.
/// \param rate requests a second that can be answered within the limit
[[nodiscard]] double least_late(const Arrivals& arrivals, double rate, Duration limit);

/// Why the deployment cannot meet some objective, whatever happens: a request takes longer than the limit, or so many
/// are asked for that too few can be answered in time, at peaks or all in all. Nothing where it may meet them.
[[nodiscard]] std::optional<std::string> why_hopeless(const Experiment& experiment, const DeploymentPlan& plan,
                                                      const Arrivals& arrivals = {});

}  // namespace plimsoll::sim
