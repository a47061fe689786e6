// SPDX-FileCopyrightText: 2026 The Plimsoll authors
// SPDX-License-Identifier: Apache-2.0
#pragma once

#include "sim/plan/plan.hpp"
#include "sim/run/run_points.hpp"
#include "sim/run/worker_pool.hpp"

#include <cstdint>
#include <span>

namespace plimsoll::sim {

/// The work of simulating one point twice, with the kernel and with the reference, and comparing every request. Holds
/// both accounts in memory, some 150 bytes per request. `experiment` must outlive it.
[[nodiscard]] WorkerTask verification_task(const Experiment& experiment, const PlannedPoint& planned);

/// The number of requests compared. \throws ModelBug with the first difference
[[nodiscard]] std::uint64_t verified_requests(const WorkerTask& task, std::span<const std::uint8_t> result);

}  // namespace plimsoll::sim
