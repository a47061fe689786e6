// SPDX-FileCopyrightText: 2026 The Plimsoll authors
// SPDX-License-Identifier: Apache-2.0
#pragma once

#include "scenarios/files/line_reader.hpp"
#include "scenarios/files/row_error.hpp"
#include "scenarios/scenario.hpp"
#include "sim/traffic/shared_parts.hpp"
#include "sim/traffic/time_stamp.hpp"

#include <cstdint>
#include <limits>
#include <memory>
#include <optional>
#include <string>
#include <vector>

namespace plimsoll::sim {

/// One request of a trace.
struct TraceRecord {
    std::int64_t time_ns = 0;
    std::uint32_t input_tokens = 1;
    std::uint32_t output_tokens = 0;
    std::uint16_t tenant = 0;  ///< the number of its name among those of the file, by their first appearance
    /// How its prompt begins, where others may begin like it; null where the file does not tell.
    std::shared_ptr<const std::vector<SharedPart>> shared{};
    /// Records of different editions share nothing: 0 is the trace itself, others its copies and repetitions.
    std::uint64_t edition = 0;
};

/// The requests of one pass through a trace file. The first request's time becomes 0: a trace starts with the run,
/// whatever its clock; all distances between requests stay exact.
class TraceReader {
public:
    virtual ~TraceReader() = default;

    /// The next request; false at the end of the file.
    /// \throws InputError for malformed rows and for time going backwards, each with the further bad rows of the file.
    bool next(TraceRecord& record);

    /// Reads no line that starts behind so many bytes of text.
    void stop_after(std::uint64_t bytes) { lines().stop_after(bytes); }
    /// Whether that is why `next` gave nothing.
    [[nodiscard]] bool stopped() { return lines().stopped(); }
    /// About how much of the file has been read.
    [[nodiscard]] double share_read() { return lines().share_read(); }
    /// The first request's time on the file's own clock.
    [[nodiscard]] std::int64_t first_time_ns() const noexcept { return zero_ns_; }
    /// In which unit the times are numbers; nothing where they are dates.
    [[nodiscard]] virtual std::optional<TimeUnit> unit() const { return std::nullopt; }
    /// The names of those who sent what was read so far; none where the file does not tell.
    [[nodiscard]] virtual std::vector<std::string> tenants() const { return {}; }
    /// Whether the times are dates that name no time zone.
    [[nodiscard]] virtual bool has_local_times() const { return false; }

protected:
    /// One row in the file's own time; false at the end. \throws RowError
    virtual bool parse_next(TraceRecord& record) = 0;
    [[nodiscard]] virtual scenarios::LineReader& lines() = 0;
    /// The line on which the row starts that was read last, from 1.
    [[nodiscard]] virtual int line() { return lines().line(); }

private:
    friend std::unique_ptr<TraceReader> open_trace(const scenarios::TraceTraffic& trace, scenarios::Syntax syntax);

    bool next_checked(TraceRecord& record);
    [[nodiscard]] std::string why_backwards(std::int64_t time) const;

    scenarios::TraceTraffic trace_;
    scenarios::Syntax syntax_ = scenarios::Syntax::scenario;
    bool started_ = false;
    std::int64_t zero_ns_ = 0;
    std::int64_t last_ns_ = std::numeric_limits<std::int64_t>::min();
};

/// Hints are spelt for whoever gave the settings. \throws InputError for an unknown format or a header that does not
/// fit, IoError when the file cannot be opened.
[[nodiscard]] std::unique_ptr<TraceReader> open_trace(const scenarios::TraceTraffic& trace,
                                                      scenarios::Syntax syntax = scenarios::Syntax::scenario);

}  // namespace plimsoll::sim
