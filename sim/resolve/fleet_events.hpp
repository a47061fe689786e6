// SPDX-FileCopyrightText: 2026 The Plimsoll authors
// SPDX-License-Identifier: Apache-2.0
#pragma once

#include "sim/resolve/resolve_findings.hpp"

#include <string>
#include <vector>

namespace plimsoll::sim {

/// A simulation that would see more of one kind of event of a fleet than this runs for hours, and tells no more.
inline constexpr double kMostFleetEvents = 1e7;

/// Finds autoscalers that look, batch windows that open and interruptions that come more than kMostFleetEvents times in
/// the horizon. `pools`: the pointer of each pool of the plan.
void check_fleet_events(const DeploymentPlan& plan, const std::string& pointer, const std::vector<std::string>& pools,
                        Duration horizon, Findings& findings);

}  // namespace plimsoll::sim
