// SPDX-FileCopyrightText: 2026 The Plimsoll authors
// SPDX-License-Identifier: Apache-2.0
#pragma once

#include "pricing/catalog.hpp"
#include "scenarios/input_error.hpp"
#include "scenarios/scenario.hpp"
#include "sim/plan/plan.hpp"

#include <filesystem>
#include <vector>

namespace plimsoll::sim {

/// Looks up every name of a checked scenario: offers in the catalog, models and devices under `data` (its folders
/// models/zoo and models/devices); fills every default that depends on them; and lists where each value comes from.
/// \throws InputError with every problem at once (unknown names with the nearest known ones, offers without the price
///         that is asked for, models that a device cannot run); IoError when a file cannot be read
[[nodiscard]] Experiment resolve(scenarios::Scenario scenario, const pricing::Catalog& catalog,
                                 const std::filesystem::path& data);

/// Of a scenario with problems: what names mean nothing, so that they are all mended in one go. Places that have a
/// problem already are left out. \throws IoError when a file cannot be read
[[nodiscard]] std::vector<Problem> unknown_names(const scenarios::Scenario& scenario,
                                                 const std::vector<Problem>& known_problems,
                                                 const pricing::Catalog& catalog, const std::filesystem::path& data);

}  // namespace plimsoll::sim
