// SPDX-FileCopyrightText: 2026 The Plimsoll authors
// SPDX-License-Identifier: Apache-2.0
#include "scenarios/data_folder.hpp"

#include "scenarios/input_error.hpp"

#include <fmt/format.h>
#include <cstdlib>
#include <system_error>

namespace plimsoll::scenarios {

namespace {

/// Where an installed program has it: PREFIX/share/plimsoll beside PREFIX/bin, wherever the prefix was moved to.
std::filesystem::path installed_folder() {
    std::error_code error;
    const auto program = std::filesystem::read_symlink("/proc/self/exe", error);
    return error ? std::filesystem::path() : program.parent_path().parent_path() / "share" / "plimsoll";
}

std::filesystem::path default_folder() {
    std::error_code error;
    const auto installed = installed_folder();
    return std::filesystem::is_directory(installed, error) ? installed : std::filesystem::path(PLIMSOLL_DATA_DIR);
}

}  // namespace

std::filesystem::path data_folder() {
    const char* chosen = std::getenv("PLIMSOLL_DATA");
    const bool from_environment = chosen != nullptr && *chosen != '\0';
    std::filesystem::path folder = from_environment ? std::filesystem::path(chosen) : default_folder();
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
