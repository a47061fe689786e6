// SPDX-FileCopyrightText: 2026 The Plimsoll authors
// SPDX-License-Identifier: Apache-2.0
#pragma once

#include "pricing/offer/extra.hpp"
#include "sim/resolve/knowledge.hpp"
#include "sim/resolve/resolve_findings.hpp"

#include <string>
#include <vector>

namespace plimsoll::sim {

/// What the deployment pays for beside its pools. Finds unknown services, and amounts that do not suit their prices or
/// the offers of the pools.
[[nodiscard]] std::vector<pricing::Extra> resolve_extras(const scenarios::Scenario& scenario,
                                                         const scenarios::DeploymentSpec& deployment,
                                                         const std::vector<pricing::Offer>& pools,
                                                         const std::string& pointer, Knowledge& known,
                                                         Findings& findings);

}  // namespace plimsoll::sim
