// SPDX-FileCopyrightText: 2026 The Plimsoll authors
// SPDX-License-Identifier: Apache-2.0
#pragma once

#include "sim/run/worker_pool.hpp"

#include <span>

#include <sys/types.h>

namespace plimsoll::sim {

/// Does the task here, and says what came of it.
[[nodiscard]] WorkerResult attempt(const WorkerTask& task, const FractionDone& progress);

/// The life of a worker: does these of the tasks, sends what comes of each through the pipe, and ends. The signals that
/// ask for an end stay blocked, as the pool left them: whether work stops is decided by the parent alone.
[[noreturn]] void run_in_child(const std::vector<WorkerTask>& tasks, std::span<const std::size_t> which, int pipe,
                               pid_t parent);

}  // namespace plimsoll::sim
