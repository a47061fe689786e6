// SPDX-FileCopyrightText: 2026 The Plimsoll authors
// SPDX-License-Identifier: Apache-2.0
#pragma once

#include "models/profile/profile.hpp"

#include <filesystem>

namespace plimsoll::measure {

/// Writes the profile as `"plimsoll_profile": 1`, first beside `path`, then over it: the file is whole or not there.
/// \throws IoError
void write_profile(const models::Profile& profile, const std::filesystem::path& path);

/// \throws IoError, InputError where the file is no profile that `write_profile` wrote.
[[nodiscard]] models::Profile read_profile(const std::filesystem::path& path);

}  // namespace plimsoll::measure
