// SPDX-FileCopyrightText: 2026 The Plimsoll authors
// SPDX-License-Identifier: Apache-2.0
#pragma once

#include "sim/clock.hpp"
#include "sim/disciplines/token_load.hpp"
#include "sim/measured/histogram.hpp"

#include <cstdint>
#include <string>
#include <vector>

namespace plimsoll::sim {

/// What a controller sees of its pool when it looks. What is said to be "since the last look" includes this very
/// instant and excludes that of the last look, the first of which is at time 0.
///
/// A request is a pool's while it is at one of the pool's replicas: in a queue of the replica's own, or in service. One
/// that waits in the central queue, or for a replica to be routed to, waits for every pool.
struct Observation {
    SimTime now;
    std::uint32_t desired = 0;       ///< number of replicas asked for so far
    std::uint32_t ready = 0;         ///< replicas that serve
    std::uint32_t starting = 0;      ///< replicas still on their way
    double busy_seconds = 0;         ///< replica-seconds in service since the last look
    double ready_seconds = 0;        ///< replica-seconds ready since the last look
    results::Histogram latencies{};  ///< of its requests, since the last look, where the controller watches them

    /// Its requests and, as all ready replicas have an equal part in them, its part of those that wait for every pool.
    double requests = 0;
    double arrivals = 0;  ///< since the last look: those routed to it, and the same part of the others

    std::uint64_t in_system = 0;   ///< its requests and all that wait for every pool
    double in_system_seconds = 0;  ///< request-seconds of these since the last look

    TokenLoad tokens{};             ///< what its ready replicas hold, where they answer token by token
    TokenLoad deployment_tokens{};  ///< what those of all pools do

    std::uint64_t deployment_in_system = 0;  ///< requests of all pools, and those that wait for every one
    std::uint64_t deployment_arrivals = 0;   ///< since the last look, wherever they go
};

/// Decides how many replicas a pool should have. It is asked at every multiple of its period, in order.
class Controller {
public:
    virtual ~Controller() = default;
    [[nodiscard]] virtual Duration period() const = 0;
    virtual std::uint32_t desired(const Observation& seen) = 0;
    [[nodiscard]] virtual bool watches_latencies() const { return false; }
    /// Whether it is asked, besides, as soon as a request waits while no replica is desired.
    [[nodiscard]] virtual bool wakes_for_first_request() const { return false; }
};

}  // namespace plimsoll::sim
