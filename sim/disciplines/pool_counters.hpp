// SPDX-FileCopyrightText: 2026 The Plimsoll authors
// SPDX-License-Identifier: Apache-2.0
#pragma once

#include "sim/disciplines/level.hpp"

#include <cstdint>

namespace plimsoll::sim {

/// What a pool has served: what its meters charge by the request and by the token.
struct Served {
    std::uint64_t requests = 0;       ///< answered, or begun and failed
    std::uint64_t input_tokens = 0;   ///< of those answered
    std::uint64_t output_tokens = 0;  ///< likewise
};

/// What is measured of one pool; the deployment's figures are the sums over its pools.
struct PoolCounters {
    Level busy;                ///< replicas in service, or places of replicas (Recorder::begin_busy)
    Level ready;               ///< replicas that can serve, or still finish a batch while draining
    Level held;                ///< requests at its replicas: in a queue of a replica's own, or in service
    std::uint64_t routed = 0;  ///< arrivals that a router has sent to one of its replicas
    Served served;
    Level::Sum lost = 0;  ///< nanoseconds of `busy` whose work was lost with replicas
};

}  // namespace plimsoll::sim
