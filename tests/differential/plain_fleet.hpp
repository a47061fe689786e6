// SPDX-FileCopyrightText: 2026 The Plimsoll authors
// SPDX-License-Identifier: Apache-2.0
#pragma once

#include "random_case.hpp"

#include "sim/disciplines/engine.hpp"
#include "sim/measured/instance_life.hpp"

#include <cstdint>
#include <memory>
#include <vector>

namespace plimsoll::sim {

/// What became of a fleet.
struct FleetStory {
    std::vector<results::InstanceLife> lives;  ///< by launch
    std::uint64_t interruptions = 0;
    std::uint64_t fingerprint = 0;  ///< of the requests
};

/// The machines of a case told a second time, from docs/semantics.md and without any code of sim/fleet or sim/control:
/// each life, market, controller and window as events in one list, every number counted anew when it is needed. Only
/// the requests go through the kernel.
/// \pre nothing of two machines meets at one instant by chance: see untied_case.hpp
FleetStory plain_fleet(const Case& given, RequestEngine& engine);

}  // namespace plimsoll::sim
