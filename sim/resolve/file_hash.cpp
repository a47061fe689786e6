// SPDX-FileCopyrightText: 2026 The Plimsoll authors
// SPDX-License-Identifier: Apache-2.0
#include "sim/resolve/file_hash.hpp"

#include "scenarios/input_error.hpp"
#include "sim/resolve/hash.hpp"

#include <fmt/format.h>

#include <cstdint>
#include <fstream>
#include <string_view>

namespace plimsoll::sim {
namespace {

/// A recording may be larger than memory.
std::uint64_t hash_of_file(const std::filesystem::path& path, std::uint64_t before) {
    std::ifstream file(path, std::ios::binary);
    constexpr std::size_t kChunk = 1 << 16;
    std::string chunk(kChunk, '\0');
    while (file.read(chunk.data(), kChunk) || file.gcount() > 0)
        before = hash_of(std::string_view(chunk).substr(0, static_cast<std::size_t>(file.gcount())), before);
    if (!file.eof()) throw IoError(fmt::format("cannot read {}", path.string()));
    return before;
}

}  // namespace

std::string hash_of_files(const NamedFiles& files) {
    auto hash = kHashOfNothing;
    for (const auto& [name, path] : files) hash = hash_of_file(path, hash_of(name, hash));
    return fmt::format("{:016x}", hash);
}

}  // namespace plimsoll::sim
