// SPDX-FileCopyrightText: 2026 The Plimsoll authors
// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <string>

namespace plimsoll::cli {

/// Version, commit, compiler, build type and the libraries that the build was configured with, on a few lines.
[[nodiscard]] std::string version_text();

}  // namespace plimsoll::cli
