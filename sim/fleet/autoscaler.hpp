// SPDX-FileCopyrightText: 2026 The Plimsoll authors
// SPDX-License-Identifier: Apache-2.0
#pragma once

#include "sim/disciplines/engine.hpp"
#include "sim/fleet/fleet.hpp"
#include "sim/plan/plan.hpp"

namespace plimsoll::sim {

/// Arranges what controls the pools of a deployment: an autoscaler per pool that has one, and the opening of batch
/// windows.
void start_controllers(const DeploymentPlan& plan, Duration horizon, RequestEngine& engine, Fleet& fleet);

}  // namespace plimsoll::sim
