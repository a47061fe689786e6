// SPDX-FileCopyrightText: 2026 The Plimsoll authors
// SPDX-License-Identifier: Apache-2.0
#include "scenarios/files/packed_text.hpp"

#include "scenarios/files/byte_source.hpp"
#include "scenarios/input_error.hpp"

#include <fmt/format.h>

#include <cstddef>

namespace plimsoll::scenarios {
namespace {

std::filesystem::path without_gz(const std::filesystem::path& file) {
    return file.extension() == ".gz" ? std::filesystem::path(file).replace_extension() : file;
}

}  // namespace

std::string read_packed_text(const std::filesystem::path& file, std::uint64_t most_bytes) {
    constexpr std::size_t kChunkBytes = 256 * 1024;
    const std::string path = file.string();
    const auto bytes = open_bytes(path);
    std::string text;
    try {
        for (;;) {
            const std::size_t before = text.size();
            text.resize(before + kChunkBytes);
            const std::size_t got = bytes->read({text.data() + before, kChunkBytes});
            text.resize(before + got);
            if (got == 0) return text;
            if (text.size() > most_bytes)
                throw InputError(Problem{path, 0, {}, fmt::format("the text has more than {} bytes", most_bytes), {}});
        }
    } catch (const CorruptData& error) {
        throw InputError(Problem{path, 0, {}, error.what(), {}});
    }
}

std::string packed_stem(const std::filesystem::path& file) { return without_gz(file).stem().string(); }

bool has_packed_ending(const std::filesystem::path& file, const char* ending) {
    return without_gz(file).extension() == ending;
}

}  // namespace plimsoll::scenarios
