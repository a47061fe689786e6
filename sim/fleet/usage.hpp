// SPDX-FileCopyrightText: 2026 The Plimsoll authors
// SPDX-License-Identifier: Apache-2.0
#pragma once

#include "pricing/usage.hpp"
#include "sim/disciplines/engine.hpp"
#include "sim/fleet/instance_log.hpp"
#include "sim/plan/plan.hpp"

#include <vector>

namespace plimsoll::sim {

/// What the deployment used over the horizon, pool by pool: all that a bill is made of (sim/compare/bill.hpp).
[[nodiscard]] std::vector<pricing::PoolUsage> usage_of(const DeploymentPlan& plan, Duration horizon,
                                                       const InstanceLog& log, RequestEngine& engine);

}  // namespace plimsoll::sim
