// SPDX-FileCopyrightText: 2026 The Plimsoll authors
// SPDX-License-Identifier: Apache-2.0
#pragma once

#include "scenarios/scenario.hpp"

#include <cstdint>
#include <limits>
#include <memory>
#include <string>

namespace plimsoll::sim {

/// One request of a trace.
struct TraceRecord {
    std::int64_t time_ns = 0;
    std::uint32_t input_tokens = 1;
    std::uint32_t output_tokens = 0;
};

/// The requests of one pass through a trace file. The first request's time becomes 0: a trace starts with the run,
/// whatever its clock; all distances between requests stay exact.
class TraceReader {
public:
    virtual ~TraceReader() = default;

    /// The next request; false at the end of the file.
    /// \throws InputError for malformed rows and for time going backwards, each with the further bad rows of the file.
    bool next(TraceRecord& record);

protected:
    /// One row in the file's own time; false at the end. \throws RowError
    virtual bool parse_next(TraceRecord& record) = 0;
    [[nodiscard]] virtual int line() const = 0;
    [[nodiscard]] virtual const std::string& path() const = 0;

private:
    bool next_checked(TraceRecord& record);

    bool started_ = false;
    std::int64_t zero_ns_ = 0;
    std::int64_t last_ns_ = std::numeric_limits<std::int64_t>::min();
};

/// \throws InputError for an unknown format or a header that does not fit, IoError when the file cannot be opened.
[[nodiscard]] std::unique_ptr<TraceReader> open_trace(const scenarios::TraceTraffic& trace);

/// The format that the first line looks like: "azure-llm-2023", "mooncake" or "csv".
/// \throws InputError for an empty or binary file, IoError
[[nodiscard]] std::string guess_format(const std::string& path);

/// The readers behind open_trace.
[[nodiscard]] std::unique_ptr<TraceReader> open_azure_llm_2023(const std::string& path);
[[nodiscard]] std::unique_ptr<TraceReader> open_mooncake(const std::string& path);
[[nodiscard]] std::unique_ptr<TraceReader> open_csv(const scenarios::TraceTraffic& trace);

}  // namespace plimsoll::sim
