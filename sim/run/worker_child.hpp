// SPDX-FileCopyrightText: 2026 The Plimsoll authors
// SPDX-License-Identifier: Apache-2.0
#pragma once

#include "sim/run/worker_pool.hpp"

#include <cstddef>

#include <sys/types.h>

namespace plimsoll::sim {

/// Does the task here, and says what came of it.
[[nodiscard]] WorkerResult attempt(const WorkerTask& task, const FractionDone& progress);

/// The life of a worker: does the first task and then those it is told through the socket, at most so many, sends what
/// comes of each, and ends. The signals that ask for an end stay blocked, as the pool left them: whether work stops is
/// decided by the parent alone.
[[noreturn]] void run_in_child(const std::vector<WorkerTask>& tasks, std::size_t first, std::size_t most, int socket,
                               pid_t parent);

}  // namespace plimsoll::sim
