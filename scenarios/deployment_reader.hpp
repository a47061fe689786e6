// SPDX-FileCopyrightText: 2026 The Plimsoll authors
// SPDX-License-Identifier: Apache-2.0
#pragma once

#include "scenarios/node.hpp"
#include "scenarios/scenario.hpp"
#include "scenarios/service_reader.hpp"

#include <vector>

namespace plimsoll::scenarios {

/// Reads "deployments". `work` is what the scenario says for all of them.
[[nodiscard]] std::vector<DeploymentSpec> read_deployments(const Node& node, const WorkSpec& work);

}  // namespace plimsoll::scenarios
