// SPDX-FileCopyrightText: 2026 The Plimsoll authors
// SPDX-License-Identifier: Apache-2.0
#pragma once

#include "scenarios/node.hpp"
#include "scenarios/scenario.hpp"

#include <string>
#include <vector>

namespace plimsoll::scenarios {

/// Reads "workload": the traffic and its load. Problems go to the node's reading.
[[nodiscard]] WorkloadSpec read_workload(const Node& node);

/// The formats of traces that a scenario may name.
[[nodiscard]] const std::vector<std::string>& trace_formats();

}  // namespace plimsoll::scenarios
