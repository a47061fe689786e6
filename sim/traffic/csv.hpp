// SPDX-FileCopyrightText: 2026 The Plimsoll authors
// SPDX-License-Identifier: Apache-2.0
#pragma once

#include "sim/traffic/line_reader.hpp"

#include <cstddef>
#include <string>
#include <string_view>
#include <vector>

namespace plimsoll::sim {

/// The rows of a CSV file with a header (RFC 4180: commas, fields in double quotes may hold commas and line breaks).
/// Blanks around fields and blank lines are ignored; a doubled quote inside a field stays doubled.
class CsvRows {
public:
    /// Reads the header. \throws IoError; InputError when there is none.
    explicit CsvRows(std::string path);

    /// Index of the column. \throws InputError when the header has no such column, naming the nearest.
    [[nodiscard]] std::size_t column(const std::string& name) const;

    /// The fields of the next row, valid until the next call; false at the end.
    /// \throws RowError for another number of fields than the header's, InputError as LineReader
    bool next(std::vector<std::string_view>& fields);

    /// The line on which the row starts that `next` read last, from 1.
    [[nodiscard]] int line() const noexcept { return first_line_; }
    [[nodiscard]] const std::string& path() const noexcept { return lines_.path(); }

private:
    bool next_record(std::string_view& record);

    LineReader lines_;
    int first_line_ = 0;
    std::string joined_;  ///< a record of several lines
    std::vector<std::string> header_;
};

}  // namespace plimsoll::sim
