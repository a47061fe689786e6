// SPDX-FileCopyrightText: 2026 The Plimsoll authors
// SPDX-License-Identifier: Apache-2.0
#pragma once

#include "pricing/usage.hpp"
#include "sim/clock.hpp"
#include "sim/disciplines/recorder.hpp"
#include "sim/disciplines/token_load.hpp"
#include "sim/plan/plan.hpp"
#include "sim/traffic/request.hpp"

#include <cstdint>
#include <memory>
#include <span>
#include <vector>

namespace plimsoll::sim {

/// The number of a replica's place in its deployment: the lowest free one at launch, free again once the replica is
/// gone.
using ReplicaSlot = std::uint32_t;

/// An instance that requests have asked for.
struct Launch {
    ReplicaSlot slot;
    std::size_t pool;
    bool operator==(const Launch&) const = default;
};

/// An instance that its keep-alive ended.
struct Expiry {
    ReplicaSlot slot;
    SimTime at;
};

/// What the fleet is to do.
struct Demands {
    std::vector<Launch> launches;              ///< instances that requests have asked for; they are starting now
    std::vector<Expiry> expired;               ///< instances that their keep-alive has ended, in order
    std::uint64_t released_waiting = 0;        ///< with batch windows: requests that may be served and wait
    std::uint64_t released_prompt_tokens = 0;  ///< of those, where replicas answer token by token
    std::uint64_t released_answer_tokens = 0;
};

/// A request engine moves one deployment's requests through its replicas; docs/semantics.md states the rules. It knows
/// nothing of machines: the fleet says when replicas come and go.
///
/// The contract between the two clocks: before the fleet reads or changes anything at time t, it calls `advance_to(t)`;
/// every arrival, dispatch, completion and expiry up to and including t has then happened. All other calls act at
/// that time. Two implementations exist: the kernel (flat arrays, no allocation per request) and the reference that
/// `--verify` runs beside it (one SimGrid actor per request).
class RequestEngine {
public:
    virtual ~RequestEngine() = default;

    virtual void advance_to(SimTime t) = 0;

    /// A replica of pool `pool` starts to serve. `billed_start` is the part of its cold start that per-request meters
    /// bill.
    virtual void replica_ready(ReplicaSlot slot, std::size_t pool, Duration billed_start) = 0;
    /// The replica takes no further requests. Returns when its last one will be done: now when idle. From then on the
    /// slot is free.
    virtual SimTime replica_draining(ReplicaSlot slot) = 0;
    /// The replica is gone at once, with its work, which is retried or failed by the deployment's policy.
    virtual void replica_lost(ReplicaSlot slot) = 0;

    /// Batch windows: everything that has arrived by now may be served from now on.
    virtual void open_window() {}

    /// No need of the fleet arises before this time; at it, perhaps. `kNever` when only the fleet can cause one.
    /// The fleet wakes then, advances, and serves what `take_demands` tells.
    virtual SimTime next_demand() = 0;
    /// What the fleet is to do now; of launches and expiries, those since the last call.
    virtual Demands take_demands() { return {}; }

    /// The next time at which anything happens inside, `kNever` when nothing is left to happen by itself.
    virtual SimTime next_event() = 0;
    /// Whether every request has arrived and left.
    [[nodiscard]] virtual bool finished() const = 0;

    /// Adds to each pool's usage what its work so far adds up to (invocations, busy stretches).
    virtual void add_work(std::span<pricing::PoolUsage> pools) const { static_cast<void>(pools); }

    /// What the pool's ready replicas hold now, where they answer token by token; nothing where they do not.
    [[nodiscard]] virtual TokenLoad token_load(std::size_t /*pool*/) { return {}; }

    [[nodiscard]] virtual Recorder& recorder() = 0;
};

}  // namespace plimsoll::sim
