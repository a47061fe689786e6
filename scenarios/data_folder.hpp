// SPDX-FileCopyrightText: 2026 The Plimsoll authors
// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <filesystem>

namespace plimsoll::scenarios {

/// The folder under which `pricing/catalog`, `models/zoo` and `models/devices` lie: the environment variable
/// PLIMSOLL_DATA where it is set and not empty, else share/plimsoll of the prefix that the program is installed in,
/// else the folder that the build was configured with. Throws IoError where that is no folder. (The scenario schema
/// needs no folder: it is part of the program.)
[[nodiscard]] std::filesystem::path data_folder();

}  // namespace plimsoll::scenarios
