// SPDX-FileCopyrightText: 2026 The Plimsoll authors
// SPDX-License-Identifier: Apache-2.0
#pragma once

#include "sim/plan/plan.hpp"
#include "sim/run/run.hpp"
#include "sim/run/run_cache.hpp"
#include "sim/run/run_points.hpp"
#include "sim/run/run_simulation.hpp"
#include "sim/run/worker_pool.hpp"

#include <cstddef>
#include <filesystem>
#include <functional>
#include <map>
#include <optional>
#include <string>
#include <vector>

namespace plimsoll::sim {

/// The simulations of an experiment so far, phase after phase.
struct Simulated {
    std::vector<PlannedPoint> points;
    std::vector<SimulatedRun> results;         ///< of the points
    std::map<std::string, std::size_t> place;  ///< of results, by the key of their simulation

    void add(const PlannedPoint& point, const std::optional<std::string>& key, SimulatedRun result);
    /// Null: there is none.
    [[nodiscard]] const SimulatedRun* find(const std::optional<std::string>& key) const;
};

/// How a phase is run.
struct PhaseOptions {
    unsigned jobs = 1;
    bool verify = false;
    std::vector<std::filesystem::path> request_logs;   ///< by deployment, of its first simulation; empty: none
    std::function<void(const RunProgress&)> progress;  ///< may be empty
    bool in_place = false;                             ///< RunOptions::in_place
};

/// Adds what comes of these points. What has the key of another simulation is that simulation: of this experiment or
/// of the cache. \throws as run_experiment
void run_phase(const Experiment& experiment, const std::vector<PlannedPoint>& points, const PhaseOptions& options,
               RunCache& cache, RunOutcome& outcome, Simulated& simulated);

}  // namespace plimsoll::sim
