// SPDX-FileCopyrightText: 2026 The Plimsoll authors
// SPDX-License-Identifier: Apache-2.0
#include "models/profile/import.hpp"

#include "models/profile/import_samples.hpp"
#include "scenarios/input_error.hpp"

#include <fmt/format.h>

#include <algorithm>
#include <system_error>

namespace plimsoll::models {
namespace {

/// The files themselves, and those in folders, in alphabetical order.
std::vector<std::filesystem::path> files_in(const std::vector<std::filesystem::path>& paths) {
    std::vector<std::filesystem::path> files;
    for (const auto& path : paths) {
        std::error_code error;
        if (!std::filesystem::is_directory(path, error)) {
            files.push_back(path);
            continue;
        }
        for (std::filesystem::recursive_directory_iterator at(path, error), end; !error && at != end;
             at.increment(error))
            if (at->is_regular_file(error)) files.push_back(at->path());
        if (error) throw IoError(fmt::format("{}: {}", path.string(), error.message()));
    }
    std::sort(files.begin(), files.end());
    files.erase(std::unique(files.begin(), files.end()), files.end());
    return files;
}

}  // namespace

Import import_profile(const ImportRequest& request) {
    Import import;
    auto& profile = import.profile;
    profile.origin = ProfileOrigin::imported;
    profile.date = "unknown";
    ImportSamples samples;
    const auto files = files_in(request.paths);
    switch (request.format) {
        case ImportFormat::vidur:
            import_vidur(files, samples, profile);
            break;
        case ImportFormat::llmservingsim:
            import_llmservingsim(files, samples, profile);
            break;
        case ImportFormat::aiconfigurator:
            import_aiconfigurator(files, samples, profile);
            break;
    }
    std::move(samples).finish(import);
    profile.name = request.name;
    if (!request.device.empty()) profile.device = request.device;
    const auto place = request.paths.empty() ? std::string() : request.paths.front().string();
    if (profile.tables.empty())
        throw InputError(Problem{place, 0, "",
                                 fmt::format("no table of {} that can be mapped", name_of(request.format)),
                                 "give the project's files under their own names, or the folder that holds them"});
    if (profile.device.empty())
        throw InputError(Problem{place, 0, "", "neither files nor folders name the device", "name it with --device"});
    if (profile.title.empty()) profile.title = profile.device;
    return import;
}

}  // namespace plimsoll::models
