// SPDX-FileCopyrightText: 2026 The Plimsoll authors
// SPDX-License-Identifier: Apache-2.0
#include "sim/sweep/input_hashes.hpp"

#include "pricing/offer/catalog_file.hpp"
#include "scenarios/data_folder.hpp"
#include "scenarios/input_error.hpp"
#include "sim/resolve/file_hash.hpp"

#include <fmt/format.h>
#include <nlohmann/json.hpp>

#include <filesystem>
#include <string_view>
#include <system_error>

namespace plimsoll::sim {

namespace fs = std::filesystem;

namespace {

constexpr std::string_view kCatalogs = "catalogs";

/// The files among all texts of a JSON value; those of a folder where it holds catalogs.
void collect(const nlohmann::json& value, const fs::path& folder, bool catalogs, NamedFiles& files) {
    if (value.is_structured())
        for (const auto& [key, each] : value.items()) collect(each, folder, catalogs || key == kCatalogs, files);
    if (!value.is_string()) return;
    const auto& name = value.get_ref<const std::string&>();
    std::error_code ignored;
    if (name.empty()) return;
    if (fs::is_regular_file(folder / name, ignored)) files.emplace(name, folder / name);
    if (!catalogs || !fs::is_directory(folder / name, ignored)) return;
    for (const auto& file : pricing::catalog_files(folder / name))
        files.emplace(fmt::format("{}/{}", name, file.filename().string()), file);
}

bool is_about_catalogs(std::string_view pointer) { return pointer.substr(0, 1 + kCatalogs.size()) == "/catalogs"; }

nlohmann::json json_of(std::string_view text) {
    auto json = nlohmann::json::parse(text, nullptr, false);
    return json.is_discarded() ? nlohmann::json(text) : json;
}

}  // namespace

std::string hash_of_data(const std::vector<std::string>& own_catalogs) {
    NamedFiles files;
    const auto folder = scenarios::data_folder();
    for (const auto* part : {"pricing", "models"})
        for (const auto& entry : fs::recursive_directory_iterator(folder / part))
            if (entry.path().extension() == ".json")
                files.emplace(fs::relative(entry.path(), folder).string(), entry.path());
    // Their order counts, and not where they lie.
    for (std::size_t i = 0; i < own_catalogs.size(); ++i)
        for (const auto& file : pricing::catalog_files(own_catalogs[i]))
            files.emplace(fmt::format("--catalog {} {}", i, file.filename().string()), file);
    return hash_of_files(files);
}

std::string hash_of_named_files(const scenarios::ScenarioText& scenario, const std::vector<Axis>& axes) {
    NamedFiles files;
    const auto folder = fs::path(scenario.path).parent_path();
    collect(json_of(scenario.text), folder, false, files);
    for (const auto& each : scenario.overrides)
        collect(json_of(each.substr(each.find('=') + 1)), folder, is_about_catalogs(each), files);
    for (const auto& axis : axes)
        for (const auto& track : axis.tracks)
            for (const auto& value : track.values)
                collect(json_of(value), folder, is_about_catalogs(track.pointer), files);
    return hash_of_files(files);
}

}  // namespace plimsoll::sim
