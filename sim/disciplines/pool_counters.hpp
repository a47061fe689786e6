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

/// Tokens of sequences that were admitted.
struct PromptTokens {
    std::uint64_t first = 0;        ///< of prompts, when a replica first admitted them
    std::uint64_t first_found = 0;  ///< of them, those whose keys and values were in its cache
    std::uint64_t known = 0;        ///< of all admissions: prompts, and what those preempted had answered before
    std::uint64_t found = 0;        ///< of them, in the cache
    std::uint64_t loaded = 0;       ///< of them, come from the server that had computed them
    std::uint64_t computed = 0;     ///< of them, worked off
    std::uint64_t given_up = 0;     ///< of them, not worked off when the sequence was preempted or its replica lost

    PromptTokens& operator+=(const PromptTokens& other) {
        first += other.first;
        first_found += other.first_found;
        known += other.known;
        found += other.found;
        loaded += other.loaded;
        computed += other.computed;
        given_up += other.given_up;
        return *this;
    }
    [[nodiscard]] double hit_rate() const {
        return first == 0 ? 0 : static_cast<double>(first_found) / static_cast<double>(first);
    }
};

/// What is measured of one pool; the deployment's figures are the sums over its pools.
struct PoolCounters {
    Level busy;                ///< replicas in service, or places of replicas (Recorder::begin_busy)
    Level ready;               ///< replicas that can serve, or still finish a batch while draining
    Level held;                ///< requests at its replicas: in a queue of a replica's own, or in service
    std::uint64_t routed = 0;  ///< arrivals that a router has sent to one of its replicas
    Served served;
    PromptTokens prompts;
    Level::Sum lost = 0;  ///< nanoseconds of `busy` whose work was lost with replicas
};

}  // namespace plimsoll::sim
