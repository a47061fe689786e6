// SPDX-FileCopyrightText: 2026 The Plimsoll authors
// SPDX-License-Identifier: Apache-2.0
#pragma once

#include "scenarios/scenario.hpp"

#include <cstdint>
#include <functional>
#include <memory>
#include <optional>
#include <string>
#include <string_view>

namespace plimsoll::sim {

/// A row of a series as its file has it.
struct SeriesRow {
    std::string_view value;               ///< valid until the next row
    std::optional<std::int64_t> time_ns;  ///< where the file tells it
};

/// The rows of one pass through the file of a series.
class SeriesRows {
public:
    virtual ~SeriesRows() = default;
    /// False at the end. \throws RowError, InputError
    virtual bool next(SeriesRow& row) = 0;
    /// The line of the last row, from 1; 0 where the file has no lines of its own.
    [[nodiscard]] virtual int line() const = 0;
    /// What the values are called in messages.
    [[nodiscard]] virtual const std::string& column() const = 0;
    /// Reads no row that starts behind so many bytes of text; whether that is why `next` gave nothing; and about how
    /// much of the file has been read.
    virtual void stop_after(std::uint64_t bytes) = 0;
    [[nodiscard]] virtual bool stopped() = 0;
    [[nodiscard]] virtual double share_read() = 0;
};

/// Of a CSV file, or of the answer to a Prometheus range query.
/// \throws InputError for a file without the column, IoError when it cannot be opened
[[nodiscard]] std::unique_ptr<SeriesRows> open_series(const scenarios::SeriesTraffic& series);

/// A series that has come to its end without a request would be repeated for ever. \throws InputError
[[noreturn]] void throw_no_requests(const scenarios::SeriesTraffic& series, std::uint64_t rows);

/// Makes requests per interval of what the rows hold.
class SeriesCounts {
public:
    explicit SeriesCounts(const scenarios::SeriesTraffic& series);

    /// The next interval's requests; false at the end of the file.
    /// \throws InputError for malformed rows, each with the further bad rows of the file
    bool next(std::uint64_t& count);

    /// When the last row was, by its own time.
    [[nodiscard]] std::optional<std::int64_t> time_ns() const noexcept { return time_ns_; }
    [[nodiscard]] SeriesRows& rows() { return *rows_; }

private:
    bool next_checked(std::uint64_t& count);
    [[nodiscard]] std::uint64_t count_of_rate(std::string_view text);
    [[nodiscard]] bool close_interval(std::string_view text, std::uint64_t& count);

    scenarios::SeriesTraffic series_;
    std::unique_ptr<SeriesRows> rows_;
    std::optional<std::int64_t> time_ns_;
    unsigned __int128 expected_ = 0;      ///< rates: requests up to here, in 1e-18
    std::uint64_t given_ = 0;             ///< rates: of them
    std::optional<std::uint64_t> total_;  ///< counter: at the last row
};

}  // namespace plimsoll::sim
