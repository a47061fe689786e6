// SPDX-FileCopyrightText: 2026 The Plimsoll authors
// SPDX-License-Identifier: Apache-2.0
#pragma once

#include "scenarios/whole_file.hpp"
#include "sim/disciplines/recorder.hpp"

#include <fmt/format.h>

#include <filesystem>

namespace plimsoll::sim {

/// Every request of one simulation as a CSV file, in the order in which they leave: `id, arrival_s, start_s,
/// completion_s, latency_s, cold_start_s, batching_s, outcome, waited_for_start, pool`. Times are exact, to the
/// nanosecond. `completion_s` is the time of the rejection or failure where there was one; the latency includes the
/// network.
///
/// The file is never seen half: `finish` puts it in its place.
class RequestLog {
public:
    /// \throws IoError when the file cannot be created.
    RequestLog(std::filesystem::path path, Duration network);
    /// \throws IoError, as does `finish`.
    void add(const RequestRecord& record);
    void finish();

private:
    void flush();

    scenarios::WholeFile file_;
    Duration network_;
    fmt::memory_buffer buffer_;
};

}  // namespace plimsoll::sim
