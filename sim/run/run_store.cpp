// SPDX-FileCopyrightText: 2026 The Plimsoll authors
// SPDX-License-Identifier: Apache-2.0
#include "sim/run/run_store.hpp"

#include "scenarios/input_error.hpp"
#include "sim/report/files.hpp"

#include <fmt/format.h>

#include <algorithm>
#include <cstring>
#include <fstream>
#include <iterator>
#include <string>
#include <system_error>
#include <utility>
#include <vector>

namespace plimsoll::sim {

namespace fs = std::filesystem;

namespace {

constexpr std::string_view kSuffix = ".run";
constexpr std::size_t kNumber = sizeof(std::uint64_t);

/// FNV-1a.
std::uint64_t hash(std::string_view bytes) {
    constexpr std::uint64_t kOffset = 0xcbf29ce484222325;
    constexpr std::uint64_t kPrime = 0x100000001b3;
    std::uint64_t value = kOffset;
    for (const char byte : bytes) value = (value ^ static_cast<unsigned char>(byte)) * kPrime;
    return value;
}

void append(std::string& to, std::uint64_t number) { to.append(reinterpret_cast<const char*>(&number), kNumber); }

/// What a file begins with: it holds its key, so that keys whose hashes agree cannot be mistaken for one another.
std::string head_of(std::string_view key) {
    std::string head = "plimsoll run 1\n";
    append(head, key.size());
    head += key;
    return head;
}

}  // namespace

RunStore::RunStore(fs::path folder) : folder_(std::move(folder)) {
    std::error_code error;
    fs::create_directories(folder_, error);
    if (error) throw IoError(fmt::format("cannot make the folder {}: {}", folder_.string(), error.message()));
}

fs::path RunStore::file_of(std::string_view key) const {
    return folder_ / fmt::format("{:016x}{}", hash(key), kSuffix);
}

std::optional<Bytes> RunStore::find(std::string_view key) const {
    const auto path = file_of(key);
    std::ifstream file(path, std::ios::binary);
    const std::string content(std::istreambuf_iterator<char>(file), {});
    const auto head = head_of(key);
    if (content.size() < head.size() + kNumber || !content.starts_with(head)) return {};
    const std::string_view rest = content;
    const auto covered = rest.substr(0, rest.size() - kNumber);
    std::uint64_t sum = 0;
    std::memcpy(&sum, rest.data() + covered.size(), kNumber);
    if (sum != hash(covered)) return {};
    std::error_code ignored;
    fs::last_write_time(path, fs::file_time_type::clock::now(), ignored);
    const auto result = covered.substr(head.size());
    return Bytes(result.begin(), result.end());
}

void RunStore::keep(std::string_view key, const Bytes& result) const {
    std::string content = head_of(key);
    content.append(result.begin(), result.end());
    append(content, hash(content));
    try {
        results::write_whole(file_of(key), content);
    } catch (const IoError&) {  // a full disk, say: then it is simulated again
    }
}

void RunStore::trim(std::uintmax_t most_bytes) const {
    struct Kept {
        fs::file_time_type used;
        std::uintmax_t bytes;
        fs::path path;
    };
    std::vector<Kept> files;
    std::uintmax_t total = 0;
    std::error_code error;
    for (fs::directory_iterator entry(folder_, error), end; !error && entry != end; entry.increment(error)) {
        if (entry->path().extension() != kSuffix) continue;
        std::error_code gone;  // another program may trim, too
        const Kept file{entry->last_write_time(gone), entry->file_size(gone), entry->path()};
        if (gone) continue;
        total += file.bytes;
        files.push_back(file);
    }
    std::sort(files.begin(), files.end(), [](const Kept& a, const Kept& b) { return a.used < b.used; });
    for (const auto& file : files) {
        if (total <= most_bytes) return;
        if (fs::remove(file.path, error)) total -= file.bytes;
    }
}

}  // namespace plimsoll::sim
