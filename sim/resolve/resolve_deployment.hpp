// SPDX-FileCopyrightText: 2026 The Plimsoll authors
// SPDX-License-Identifier: Apache-2.0
#pragma once

#include "pricing/catalog.hpp"
#include "sim/plan/plan.hpp"
#include "sim/resolve/profiles.hpp"
#include "sim/resolve/resolve_service.hpp"

#include <string>
#include <vector>

namespace plimsoll::sim {

/// What names are looked up in.
struct Knowledge {
    const pricing::Catalog& catalog;
    const Devices& devices;
    const models::Models& zoo;
    Profiles& profiles;
};

/// A deployment's plan, and by pool what its usage costs.
struct PricedDeployment {
    DeploymentPlan plan;
    std::vector<pricing::Offer> offers;
};

/// Complete only if `findings` has no problems afterwards.
[[nodiscard]] PricedDeployment resolve_deployment(const scenarios::Scenario& scenario,
                                                  const scenarios::DeploymentSpec& deployment,
                                                  const std::string& pointer, const Knowledge& known,
                                                  Findings& findings);

}  // namespace plimsoll::sim
