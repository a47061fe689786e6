// SPDX-FileCopyrightText: 2026 The Plimsoll authors
// SPDX-License-Identifier: Apache-2.0
#pragma once

#include "scenarios/input_error.hpp"
#include "scenarios/scenario.hpp"
#include "sim/plan/plan.hpp"
#include "sim/resolve/knowledge.hpp"

#include <vector>

namespace plimsoll::sim {

/// Looks up every name of a checked scenario; fills every default that depends on what is found; and lists where each
/// value comes from.
/// \throws InputError with every problem at once (unknown names with the nearest known ones, offers without the price
///         that is asked for, models that a device cannot run); IoError when a file cannot be read
[[nodiscard]] Experiment resolve(scenarios::Scenario scenario, Knowledge& known);

/// Of a scenario with problems: what names mean nothing, so that they are all mended in one go. Places that have a
/// problem already are left out. \throws IoError when a file cannot be read
[[nodiscard]] std::vector<Problem> unknown_names(const scenarios::Scenario& scenario,
                                                 const std::vector<Problem>& known_problems, Knowledge& known);

}  // namespace plimsoll::sim
