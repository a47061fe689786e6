// SPDX-FileCopyrightText: 2026 The Plimsoll authors
// SPDX-License-Identifier: Apache-2.0
#include "models/profile/csv_table.hpp"

#include "scenarios/files/packed_text.hpp"
#include "scenarios/printable.hpp"

#include <fast_float/fast_float.h>
#include <fmt/format.h>

#include <cmath>
#include <utility>

namespace plimsoll::models {

CsvTable::CsvTable(std::filesystem::path file) : file_(std::move(file)), source_(file_.string()) {
    std::vector<std::string_view> fields;
    for (bool more = true; more;) {
        try {
            more = source_.next(fields);
            if (!more) break;
        } catch (const scenarios::RowError& error) {
            note(source_.line(), error.what());
            continue;
        }
        for (const std::string_view field : fields) {
            text_ += field;
            if (text_.size() > scenarios::kMostTextBytes)
                throw InputError(Problem{file_.string(),
                                         0,
                                         {},
                                         fmt::format("the table has more than {} bytes", scenarios::kMostTextBytes),
                                         {}});
            cell_ends_.push_back(text_.size());
        }
        lines_.push_back(source_.line());
    }
    finish();
}

bool CsvTable::has(std::string_view column) const { return source_.has(column); }

std::size_t CsvTable::column(std::string_view name) const { return source_.column(name); }

std::string_view CsvTable::text(std::size_t row, std::size_t column) const {
    const std::size_t cell = row * source_.header().size() + column;
    const std::size_t begin = cell == 0 ? 0 : cell_ends_[cell - 1];
    return std::string_view(text_).substr(begin, cell_ends_[cell] - begin);
}

double CsvTable::number(std::size_t row, std::size_t column) {
    const auto cell = source_.number(text(row, column));
    double value = 0;
    const auto [end, error] = fast_float::from_chars(cell.data(), cell.data() + cell.size(), value);
    if (error == std::errc() && end == cell.data() + cell.size() && std::isfinite(value)) return value;
    note(lines_[row], fmt::format("{} is {}; expected a number", source_.header()[column], scenarios::excerpt(cell)));
    return 0;
}

void CsvTable::note(int line, std::string message) {
    if (problems_.size() < kMostProblems) problems_.push_back({file_.string(), line, {}, std::move(message), {}});
}

void CsvTable::finish() const {
    if (!problems_.empty()) throw InputError(problems_);
}

}  // namespace plimsoll::models
