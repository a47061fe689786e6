// SPDX-FileCopyrightText: 2026 The Plimsoll authors
// SPDX-License-Identifier: Apache-2.0
#pragma once

#include "scenarios/input_error.hpp"

#include <cstddef>
#include <filesystem>
#include <string>
#include <string_view>
#include <vector>

namespace plimsoll::models {

/// A table of another project: comma-separated, without quotes, with a header; plain or gzip. Collects what is wrong
/// with cells and throws it all at once.
class CsvTable {
public:
    /// \throws IoError, InputError for no header or rows of another length
    explicit CsvTable(std::filesystem::path file);
    CsvTable(const CsvTable&) = delete;
    CsvTable& operator=(const CsvTable&) = delete;
    ~CsvTable() = default;

    [[nodiscard]] const std::filesystem::path& file() const { return file_; }
    [[nodiscard]] std::size_t rows() const { return columns_.empty() ? 0 : cells_.size() / columns_.size(); }
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

    std::filesystem::path file_;
    std::string content_;
    std::vector<std::string_view> columns_;
    std::vector<std::string_view> cells_;
    std::vector<int> lines_;
    std::vector<Problem> problems_;
};

}  // namespace plimsoll::models
