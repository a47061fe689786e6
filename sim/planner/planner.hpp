// SPDX-FileCopyrightText: 2026 The Plimsoll authors
// SPDX-License-Identifier: Apache-2.0
#pragma once

#include "sim/planner/answer.hpp"
#include "sim/planner/selection.hpp"
#include "sim/planner/space.hpp"
#include "sim/run/run_store.hpp"

#include <cstddef>
#include <functional>
#include <optional>
#include <span>

namespace plimsoll::sim {

/// How far a search is.
struct PlannerProgress {
    std::size_t simulations = 0;
    double probability = 0;           ///< that the best so far is a good choice
    std::optional<double> per_month;  ///< what the best so far costs
};

struct PlannerOptions {
    double tolerance = 0.01;
    Demand demand;
    Aim aim;                                               ///< over several futures
    double met_in = 1;                                     ///< the share of them in which objectives must be met
    unsigned jobs = 1;                                     ///< simulations at a time; the answer is the same
    RunStore* store = nullptr;                             ///< of finished simulations; may be null
    std::function<void(const PlannerProgress&)> progress;  ///< may be empty
};

/// Searches the space for the cheapest candidate that meets its objectives, without simulating all of them. Decision
/// 0029 says how, and what the stated probability means.
/// \throws InputError, IoError, ModelBug, Interrupted as run_experiment
[[nodiscard]] PlannerAnswer find_plan(const Space& space, const PlannerOptions& options);

/// The same over several futures: what is made small is the aim of the costs in all of them, and objectives must be met
/// in enough of them (decision 0030). \param futures from make_spaces()
[[nodiscard]] PlannerAnswer find_plan(std::span<const Space> futures, const PlannerOptions& options);

}  // namespace plimsoll::sim
