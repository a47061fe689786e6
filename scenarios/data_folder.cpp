// SPDX-FileCopyrightText: 2026 The Plimsoll authors
// SPDX-License-Identifier: Apache-2.0
#include "scenarios/data_folder.hpp"

#include "scenarios/input_error.hpp"

#include <fmt/format.h>
#include <cstdlib>
#include <system_error>

namespace plimsoll::scenarios {

std::filesystem::path data_folder() {
    const char* chosen = std::getenv("PLIMSOLL_DATA");
    const bool from_environment = chosen != nullptr && *chosen != '\0';
    std::filesystem::path folder = from_environment ? chosen : PLIMSOLL_DATA_DIR;
    std::error_code error;
    if (!std::filesystem::is_directory(folder, error)) {
        throw IoError(
            fmt::format("{}: the folder with Plimsoll's catalogs and models is not there\n  hint: {}", folder.string(),
                        from_environment ? "PLIMSOLL_DATA names it; correct or unset it"
                                         : "set PLIMSOLL_DATA to the folder that holds pricing/ and models/"));
    }
    return folder;
}

}  // namespace plimsoll::scenarios
