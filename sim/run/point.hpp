// SPDX-FileCopyrightText: 2026 The Plimsoll authors
// SPDX-License-Identifier: Apache-2.0
#pragma once

#include "sim/fleet/simulation.hpp"
#include "sim/plan/plan.hpp"

#include <cstddef>
#include <cstdint>

namespace plimsoll::sim {

/// What a simulation changes of the experiment that it belongs to; these change nothing.
struct Overrides {
    double load = 1;  ///< multiple of the workload's own
    /// By how much of what is stated of their error every step is longer: standard deviations of a profile, powers of
    /// the factor of a datasheet.
    double step_shift = 0;
    double interruptions = 1;  ///< so many times as often as the scenario says
    double starts = 1;         ///< every phase of a start takes so many times as long
    bool operator==(const Overrides&) const = default;
};

/// What one simulation of an experiment is of, as plain values: whoever has the experiment can simulate it. What it is
/// good for is not said here (run_points.hpp).
struct Point {
    std::size_t deployment = 0;
    std::uint32_t replication = 0;
    Overrides overrides{};
    bool operator==(const Point&) const = default;
};

/// All that a simulation is given. Equal inputs, equal results.
struct SimulationInput {
    DeploymentPlan plan;
    double load = 1;  ///< of Experiment::traffic
    SimulationOptions options;
};

/// The deployment's plan with the overrides in it, and horizon, warm-up, buckets and seed. Only the first
/// replication of the scenario as it is may be told in detail.
[[nodiscard]] SimulationInput input_of(const Experiment& experiment, const Point& point);

}  // namespace plimsoll::sim
