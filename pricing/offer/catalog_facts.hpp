// SPDX-FileCopyrightText: 2026 The Plimsoll authors
// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <filesystem>
#include <map>
#include <nlohmann/json_fwd.hpp>
#include <string>
#include <vector>

/// Catalogs as they are written, whatever meters there are: to show an entry and to hold two catalogs against each
/// other.
namespace plimsoll::pricing {

/// Every offer of these files by its id, with what it takes from its file: defaults, the meters that its own are like,
/// provenance, currency. \pre read_catalog_files finds no problem in them
[[nodiscard]] std::map<std::string, nlohmann::json> catalog_facts(const std::vector<std::filesystem::path>& files);

/// The facts of an offer by name, in order: "instance/on_demand_per_hour", "work duration/tiers/1/price",
/// "provenance/date".
[[nodiscard]] std::map<std::string, std::string> named_facts(const nlohmann::json& offer);

}  // namespace plimsoll::pricing
