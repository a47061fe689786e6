// SPDX-FileCopyrightText: 2026 The Plimsoll authors
// SPDX-License-Identifier: Apache-2.0
#include "sim/resolve/catalogs_used.hpp"

#include "pricing/offer/catalog_file.hpp"
#include "sim/resolve/file_hash.hpp"

#include <fmt/format.h>
#include <fmt/ranges.h>

#include <algorithm>
#include <fstream>
#include <nlohmann/json.hpp>

namespace plimsoll::sim {
namespace {

using nlohmann::json;

/// "our price list (2026-02-01)" of every object that has a source.
void collect_sources(const json& value, std::vector<std::string>& sources) {
    if (value.is_object() && value.contains("source") && value["source"].is_string()) {
        auto source = value["source"].get<std::string>();
        if (value.contains("date") && value["date"].is_string())
            source += fmt::format(" ({})", value["date"].get<std::string>());
        if (std::find(sources.begin(), sources.end(), source) == sources.end()) sources.push_back(std::move(source));
    }
    if (value.is_structured())
        for (const auto& each : value) collect_sources(each, sources);
}

std::string sources_of(const std::string& path) {
    std::vector<std::string> sources;
    for (const auto& file : pricing::catalog_files(path)) {
        std::ifstream text(file);
        const auto catalog = json::parse(text, nullptr, false);
        // That of the whole file first; what is no JSON, who reads it as a catalog complains of.
        if (catalog.is_object() && catalog.contains("provenance")) collect_sources(catalog["provenance"], sources);
        if (!catalog.is_discarded()) collect_sources(catalog, sources);
    }
    constexpr std::size_t kMost = 3;
    const auto more = sources.size() - std::min(sources.size(), kMost);
    sources.resize(sources.size() - more);
    return fmt::format("{}{}", fmt::join(sources, "; "), more > 0 ? fmt::format("; and {} more", more) : "");
}

}  // namespace

std::string hash_of_catalog(const std::string& path) {
    NamedFiles files;
    for (const auto& file : pricing::catalog_files(path)) files.emplace(file.filename().string(), file);
    return hash_of_files(files);
}

std::vector<results::CatalogUsed> catalogs_used(const std::vector<std::string>& of_scenario,
                                                const std::vector<std::string>& of_command_line) {
    std::vector<results::CatalogUsed> used;
    for (const auto& path : of_scenario) used.push_back({path, hash_of_catalog(path), sources_of(path), true});
    for (const auto& path : of_command_line) used.push_back({path, hash_of_catalog(path), sources_of(path), false});
    return used;
}

}  // namespace plimsoll::sim
