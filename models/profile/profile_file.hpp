// SPDX-FileCopyrightText: 2026 The Plimsoll authors
// SPDX-License-Identifier: Apache-2.0
#pragma once

#include "models/profile/profile.hpp"
#include "models/spec/device.hpp"

#include <filesystem>
#include <map>
#include <string>
#include <vector>

namespace plimsoll::models {

/// Reads a profile (`"plimsoll_profile": 1`; docs/profiles.md), .json or .json.gz. Times are compared with the
/// datasheet where the device is one of `devices`. \throws InputError with every problem of the file (of many alike in
/// one table, the first), IoError when it cannot be read.
[[nodiscard]] Profile read_profile(const std::filesystem::path& file, const Devices& devices);

/// The text of the file: the same bytes for the same profile, one row of a table per line, rows sorted. Times are
/// rounded to 15 significant digits of a microsecond, so that reading and writing a file again changes nothing.
[[nodiscard]] std::string profile_text(const Profile& profile);

/// Writes `profile_text` beside the file and puts it in its place at once. \throws IoError
void write_profile(const Profile& profile, const std::filesystem::path& file);

/// The profiles of a folder, by name. \throws IoError when it cannot be listed; a folder that is absent has none.
[[nodiscard]] std::map<std::string, std::filesystem::path> profile_files(const std::filesystem::path& folder);

/// The device that the file says to be of, without reading its tables; empty where it says nothing. \throws IoError
[[nodiscard]] std::string profile_device(const std::filesystem::path& file);

/// The file that `name` means: a path of a file, or a name in `folder`. \throws InputError with a hint.
[[nodiscard]] std::filesystem::path find_profile(const std::string& name, const std::filesystem::path& folder);

}  // namespace plimsoll::models
