// SPDX-FileCopyrightText: 2026 The Plimsoll authors
// SPDX-License-Identifier: Apache-2.0
#include "sim/sweep/input_hashes.hpp"

#include "pricing/offer/catalog_file.hpp"
#include "scenarios/data_folder.hpp"
#include "scenarios/input_error.hpp"
#include "sim/run/hash.hpp"

#include <fmt/format.h>
#include <nlohmann/json.hpp>

#include <cstdint>
#include <filesystem>
#include <fstream>
#include <map>
#include <string_view>
#include <system_error>

namespace plimsoll::sim {

namespace fs = std::filesystem;

namespace {

using Files = std::map<std::string, fs::path>;  // by the name that counts, in an order of their own

/// A recording may be larger than memory.
std::uint64_t hash_of_file(const fs::path& path, std::uint64_t before) {
    std::ifstream file(path, std::ios::binary);
    constexpr std::size_t kChunk = 1 << 16;
    std::string chunk(kChunk, '\0');
    while (file.read(chunk.data(), kChunk) || file.gcount() > 0)
        before = hash_of(std::string_view(chunk).substr(0, static_cast<std::size_t>(file.gcount())), before);
    if (!file.eof()) throw IoError(fmt::format("cannot read {}", path.string()));
    return before;
}

std::string hash_of_files(const Files& files) {
    auto hash = kHashOfNothing;
    for (const auto& [name, path] : files) hash = hash_of_file(path, hash_of(name, hash));
    return fmt::format("{:016x}", hash);
}

/// The files among all texts of a JSON value.
void collect(const nlohmann::json& value, const fs::path& folder, Files& files) {
    if (value.is_structured())
        for (const auto& each : value) collect(each, folder, files);
    if (!value.is_string()) return;
    const auto& name = value.get_ref<const std::string&>();
    std::error_code ignored;
    if (!name.empty() && fs::is_regular_file(folder / name, ignored)) files.emplace(name, folder / name);
}

nlohmann::json json_of(std::string_view text) {
    auto json = nlohmann::json::parse(text, nullptr, false);
    return json.is_discarded() ? nlohmann::json(text) : json;
}

}  // namespace

std::string hash_of_data(const std::vector<std::string>& own_catalogs) {
    Files files;
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

std::string hash_of_catalog(const std::string& path) {
    Files files;
    for (const auto& file : pricing::catalog_files(path)) files.emplace(file.filename().string(), file);
    return hash_of_files(files);
}

std::string hash_of_named_files(const scenarios::ScenarioText& scenario, const std::vector<Axis>& axes) {
    Files files;
    const auto folder = fs::path(scenario.path).parent_path();
    collect(json_of(scenario.text), folder, files);
    for (const auto& each : scenario.overrides) collect(json_of(each.substr(each.find('=') + 1)), folder, files);
    for (const auto& axis : axes)
        for (const auto& track : axis.tracks)
            for (const auto& value : track.values) collect(json_of(value), folder, files);
    return hash_of_files(files);
}

}  // namespace plimsoll::sim
