// SPDX-FileCopyrightText: 2026 The Plimsoll authors
// SPDX-License-Identifier: Apache-2.0
#pragma once

#include "scenarios/input_error.hpp"

#include <cstddef>
#include <cstdint>
#include <functional>
#include <string>
#include <vector>

namespace plimsoll::sim {

using Bytes = std::vector<std::uint8_t>;
/// Told the share of a task that is done, in [0, 1].
using FractionDone = std::function<void(double)>;

/// A piece of work for another process: SimGrid simulates once per process.
struct WorkerTask {
    std::string label;  ///< names the task in messages: "spot, replication 2"
    double weight = 1;  ///< expected work relative to the others; the heaviest start first
    /// Runs in the child. What it throws crosses to the parent: InputError, IoError and ModelBug as such.
    std::function<Bytes(const FractionDone&)> work;
    bool in_place = false;  ///< runs in the caller's own process, before and after others: it needs no SimGrid
};

/// How a task ended.
struct WorkerResult {
    enum class Kind {
        done,
        crashed,  ///< by a signal, an exit, an exception of another kind, or with a result that is cut off
        input_error,
        io_error,
        model_bug,
        skipped,  ///< not run, or stopped, because another task failed for a reason that concerns all
    };
    Kind kind = Kind::skipped;
    Bytes bytes;                    ///< done
    std::string reason;             ///< why not done: "killed by SIGSEGV (segmentation fault)"
    std::vector<Problem> problems;  ///< input_error
};

struct WorkerPoolOptions {
    unsigned jobs = 1;                                                ///< processes at a time, at least 1
    std::function<void(std::size_t task, double fraction)> progress;  ///< may be empty
    /// However it ended; may be empty. What it moves out of the result is not returned: memory for many tasks.
    std::function<void(std::size_t task, WorkerResult&)> finished;
    /// Tasks that a process does at most, one behind the other: more than one for tasks that leave little behind, of
    /// which a process costs as much as the work.
    std::size_t tasks_of_a_process = 1;
};

/// Runs every task in a forked child, at most `jobs` at a time, and returns how each ended, in the order of the tasks.
///
/// A crash costs its own task only: what its process had still to do is done by another. An InputError, IoError or
/// ModelBug stops the rest: more of the same would follow. On SIGINT, SIGTERM or SIGHUP the children are killed and
/// reaped, then Interrupted is thrown (worker_signals.hpp). Children die with the parent, whatever it dies of. The
/// caller must have no other threads. \throws Interrupted, IoError when no process can be started at all.
[[nodiscard]] std::vector<WorkerResult> run_tasks(const std::vector<WorkerTask>& tasks,
                                                  const WorkerPoolOptions& options);

/// Processors this process may run on.
[[nodiscard]] unsigned available_processors();

}  // namespace plimsoll::sim
