// SPDX-FileCopyrightText: 2026 The Plimsoll authors
// SPDX-License-Identifier: Apache-2.0
#pragma once

#include "scenarios/loader.hpp"
#include "sim/plan/plan.hpp"
#include "sim/resolve/knowledge.hpp"

#include <string>
#include <vector>

namespace plimsoll::sim {

/// The scenario with these overrides behind its own, for who looks at many points: without its load curve, since who
/// wants other loads varies the load, and not in detail. \throws InputError with every problem of the scenario there,
/// IoError
[[nodiscard]] Experiment experiment_at(const scenarios::ScenarioText& scenario,
                                       const std::vector<std::string>& overrides, Knowledge& knowledge);

}  // namespace plimsoll::sim
