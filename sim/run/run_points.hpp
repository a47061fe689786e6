// SPDX-FileCopyrightText: 2026 The Plimsoll authors
// SPDX-License-Identifier: Apache-2.0
#pragma once

#include "sim/plan/plan.hpp"
#include "sim/run/point.hpp"

#include <string>
#include <vector>

namespace plimsoll::sim {

/// What a comparison makes of a simulation.
enum class Role {
    main,           ///< a replication of the deployment as it is
    step_times,     ///< what the error of its step times changes
    load_curve,     ///< a point of the load curve
    crossing,       ///< costs near a load where two deployments may cost the same
    interruptions,  ///< what interruptions cost, where few were seen
    sensitivity,    ///< an assumption at an end of what it may be
};

/// A simulation that an experiment asks for. Several may be of one point, which is then simulated once.
struct PlannedPoint {
    Point point;
    Role role = Role::main;

    /// Whether this is the deployment's first main simulation: the one that is verified and whose requests are logged.
    [[nodiscard]] bool is_first() const { return role == Role::main && point.replication == 0; }
};

/// The simulations of an experiment: for each deployment its replications, where the error of its step times is known
/// two more of the first one with shorter and longer steps, then its load points. Load points at 1 need none, they are
/// the main simulations.
[[nodiscard]] std::vector<PlannedPoint> plan_points(const Experiment& experiment);

/// "spot, replication 2 of 5" or "spot, load 4, replication 1 of 2".
[[nodiscard]] std::string label_of(const Experiment& experiment, const PlannedPoint& planned);

/// Requests to expect in all simulations of the experiment together, those of sensitivity_points() included or not.
[[nodiscard]] double expected_requests(const Experiment& experiment, bool sensitivities = false);

}  // namespace plimsoll::sim
