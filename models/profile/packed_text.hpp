// SPDX-FileCopyrightText: 2026 The Plimsoll authors
// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <filesystem>
#include <string>

namespace plimsoll::models {

/// The whole text of a file, plain or gzip: which one, its first bytes say, not its name.
/// \throws IoError where it cannot be read, InputError where the gzip data are damaged or end early.
[[nodiscard]] std::string read_packed_text(const std::filesystem::path& file);

/// The file's name without folder, ".gz" and the ending before it: "a100" of "profiles/a100.json.gz".
[[nodiscard]] std::string packed_stem(const std::filesystem::path& file);

/// Whether the name ends in `ending` or `ending`.gz.
[[nodiscard]] bool has_packed_ending(const std::filesystem::path& file, const char* ending);

}  // namespace plimsoll::models
