// SPDX-FileCopyrightText: 2026 The Plimsoll authors
// SPDX-License-Identifier: Apache-2.0
#pragma once

#include "tests/data/tables.hpp"

#include <filesystem>
#include <fstream>
#include <sstream>
#include <string>

namespace plimsoll::pricing {

using evidence::csv_rows;

/// Recorded price lists; they are no part of the project.
inline std::filesystem::path recorded_pricing() { return evidence::recordings() / "pricing"; }

inline std::string text_of_file(const std::filesystem::path& path) {
    std::ifstream file(path, std::ios::binary);
    std::ostringstream text;
    text << file.rdbuf();
    return text.str();
}

}  // namespace plimsoll::pricing
