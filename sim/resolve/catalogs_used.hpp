// SPDX-FileCopyrightText: 2026 The Plimsoll authors
// SPDX-License-Identifier: Apache-2.0
#pragma once

#include "sim/plan/catalog_used.hpp"

#include <string>
#include <vector>

namespace plimsoll::sim {

/// Of a catalog, or of all in a folder. \throws IoError
[[nodiscard]] std::string hash_of_catalog(const std::string& path);

/// The catalogs that a scenario names, then those of the command line, with hash and source. \throws IoError
[[nodiscard]] std::vector<results::CatalogUsed> catalogs_used(const std::vector<std::string>& of_scenario,
                                                              const std::vector<std::string>& of_command_line);

}  // namespace plimsoll::sim
