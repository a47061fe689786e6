// SPDX-FileCopyrightText: 2026 The Plimsoll authors
// SPDX-License-Identifier: Apache-2.0
#pragma once

#include "sim/fleet/simulation.hpp"

namespace plimsoll::sim {

/// What needs SimGrid. The program brings it as a module of its own (plimsoll_simulator), which is loaded when
/// something is simulated for the first time: SimGrid and the 30 libraries behind it take longer to start than `check`
/// to run.
struct Simulator {
    results::RunResult (*simulate)(const DeploymentPlan&, std::unique_ptr<RequestSource>, const SimulationOptions&);
    /// The plain engine that `--verify` compares with.
    std::unique_ptr<RequestEngine> (*reference)(const DeploymentPlan&, std::unique_ptr<RequestSource>,
                                                std::uint64_t seed, const RecorderOptions&);
};

}  // namespace plimsoll::sim

/// The module's only entry.
extern "C" const plimsoll::sim::Simulator* plimsoll_simulator();
