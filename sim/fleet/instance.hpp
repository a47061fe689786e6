// SPDX-FileCopyrightText: 2026 The Plimsoll authors
// SPDX-License-Identifier: Apache-2.0
#pragma once

#include "scenarios/scenario.hpp"
#include "sim/clock.hpp"
#include "sim/disciplines/engine.hpp"

#include <simgrid/s4u/Actor.hpp>

#include <cstdint>
#include <optional>

namespace plimsoll::sim {

/// One rented machine, from its request to its end.
struct Instance {
    enum class State : std::uint8_t { starting, ready, draining };

    ReplicaSlot slot = 0;
    std::size_t pool = 0;
    std::uint64_t launch = 0;  ///< its number among the deployment's launches, which keys its random draws
    scenarios::Purchase purchase = scenarios::Purchase::on_demand;
    State state = State::starting;
    SimTime requested;
    std::optional<SimTime> billed_since;  ///< end of provisioning
    simgrid::s4u::ActorPtr life;          ///< the actor that brings it up
    simgrid::s4u::ActorPtr reclaim;       ///< spot: the actor that takes it away
};

}  // namespace plimsoll::sim
