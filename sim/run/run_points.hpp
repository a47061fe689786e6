// SPDX-FileCopyrightText: 2026 The Plimsoll authors
// SPDX-License-Identifier: Apache-2.0
#pragma once

#include "sim/plan/plan.hpp"

#include <cstddef>
#include <cstdint>
#include <optional>
#include <string>
#include <vector>

namespace plimsoll::sim {

/// One simulation of an experiment.
struct RunPoint {
    std::size_t deployment = 0;
    std::uint32_t replication = 0;
    double load = 1;                        ///< multiple of the workload's own
    std::optional<std::size_t> load_index;  ///< in the load curve; empty: a main simulation
    /// By how much of what is stated of their error every step is longer: standard deviations of a profile, powers of
    /// the factor of a datasheet.
    double step_shift = 0;
    std::string label;           ///< "spot, replication 2 of 5" or "spot, load 4, replication 1 of 2"
    bool near_crossing = false;  ///< at a load where two deployments may cost the same
    double interruptions = 1;    ///< so many times as often as the scenario says

    /// Whether this is the deployment's first main simulation: the one that is told in most detail.
    [[nodiscard]] bool is_first() const {
        return !load_index && replication == 0 && step_shift == 0 && !near_crossing && interruptions == 1;
    }
};

/// The simulations of an experiment: for each deployment its replications, where the error of its step times is known
/// two more of the first one with shorter and longer steps, then its load points. Load points at 1 need
/// none, they are the main simulations.
[[nodiscard]] std::vector<RunPoint> plan_points(const Experiment& experiment);

/// Requests to expect in all simulations of the experiment together.
[[nodiscard]] double expected_requests(const Experiment& experiment);

/// Length of the buckets of the time series: as given, else a 288th of the horizon (5 minutes of a day), but at least
/// one second.
[[nodiscard]] Duration bucket_length(const scenarios::ExperimentSpec& spec);

}  // namespace plimsoll::sim
