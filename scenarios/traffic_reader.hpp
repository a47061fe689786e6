// SPDX-FileCopyrightText: 2026 The Plimsoll authors
// SPDX-License-Identifier: Apache-2.0
#pragma once

#include "scenarios/node.hpp"
#include "scenarios/scenario.hpp"

namespace plimsoll::scenarios {

/// Reads "workload": the traffic and its load. Problems go to the node's reading.
[[nodiscard]] WorkloadSpec read_workload(const Node& node);

}  // namespace plimsoll::scenarios
