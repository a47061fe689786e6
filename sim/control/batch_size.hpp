// SPDX-FileCopyrightText: 2026 The Plimsoll authors
// SPDX-License-Identifier: Apache-2.0
#pragma once

#include "scenarios/duration.hpp"

#include <cstdint>
#include <optional>

namespace plimsoll::sim {

/// What is known of a pool when a batch window opens.
struct BatchWindowFacts {
    std::uint64_t waiting = 0;  ///< released requests
    std::uint32_t max_batch = 1;
    Duration mean_batch_time{};        ///< of a full batch
    Duration window{};                 ///< time until the next window
    std::optional<Duration> deadline;  ///< from a request's arrival
    Duration start_up{};               ///< expected cold start of a replica
    std::uint32_t max_replicas = 1;
};

/// How many replicas a batch window should have at work: the fewest that are done well before they must be. Rented time
/// is the work divided over the replicas plus one start for each of them, so every replica beyond need costs a start.
///
///     n = ceil(work / available),  work = ceil(waiting / max_batch) * mean_batch_time
///     available = min(window, deadline - window) / 2 - start_up, at least window / 10
///
/// `deadline - window` is what the deadline leaves to a request that arrived just after the last window. Half of it,
/// because the work is known only on average and replicas get interrupted. At least 1 when anything waits, at most
/// `max_replicas`. Whoever has them launched launches no more than there are batches that wait.
[[nodiscard]] std::uint32_t batch_replicas(const BatchWindowFacts& facts);

/// Batches that make up the waiting requests: ceil(waiting / max_batch).
[[nodiscard]] std::uint64_t batches_of(const BatchWindowFacts& facts);

/// Batches that the pool with `replicas` is expected to do by then, one by each replica at least; all of them where the
/// pool could have more replicas.
[[nodiscard]] std::uint64_t batches_done(const BatchWindowFacts& facts, std::uint32_t replicas);

}  // namespace plimsoll::sim
