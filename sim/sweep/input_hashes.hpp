// SPDX-FileCopyrightText: 2026 The Plimsoll authors
// SPDX-License-Identifier: Apache-2.0
#pragma once

#include "scenarios/loader.hpp"
#include "sim/sweep/axis.hpp"

#include <string>
#include <vector>

/// What results depend on beside the scenario's text, as hashes of its content: the same on every machine.
namespace plimsoll::sim {

/// Of every file of the data folder: catalogs, devices, engines, models, profiles; and of catalogs of one's own.
/// \throws IoError
[[nodiscard]] std::string hash_of_data(const std::vector<std::string>& own_catalogs = {});

/// Of every file that some text of the scenario, of its overrides or of what varies names, from the scenario's folder:
/// recordings of traffic, catalogs, profiles and models of one's own. \throws IoError
[[nodiscard]] std::string hash_of_named_files(const scenarios::ScenarioText& scenario, const std::vector<Axis>& axes);

}  // namespace plimsoll::sim
