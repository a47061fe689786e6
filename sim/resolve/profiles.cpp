// SPDX-FileCopyrightText: 2026 The Plimsoll authors
// SPDX-License-Identifier: Apache-2.0
#include "sim/resolve/profiles.hpp"

#include <tuple>
#include <utility>

namespace plimsoll::sim {

Profiles::Profiles(std::filesystem::path folder, const models::Devices& devices)
    : folder_(std::move(folder)), devices_(devices) {}

std::shared_ptr<const LoadedProfile> Profiles::load(const std::string& name) {
    const auto file = models::find_profile(name, folder_);
    auto& entry = loaded_[file.string()];
    if (!entry) entry = std::make_shared<const LoadedProfile>(models::read_profile(file, devices_));
    return entry;
}

std::shared_ptr<const LoadedProfile> Profiles::best(const std::string& device, models::Precision precision) {
    std::shared_ptr<const LoadedProfile> best;
    const auto better = [](const models::Profile& a, const models::Profile& b) {
        return std::tuple(static_cast<int>(b.origin), std::string_view(a.date)) >
               std::tuple(static_cast<int>(a.origin), std::string_view(b.date));
    };
    for (const auto& [name, file] : models::profile_files(folder_)) {
        auto& device_of_file = devices_of_files_[file.string()];
        if (!device_of_file) device_of_file = models::device_name(devices_, models::profile_device(file));
        if (*device_of_file != device) continue;
        const auto candidate = load(file.string());
        if (!candidate->profile.complete || !candidate->times.knows(precision)) continue;
        if (!best || better(candidate->profile, best->profile)) best = candidate;
    }
    return best;
}

}  // namespace plimsoll::sim
