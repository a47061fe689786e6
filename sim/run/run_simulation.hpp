// SPDX-FileCopyrightText: 2026 The Plimsoll authors
// SPDX-License-Identifier: Apache-2.0
#pragma once

#include "sim/measured/run_result.hpp"
#include "sim/plan/plan.hpp"
#include "sim/run/run_points.hpp"
#include "sim/run/shared_traffic.hpp"
#include "sim/run/worker_pool.hpp"

#include <filesystem>
#include <memory>
#include <optional>
#include <vector>

namespace plimsoll::sim {

/// What came of a simulation.
struct SimulatedRun : WorkerResult {
    std::shared_ptr<const results::RunResult> here;  ///< of one in this process, which gave no bytes; else null

    /// \pre it is done. \throws IoError where the bytes cannot be read
    [[nodiscard]] results::RunResult run() const;
};

/// The work of simulating one point; its bytes are results::encode of the RunResult. `experiment` and `traffic` must
/// outlive it.
[[nodiscard]] WorkerTask simulation_task(const Experiment& experiment, const PlannedPoint& planned,
                                         SharedTraffic& traffic, std::optional<std::filesystem::path> request_log);
/// The same in place: the result is put here, and there are no bytes, which cost a tenth of a short simulation.
[[nodiscard]] WorkerTask simulation_here(const Experiment& experiment, const PlannedPoint& planned,
                                         SharedTraffic& traffic, std::shared_ptr<results::RunResult> here);

/// `folder`/requests-NAME.csv for each deployment, named like its other files (results::file_names).
[[nodiscard]] std::vector<std::filesystem::path> request_log_paths(const Experiment& experiment,
                                                                   const std::filesystem::path& folder);

}  // namespace plimsoll::sim
