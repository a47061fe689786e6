// SPDX-FileCopyrightText: 2026 The Plimsoll authors
// SPDX-License-Identifier: Apache-2.0
#pragma once

#include "sim/disciplines/recorder.hpp"

#include <fmt/format.h>

#include <filesystem>

namespace plimsoll::sim {

/// Every request of one simulation as a CSV file, in the order in which they leave: `id, arrival_s, start_s,
/// completion_s, latency_s, cold_start_s, batching_s, outcome, waited_for_start`. Times are exact, to the nanosecond.
/// `completion_s` is the time of the rejection or failure where there was one; the latency includes the network.
///
/// The file is written beside its place and moved there by `finish`, so that it is never seen half.
class RequestLog {
public:
    /// \throws IoError when the file cannot be created.
    RequestLog(std::filesystem::path path, Duration network);
    RequestLog(const RequestLog&) = delete;
    RequestLog& operator=(const RequestLog&) = delete;
    /// Removes what was written, unless finished.
    ~RequestLog();

    /// \throws IoError, as does `finish`.
    void add(const RequestRecord& record);
    void finish();

    /// Where the file for `path` is while it grows; for removing it when its writer was killed.
    [[nodiscard]] static std::filesystem::path unfinished(const std::filesystem::path& path);

private:
    void flush();

    std::filesystem::path path_;
    Duration network_;
    int file_ = -1;
    fmt::memory_buffer buffer_;
};

}  // namespace plimsoll::sim
