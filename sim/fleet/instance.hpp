// SPDX-FileCopyrightText: 2026 The Plimsoll authors
// SPDX-License-Identifier: Apache-2.0
#pragma once

#include "scenarios/scenario.hpp"
#include "sim/clock.hpp"
#include "sim/disciplines/engine.hpp"

#include <cstdint>
#include <optional>

namespace plimsoll::sim {

/// One rented machine, from its request to its end.
struct Instance {
    /// `doomed`: interrupted, serving until its last call. `draining`: takes no further requests.
    enum class State : std::uint8_t { starting, ready, doomed, draining };

    ReplicaSlot slot = 0;
    std::size_t pool = 0;
    std::uint64_t launch = 0;  ///< its number among the deployment's launches, which keys its random draws
    scenarios::Purchase purchase = scenarios::Purchase::on_demand;
    State state = State::starting;
    std::optional<SimTime> billed_since;  ///< end of provisioning
    std::optional<std::uint64_t> flow;    ///< the one that it waits for
    SimTime empty_at;                     ///< draining: when its last request will be done
};

}  // namespace plimsoll::sim
