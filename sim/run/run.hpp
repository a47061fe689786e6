// SPDX-FileCopyrightText: 2026 The Plimsoll authors
// SPDX-License-Identifier: Apache-2.0
#pragma once

#include "sim/compare/comparison.hpp"
#include "sim/plan/plan.hpp"
#include "sim/run/run_store.hpp"

#include <cstddef>
#include <cstdint>
#include <filesystem>
#include <functional>
#include <optional>
#include <string>
#include <vector>

namespace plimsoll::sim {

/// How much of a deployment's simulations is done.
struct DeploymentProgress {
    std::string name;
    double fraction = 0;   ///< of their work, those under way and those lost included
    std::size_t lost = 0;  ///< simulations that ended without a result
};

/// How far an experiment is.
struct RunProgress {
    std::size_t done = 0;  ///< simulations that have ended
    std::size_t of = 0;
    double fraction = 0;     ///< of all work, those under way included
    std::string label;       ///< the simulation that moved: "spot, replication 2 of 5"; empty at the start
    std::string deployment;  ///< whose it is
    std::vector<DeploymentProgress> deployments;  ///< all of them, in the scenario's order
};

struct RunOptions {
    unsigned jobs = 1;           ///< simulations at a time, each in a process
    bool sensitivities = false;  ///< simulate each assumption at both ends of what it may be, too
    bool verify = false;  ///< run the reference beside replication 1 of each deployment and compare every request
    /// Folder that gets requests-NAME.csv of replication 1 of each deployment; it must exist. A worker that was killed
    /// leaves a file there whose name begins with a dot.
    std::optional<std::filesystem::path> request_logs;
    /// Results of simulations: those found there are not simulated again, the others are kept there. Null: none.
    RunStore* store = nullptr;
    std::function<void(const RunProgress&)> progress;  ///< may be empty
    /// The caller's process may be lost with a simulation: what needs no SimGrid runs in it, and saves a fork.
    bool in_place = false;
    results::ComparisonNotes notes;  ///< assumptions and notes of the experiment are added
};

/// A simulation of which nothing came.
struct LostRun {
    std::string label;
    std::string reason;
};

struct RunOutcome {
    results::Comparison comparison;
    std::vector<LostRun> lost;  ///< not empty: the comparison is made of the rest
    std::size_t simulated = 0;  ///< simulations that ran, lost ones too: what was found in the store is not among them
    std::uint64_t verified_requests = 0;
    std::vector<std::filesystem::path> missing_logs;  ///< request logs that could not be written
    std::vector<std::string> remarks;                 ///< about the store; they do not concern the result
};

/// Simulates every deployment, replication and load point in a pool of processes, and compares. What several of them
/// have in common is simulated once: two deployments that differ by their prices, for example.
///
/// Replication i uses replication_seed(seed, i) in every deployment, so all see the same requests and random numbers. A
/// load point at 1 is the main simulations themselves. The result does not depend on `jobs`, nor on `store`.
/// \throws InputError for a trace that turns out to be malformed, IoError, ModelBug (also where --verify finds a
///         difference), Interrupted
[[nodiscard]] RunOutcome run_experiment(const Experiment& experiment, const RunOptions& options);

}  // namespace plimsoll::sim
