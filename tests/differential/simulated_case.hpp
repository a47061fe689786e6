// SPDX-FileCopyrightText: 2026 The Plimsoll authors
// SPDX-License-Identifier: Apache-2.0
#pragma once

#include "random_case.hpp"

#include "sim/fleet/simulation.hpp"

#include <cstdint>
#include <string>
#include <vector>

namespace plimsoll::sim {

/// What one engine made of a case.
struct Simulated {
    std::vector<RequestRecord> records;  ///< by id
    std::uint64_t retried = 0;
    std::uint64_t launched = 0;
    std::uint64_t interrupted = 0;
    std::uint64_t peak = 0;
    double instances_mean = 0;
    double utilization = 0;
    double energy_kwh = 0;
    double cost = 0;
    std::uint64_t fingerprint = 0;
    std::string usage;  ///< of each pool, for people
};

/// Simulates in a process of its own. \throws ChildFailure
Simulated simulate_case(const Case& drawn, const EngineFactory& engine);

}  // namespace plimsoll::sim
