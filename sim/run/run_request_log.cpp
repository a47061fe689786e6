// SPDX-FileCopyrightText: 2026 The Plimsoll authors
// SPDX-License-Identifier: Apache-2.0
#include "sim/run/run_request_log.hpp"

#include "scenarios/input_error.hpp"

#include <cerrno>
#include <cstring>
#include <iterator>
#include <string_view>
#include <utility>

#include <fcntl.h>
#include <unistd.h>

namespace plimsoll::sim {

namespace {

constexpr std::size_t kFlushBytes = 1 << 20;
constexpr std::int64_t kNanosecondsPerSecond = 1'000'000'000;

[[noreturn]] void fail(const std::filesystem::path& path) {
    throw IoError(fmt::format("cannot write {}: {}", path.string(), std::strerror(errno)));
}

/// Seconds with nine decimals, without going through a double.
void append_seconds(fmt::memory_buffer& to, Duration value) {
    const auto count = value.count();
    fmt::format_to(std::back_inserter(to), "{}.{:09},", count / kNanosecondsPerSecond, count % kNanosecondsPerSecond);
}

}  // namespace

RequestLog::RequestLog(std::filesystem::path path, Duration network) : path_(std::move(path)), network_(network) {
    constexpr mode_t kReadableByAll = 0666;  // less the umask
    file_ = ::open(unfinished(path_).c_str(), O_WRONLY | O_CREAT | O_TRUNC | O_CLOEXEC, kReadableByAll);
    if (file_ < 0) fail(path_);
    constexpr std::string_view kHeader =
        "id,arrival_s,start_s,completion_s,latency_s,cold_start_s,batching_s,outcome,waited_for_start\n";
    buffer_.append(kHeader);
}

RequestLog::~RequestLog() {
    if (file_ < 0) return;
    ::close(file_);
    ::unlink(unfinished(path_).c_str());
}

void RequestLog::add(const RequestRecord& record) {
    fmt::format_to(std::back_inserter(buffer_), "{},", record.id);
    append_seconds(buffer_, record.arrival.time_since_epoch());
    append_seconds(buffer_, record.start.time_since_epoch());
    append_seconds(buffer_, record.completion.time_since_epoch());
    append_seconds(buffer_, record.completion - record.arrival + network_);
    append_seconds(buffer_, record.cold);
    append_seconds(buffer_, record.batching);
    fmt::format_to(std::back_inserter(buffer_), "{},{}\n", name_of(record.outcome), record.cold_start ? 1 : 0);
    if (buffer_.size() >= kFlushBytes) flush();
}

void RequestLog::flush() {
    const char* data = buffer_.data();
    std::size_t left = buffer_.size();
    while (left > 0) {
        const ssize_t written = ::write(file_, data, left);
        if (written < 0 && errno == EINTR) continue;
        if (written < 0) fail(path_);
        data += written;
        left -= static_cast<std::size_t>(written);
    }
    buffer_.clear();
}

void RequestLog::finish() {
    flush();
    if (::close(std::exchange(file_, -1)) != 0 || ::rename(unfinished(path_).c_str(), path_.c_str()) != 0) {
        const int error = errno;
        ::unlink(unfinished(path_).c_str());
        errno = error;
        fail(path_);
    }
}

std::filesystem::path RequestLog::unfinished(const std::filesystem::path& path) {
    return path.parent_path() / fmt::format(".{}.tmp", path.filename().string());
}

}  // namespace plimsoll::sim
