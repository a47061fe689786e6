// SPDX-FileCopyrightText: 2026 The Plimsoll authors
// SPDX-License-Identifier: Apache-2.0
#include "models/profile/csv_table.hpp"

#include "models/profile/packed_text.hpp"
#include "scenarios/suggestion.hpp"

#include <fast_float/fast_float.h>
#include <fmt/format.h>

#include <algorithm>
#include <cmath>
#include <utility>

namespace plimsoll::models {
namespace {

std::string_view trimmed(std::string_view text) {
    const auto first = text.find_first_not_of(" \t\r");
    if (first == std::string_view::npos) return {};
    return text.substr(first, text.find_last_not_of(" \t\r") - first + 1);
}

void split(std::string_view line, std::vector<std::string_view>& fields) {
    for (;;) {
        const auto comma = line.find(',');
        fields.push_back(trimmed(line.substr(0, comma)));
        if (comma == std::string_view::npos) return;
        line.remove_prefix(comma + 1);
    }
}

}  // namespace

CsvTable::CsvTable(std::filesystem::path file) : file_(std::move(file)), content_(read_packed_text(file_)) {
    std::string_view rest = content_;
    for (int number = 1; !rest.empty(); ++number) {
        const auto end = rest.find('\n');
        const auto line = rest.substr(0, end);
        rest.remove_prefix(end == std::string_view::npos ? rest.size() : end + 1);
        if (trimmed(line).empty()) continue;
        if (columns_.empty()) {
            split(line, columns_);
            continue;
        }
        const auto before = cells_.size();
        split(line, cells_);
        if (const auto found = cells_.size() - before; found != columns_.size()) {
            cells_.resize(before);
            problems_.push_back(
                {file_.string(), number, "", fmt::format("{} fields; the header has {}", found, columns_.size()), ""});
            continue;
        }
        lines_.push_back(number);
    }
    if (columns_.empty()) throw InputError(Problem{file_.string(), 1, "", "the file is empty; expected a header", ""});
    if (problems_.size() > kMostProblems) problems_.resize(kMostProblems);
    finish();
}

bool CsvTable::has(std::string_view column) const {
    return std::find(columns_.begin(), columns_.end(), column) != columns_.end();
}

std::size_t CsvTable::column(std::string_view name) const {
    const auto found = std::find(columns_.begin(), columns_.end(), name);
    if (found != columns_.end()) return static_cast<std::size_t>(found - columns_.begin());
    const std::vector<std::string> known(columns_.begin(), columns_.end());
    throw InputError(Problem{file_.string(), 1, "", fmt::format("the header has no column \"{}\"", name),
                             scenarios::did_you_mean(name, known)});
}

std::string_view CsvTable::text(std::size_t row, std::size_t column) const {
    return cells_[row * columns_.size() + column];
}

double CsvTable::number(std::size_t row, std::size_t column) {
    const auto cell = text(row, column);
    double value = 0;
    const auto [end, error] = fast_float::from_chars(cell.data(), cell.data() + cell.size(), value);
    if (error == std::errc() && end == cell.data() + cell.size() && std::isfinite(value)) return value;
    if (problems_.size() < kMostProblems)
        problems_.push_back({file_.string(), lines_[row], "",
                             fmt::format("{} is \"{}\"; expected a number", columns_[column], cell), ""});
    return 0;
}

void CsvTable::finish() const {
    if (!problems_.empty()) throw InputError(problems_);
}

}  // namespace plimsoll::models
