// SPDX-FileCopyrightText: 2026 The Plimsoll authors
// SPDX-License-Identifier: Apache-2.0
#pragma once

#include "models/profile/profile_file.hpp"
#include "models/step_time/profile_times.hpp"

#include <filesystem>
#include <map>
#include <memory>
#include <optional>
#include <string>
#include <utility>

namespace plimsoll::sim {

/// A profile with its answers ready.
struct LoadedProfile {
    explicit LoadedProfile(models::Profile given) : profile(std::move(given)), times(profile) {}

    models::Profile profile;
    models::ProfileTimes times;
};

/// The profiles that a scenario may use; the tables of a file are read once, and only when they are asked for.
class Profiles {
public:
    Profiles(std::filesystem::path folder, const models::Devices& devices);

    /// By name or file. \throws InputError with every problem of the file, IoError where it cannot be read
    [[nodiscard]] std::shared_ptr<const LoadedProfile> load(const std::string& name);
    /// Of the complete ones in the folder for this device that know the precision, the one to trust most: measured
    /// before imported before derived, then the newest, then the first by name. Null where there is none. \throws as
    /// `load`
    [[nodiscard]] std::shared_ptr<const LoadedProfile> best(const std::string& device, models::Precision precision);

private:
    std::filesystem::path folder_;
    const models::Devices& devices_;
    std::map<std::string, std::shared_ptr<const LoadedProfile>> loaded_;    ///< by path
    std::map<std::string, std::optional<std::string>> devices_of_files_{};  ///< likewise; those of a folder are many
};

}  // namespace plimsoll::sim
