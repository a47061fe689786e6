// SPDX-FileCopyrightText: 2026 The Plimsoll authors
// SPDX-License-Identifier: Apache-2.0
#pragma once

#include "sim/planner/answer.hpp"
#include "sim/planner/selection.hpp"
#include "sim/planner/space.hpp"

#include <cstddef>
#include <span>
#include <vector>

/// From the simulations of a candidate to what the choice and the answer are made of.
namespace plimsoll::sim {

/// What a month of each of these runs costs, in USD.
[[nodiscard]] std::vector<double> costs_of(const Space& space, std::size_t candidate,
                                           std::span<const results::RunResult> runs);

/// \param runs of the candidate, replication by replication; may be empty. `floor` and `out` are left as they are.
void fill_sample(const Space& space, std::size_t candidate, std::span<const results::RunResult> runs, double tolerance,
                 Sample& sample);

/// \pre there are runs
[[nodiscard]] CandidateFigures figures_of(const Space& space, std::size_t candidate,
                                          std::span<const results::RunResult> runs);

}  // namespace plimsoll::sim
