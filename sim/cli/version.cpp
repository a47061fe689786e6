// SPDX-FileCopyrightText: 2026 The Plimsoll authors
// SPDX-License-Identifier: Apache-2.0
#include "sim/cli/version.hpp"

#include <fmt/format.h>
#include <plimsoll_version.hpp>

namespace plimsoll::cli {

std::string version_text() {
    std::string text = fmt::format("plimsoll {}", kVersion);
    if (!kGitCommit.empty()) text += fmt::format(" ({})", kGitCommit);
    text += fmt::format("\ncompiler:  {}, {}", kCompiler, kBuildType);
    if (!kSanitizers.empty()) text += fmt::format(", sanitizers {}", kSanitizers);
    text += fmt::format("\nlibraries: SimGrid {}, Boost {}, nlohmann/json {}, fmt {}\n", kSimGridVersion, kBoostVersion,
                        kNlohmannJsonVersion, kFmtVersion);
    return text;
}

}  // namespace plimsoll::cli
