// SPDX-FileCopyrightText: 2026 The Plimsoll authors
// SPDX-License-Identifier: Apache-2.0
#pragma once

#include "sim/resolve/knowledge.hpp"
#include "sim/run/run_store.hpp"
#include "sim/sweep/shard.hpp"
#include "sim/sweep/sweep_store.hpp"

#include <cstddef>
#include <functional>
#include <optional>
#include <string>
#include <vector>

namespace plimsoll::sim {

struct SweepProgress {
    std::size_t done = 0;  ///< points of this run
    std::size_t of = 0;
    std::size_t invalid = 0;
    std::size_t lost = 0;
    std::size_t simulated = 0;  ///< simulations of the points that are done: what they have in common ran once
    /// The cheapest that meets its objectives so far.
    std::optional<double> best_per_month;
    std::string best;  ///< "model API at load=2, max_batch=8"
};

struct SweepOptions {
    unsigned jobs = 1;  ///< points at a time
    Shard shard;
    RunStore* store = nullptr;                           ///< of simulations, so that equal ones run once; may be null
    std::string today;                                   ///< by which the age of prices is judged
    std::function<void(const SweepProgress&)> progress;  ///< may be empty
};

/// The points that a condition on the axes leaves, in their order. \throws InputError for a condition that is no SQL
[[nodiscard]] std::vector<std::size_t> chosen_points(const Grid& grid, const std::string& where);

/// Simulates and compares the scenario at each of these points that is not in the store, some behind each other in a
/// process, and keeps what comes of them. A point whose process dies, or loses simulations, is run once more.
/// \throws IoError, Interrupted; what is in the store by then stays
SweepProgress run_sweep(const SweepInputs& inputs, const std::vector<std::size_t>& points, const SweepOptions& options,
                        Knowledge& knowledge, SweepStore& store);

}  // namespace plimsoll::sim
