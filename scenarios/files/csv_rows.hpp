// SPDX-FileCopyrightText: 2026 The Plimsoll authors
// SPDX-License-Identifier: Apache-2.0
#pragma once

#include "scenarios/files/line_reader.hpp"
#include "scenarios/files/row_error.hpp"

#include <cstddef>
#include <string>
#include <string_view>
#include <vector>

namespace plimsoll::scenarios {

/// The rows of a table with a header (RFC 4180: fields in double quotes may hold separators and line breaks). Commas,
/// semicolons, tabs or vertical bars separate the fields: whichever the header (and the row behind it) has most of.
/// Blanks around fields and blank lines are ignored; a doubled quote inside a field stays doubled.
class CsvRows {
public:
    /// Reads the header. \throws IoError; InputError when there is none.
    explicit CsvRows(std::string path);

    [[nodiscard]] const std::vector<std::string>& header() const noexcept { return header_; }
    [[nodiscard]] bool has(std::string_view name) const;
    /// Index of the column. \throws InputError when the header has no such column, naming the nearest.
    [[nodiscard]] std::size_t column(std::string_view name) const;
    /// The names of the columns for a message: empty where the first line does not look like a header, since a file
    /// that is no table must not be told to whoever reads our messages.
    [[nodiscard]] std::vector<std::string> columns_to_tell() const;

    /// The fields of the next row, valid until the next call; false at the end.
    /// \throws RowError for another number of fields than the header's, InputError as LineReader
    bool next(std::vector<std::string_view>& fields);

    /// A field as a number is written here: a decimal comma, for whose sake tables are separated by semicolons, becomes
    /// a point. Valid until the next call.
    [[nodiscard]] std::string_view number(std::string_view field);
    /// The line on which the row starts that `next` read last, from 1.
    [[nodiscard]] int line() const noexcept { return first_line_; }
    [[nodiscard]] const std::string& path() const noexcept { return lines_.path(); }
    [[nodiscard]] LineReader& lines() noexcept { return lines_; }

private:
    bool next_record(std::string_view& record);

    LineReader lines_;
    char separator_ = ',';
    int first_line_ = 0;
    std::string joined_;  ///< a record of several lines
    std::string number_;  ///< see number()
    std::vector<std::string> header_;
};

}  // namespace plimsoll::scenarios
