// SPDX-FileCopyrightText: 2026 The Plimsoll authors
// SPDX-License-Identifier: Apache-2.0
#include "sim/fleet/simulator.hpp"

#include "sim/disciplines/reference/reference_engine.hpp"

extern "C" const plimsoll::sim::Simulator* plimsoll_simulator() {
    static constexpr plimsoll::sim::Simulator kSimulator{plimsoll::sim::simulate, plimsoll::sim::make_reference};
    return &kSimulator;
}
