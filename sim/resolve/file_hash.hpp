// SPDX-FileCopyrightText: 2026 The Plimsoll authors
// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <filesystem>
#include <map>
#include <string>

namespace plimsoll::sim {

/// Files by the name that counts, in an order of their own: where they lie does not.
using NamedFiles = std::map<std::string, std::filesystem::path>;

/// Of names and content, 16 hexadecimal digits. \throws IoError
[[nodiscard]] std::string hash_of_files(const NamedFiles& files);

}  // namespace plimsoll::sim
