// SPDX-FileCopyrightText: 2026 The Plimsoll authors
// SPDX-License-Identifier: Apache-2.0
#pragma once

#include "scenarios/files/csv_rows.hpp"
#include "scenarios/input_error.hpp"

#include <cstddef>
#include <filesystem>
#include <string>
#include <string_view>
#include <vector>

namespace plimsoll::models {

/// A table of another project, held in memory: scenarios::CsvRows reads it. Collects what is wrong with cells and
/// throws it all at once.
class CsvTable {
public:
    /// \throws IoError, InputError for no header or rows of another length
    explicit CsvTable(std::filesystem::path file);

    [[nodiscard]] const std::filesystem::path& file() const { return file_; }
    [[nodiscard]] std::size_t rows() const { return lines_.size(); }
    [[nodiscard]] bool has(std::string_view column) const;
    /// \throws InputError, naming the nearest column.
    [[nodiscard]] std::size_t column(std::string_view name) const;
    [[nodiscard]] std::string_view text(std::size_t row, std::size_t column) const;
    /// A finite number; 0, and a problem noted, where there is none.
    [[nodiscard]] double number(std::size_t row, std::size_t column);

    /// \throws InputError with every problem noted
    void finish() const;

private:
    static constexpr std::size_t kMostProblems = 20;

    void note(int line, std::string message);

    std::filesystem::path file_;
    scenarios::CsvRows source_;
    std::string text_;                    ///< all cells, row by row
    std::vector<std::size_t> cell_ends_;  ///< of each cell, in `text_`
    std::vector<int> lines_;
    std::vector<Problem> problems_;
};

}  // namespace plimsoll::models
