// SPDX-FileCopyrightText: 2026 The Plimsoll authors
// SPDX-License-Identifier: Apache-2.0
#include "models/profile/profile_file.hpp"
#include "scenarios/files/packed_text.hpp"
#include "scenarios/input_error.hpp"
#include "scenarios/json_peek.hpp"
#include "scenarios/suggestion.hpp"

#include <fmt/format.h>

#include <system_error>

namespace plimsoll::models {

std::map<std::string, std::filesystem::path> profile_files(const std::filesystem::path& folder) {
    std::map<std::string, std::filesystem::path> files;
    std::error_code error;
    if (!std::filesystem::exists(folder, error)) return files;
    for (std::filesystem::directory_iterator entry(folder, error), end; !error && entry != end; entry.increment(error))
        if (scenarios::has_packed_ending(entry->path(), ".json"))
            files.emplace(scenarios::packed_stem(entry->path()), entry->path());
    if (error) throw IoError(fmt::format("{}: {}", folder.string(), error.message()));
    return files;
}

std::string profile_device(const std::filesystem::path& file) {
    return scenarios::peek_text(scenarios::read_packed_text(file), "device").value_or("");
}

std::filesystem::path find_profile(const std::string& name, const std::filesystem::path& folder) {
    std::error_code error;
    if (std::filesystem::is_regular_file(name, error)) return name;
    const auto files = profile_files(folder);
    if (const auto found = files.find(name); found != files.end()) return found->second;
    std::vector<std::string> names;
    names.reserve(files.size());
    for (const auto& [known, file] : files) names.push_back(known);
    auto hint = scenarios::did_you_mean(name, names);
    if (hint.empty()) hint = "`plimsoll profile list` lists them";
    throw InputError(Problem{name, 0, "", fmt::format("neither a file nor a profile of {}", folder.string()), hint});
}

}  // namespace plimsoll::models
