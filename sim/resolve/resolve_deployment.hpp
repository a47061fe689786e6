// SPDX-FileCopyrightText: 2026 The Plimsoll authors
// SPDX-License-Identifier: Apache-2.0
#pragma once

#include "pricing/catalog.hpp"
#include "sim/plan/plan.hpp"
#include "sim/resolve/profiles.hpp"
#include "sim/resolve/resolve_service.hpp"

#include <string>

namespace plimsoll::sim {

/// What names are looked up in.
struct Knowledge {
    const pricing::Catalog& catalog;
    const Devices& devices;
    const models::Models& zoo;
    Profiles& profiles;
};

/// Complete only if `findings` has no problems afterwards.
[[nodiscard]] DeploymentPlan resolve_deployment(const scenarios::Scenario& scenario,
                                                const scenarios::DeploymentSpec& deployment, const std::string& pointer,
                                                const Knowledge& known, Findings& findings);

}  // namespace plimsoll::sim
