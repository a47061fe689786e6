// SPDX-FileCopyrightText: 2026 The Plimsoll authors
// SPDX-License-Identifier: Apache-2.0
#include "sim/run/folder_store.hpp"

#include "scenarios/input_error.hpp"
#include "scenarios/json_document.hpp"
#include "scenarios/whole_file.hpp"
#include "sim/resolve/hash.hpp"

#include <fmt/format.h>

#include <algorithm>
#include <chrono>
#include <cstring>
#include <string>
#include <system_error>
#include <utility>
#include <vector>

namespace plimsoll::sim {

namespace fs = std::filesystem;

namespace {

constexpr std::string_view kSuffix = ".run";
constexpr std::size_t kNumber = sizeof(std::uint64_t);

void append(std::string& to, std::uint64_t number) { to.append(reinterpret_cast<const char*>(&number), kNumber); }

/// What a file begins with: it holds its key, so that keys whose hashes agree cannot be mistaken for one another.
std::string head_of(std::string_view key) {
    std::string head = "plimsoll run 1\n";
    append(head, key.size());
    head += key;
    return head;
}

/// Empty where there is no such file, or where what lies there is none.
std::string content_of(const fs::path& path) {
    try {
        return scenarios::read_text_file(path.string());
    } catch (const IoError&) {
        return {};
    } catch (const InputError&) {  // larger than any result
        return {};
    }
}

/// What a program that was killed had begun to write (scenarios::WholeFile): nobody takes an hour for that.
bool is_abandoned(const fs::directory_entry& entry) {
    constexpr auto kLongest = std::chrono::hours(1);
    const auto name = entry.path().filename().string();
    std::error_code gone;
    return name.starts_with('.') && name.find(kSuffix) != std::string::npos && name.ends_with(".tmp") &&
           fs::file_time_type::clock::now() - entry.last_write_time(gone) > kLongest && !gone;
}

}  // namespace

FolderStore::FolderStore(fs::path folder, std::uintmax_t most_bytes)
    : folder_(std::move(folder)), most_bytes_(most_bytes) {
    std::error_code error;
    fs::create_directories(folder_, error);
    if (error) throw IoError(fmt::format("cannot make the folder {}: {}", folder_.string(), error.message()));
}

FolderStore::~FolderStore() { trim(); }

fs::path FolderStore::file_of(std::string_view key) const {
    return folder_ / fmt::format("{:016x}{}", hash_of(key), kSuffix);
}

std::optional<Bytes> FolderStore::find(std::string_view key) {
    const auto path = file_of(key);
    const auto content = content_of(path);
    const auto head = head_of(key);
    if (content.size() < head.size() + kNumber || !content.starts_with(head)) return {};
    const std::string_view rest = content;
    const auto covered = rest.substr(0, rest.size() - kNumber);
    std::uint64_t sum = 0;
    std::memcpy(&sum, rest.data() + covered.size(), kNumber);
    if (sum != hash_of(covered)) return {};
    std::error_code ignored;
    fs::last_write_time(path, fs::file_time_type::clock::now(), ignored);
    const auto result = covered.substr(head.size());
    return Bytes(result.begin(), result.end());
}

void FolderStore::keep(std::string_view key, const Bytes& result) {
    std::string content = head_of(key);
    content.append(result.begin(), result.end());
    append(content, hash_of(content));
    scenarios::write_whole(file_of(key), content, scenarios::Lasting::no);
    kept_bytes_ += content.size();
    if (kept_bytes_ > most_bytes_ / 4) trim();
}

std::string FolderStore::drop(std::string_view key) {
    const auto path = file_of(key);
    std::error_code ignored;
    fs::remove(path, ignored);
    return path.string();
}

void FolderStore::trim() {
    kept_bytes_ = 0;
    struct Kept {
        fs::file_time_type used;
        std::uintmax_t bytes;
        fs::path path;
    };
    std::vector<Kept> files;
    std::uintmax_t total = 0;
    std::error_code error;
    for (fs::directory_iterator entry(folder_, error), end; !error && entry != end; entry.increment(error)) {
        std::error_code gone;  // another program may trim, too
        if (is_abandoned(*entry)) fs::remove(entry->path(), gone);
        if (entry->path().extension() != kSuffix) continue;
        const Kept file{entry->last_write_time(gone), entry->file_size(gone), entry->path()};
        if (gone) continue;
        total += file.bytes;
        files.push_back(file);
    }
    std::sort(files.begin(), files.end(), [](const Kept& a, const Kept& b) { return a.used < b.used; });
    for (const auto& file : files) {
        if (total <= most_bytes_) return;
        if (fs::remove(file.path, error)) total -= file.bytes;
    }
}

std::unique_ptr<RunStore> open_run_store(const std::string& place) { return std::make_unique<FolderStore>(place); }

}  // namespace plimsoll::sim
