// SPDX-FileCopyrightText: 2026 The Plimsoll authors
// SPDX-License-Identifier: Apache-2.0
#pragma once

#include "sim/plan/plan.hpp"
#include "sim/resolve/knowledge.hpp"
#include "sim/resolve/resolve_service.hpp"

#include <string>
#include <vector>

namespace plimsoll::sim {

/// A deployment's plan, and what its usage costs.
struct PricedDeployment {
    DeploymentPlan plan;
    pricing::DeploymentOffers offers;
};

/// Complete only if `findings` has no problems afterwards.
[[nodiscard]] PricedDeployment resolve_deployment(const scenarios::Scenario& scenario,
                                                  const scenarios::DeploymentSpec& deployment,
                                                  const std::string& pointer, Knowledge& known, Findings& findings);

}  // namespace plimsoll::sim
