// SPDX-FileCopyrightText: 2026 The Plimsoll authors
// SPDX-License-Identifier: Apache-2.0
#pragma once

#include "scenarios/node.hpp"
#include "scenarios/scenario.hpp"

#include <vector>

namespace plimsoll::scenarios {

[[nodiscard]] ExperimentSpec read_experiment(const Node& node);
[[nodiscard]] std::vector<SloSpec> read_slo(const Node& node);

/// A percentile between 0 and 100, both excluded.
[[nodiscard]] std::optional<double> read_percentile(const Node& node);

}  // namespace plimsoll::scenarios
