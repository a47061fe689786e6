// SPDX-FileCopyrightText: 2026 The Plimsoll authors
// SPDX-License-Identifier: Apache-2.0
#pragma once

#include "sim/measured/description.hpp"

/// Where the latency of requests goes.
namespace plimsoll::results {

template <class Time>
struct PartsOf {
    Time network{};
    Time queue{};       ///< waiting for capacity, and work lost with an interrupted replica
    Time batching{};    ///< held although a replica was idle: for a fuller batch, or for a batch window
    Time cold_start{};  ///< waiting while no replica was up, or for the request's own new instance
    Time compute{};

    bool operator==(const PartsOf&) const = default;
};

template <class Visitor, MaybeConstOf<PartsOf> Parts>
void describe(Visitor& visit, Parts& parts) {
    visit("network", parts.network, {"s", "on the way to the service and back"});
    visit("queue", parts.queue, {"s", "waiting for capacity, and work lost with an interrupted replica"});
    visit("batching", parts.batching, {"s", "held although a replica was idle, for a fuller batch or a batch window"});
    visit("cold_start", parts.cold_start, {"s", "waiting for a machine to start"});
    visit("compute", parts.compute, {"s", "being served"});
}

/// Of the measured requests of a run; sums in nanoseconds, and they add up to the latency's sum exactly.
using LatencyParts = PartsOf<unsigned __int128>;

inline LatencyParts& operator+=(LatencyParts& parts, const LatencyParts& other) {
    parts.network += other.network;
    parts.queue += other.queue;
    parts.batching += other.batching;
    parts.cold_start += other.cold_start;
    parts.compute += other.compute;
    return parts;
}

/// Mean seconds that a measured request spent in each.
using PartsSummary = PartsOf<double>;

}  // namespace plimsoll::results
