// SPDX-FileCopyrightText: 2026 The Plimsoll authors
// SPDX-License-Identifier: Apache-2.0
#pragma once

#include "sim/plan/plan.hpp"
#include "sim/run/run_points.hpp"
#include "sim/run/shared_traffic.hpp"
#include "sim/run/worker_pool.hpp"

#include <filesystem>
#include <optional>
#include <vector>

namespace plimsoll::sim {

/// The work of simulating one point; its bytes are results::encode of the RunResult. `experiment` and `traffic` must
/// outlive it.
[[nodiscard]] WorkerTask simulation_task(const Experiment& experiment, const PlannedPoint& planned,
                                         SharedTraffic& traffic, std::optional<std::filesystem::path> request_log);

/// `folder`/requests-NAME.csv for each deployment, named like its other files (results::file_names).
[[nodiscard]] std::vector<std::filesystem::path> request_log_paths(const Experiment& experiment,
                                                                   const std::filesystem::path& folder);

}  // namespace plimsoll::sim
