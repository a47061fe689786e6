// SPDX-FileCopyrightText: 2026 The Plimsoll authors
// SPDX-License-Identifier: Apache-2.0
#pragma once

#include "sim/compare/comparison.hpp"

#include <filesystem>

namespace plimsoll::cli {

/// Makes the folder where it is missing, and finds out before any work is done whether files can be made in it.
/// \throws IoError
void prepare_folder(const std::filesystem::path& folder);

/// results::write_results. A signal that asks the program to end waits until every file is whole.
/// \throws IoError, sim::Interrupted
void write_folder(const std::filesystem::path& folder, const results::Comparison& comparison);

}  // namespace plimsoll::cli
