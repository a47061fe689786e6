// SPDX-FileCopyrightText: 2026 The Plimsoll authors
// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <cstdint>
#include <filesystem>
#include <string>

namespace plimsoll::scenarios {

/// The largest text that is held in memory as a whole: some fifty times the largest profile.
inline constexpr std::uint64_t kMostTextBytes = std::uint64_t{256} << 20;

/// The whole text of a file, plain, gzip or Zstandard: which one, its first bytes say, not its name.
/// \throws IoError where it cannot be read; InputError where it is longer than `most_bytes`, no file, or its compressed
///         data are damaged or end early.
[[nodiscard]] std::string read_packed_text(const std::filesystem::path& file,
                                           std::uint64_t most_bytes = kMostTextBytes);

/// The file's name without folder, ".gz" and the ending before it: "a100" of "profiles/a100.json.gz".
[[nodiscard]] std::string packed_stem(const std::filesystem::path& file);

/// Whether the name ends in `ending` or `ending`.gz.
[[nodiscard]] bool has_packed_ending(const std::filesystem::path& file, const char* ending);

}  // namespace plimsoll::scenarios
