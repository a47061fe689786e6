// SPDX-FileCopyrightText: 2026 The Plimsoll authors
// SPDX-License-Identifier: Apache-2.0
#pragma once

#include "sim/disciplines/engine.hpp"
#include "sim/fleet/instance_log.hpp"
#include "sim/measured/run_result.hpp"
#include "sim/plan/plan.hpp"

namespace plimsoll::sim {

/// Bills what the deployment used over the horizon and writes bill, cost-rate series and the audit of the money.
void bill_run(const DeploymentPlan& plan, Duration horizon, const InstanceLog& log, const RequestEngine& engine,
              results::RunResult& result);

}  // namespace plimsoll::sim
