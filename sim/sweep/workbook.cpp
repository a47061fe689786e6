// SPDX-FileCopyrightText: 2026 The Plimsoll authors
// SPDX-License-Identifier: Apache-2.0
#include "sim/sweep/workbook.hpp"

#include "scenarios/input_error.hpp"
#include "scenarios/printable.hpp"
#include "sim/sweep/workbook_file.hpp"

#include <fmt/format.h>

#include <charconv>
#include <cmath>
#include <string>

#include <xlsxwriter.h>

namespace plimsoll::sim {

namespace fs = std::filesystem;

namespace {

/// One sheet of rows.
class Workbook {
public:
    explicit Workbook(const fs::path& file) : file_(file, true) { sheet_ = file_.add_sheet("results"); }

    void header(Statement& rows) {
        auto* bold = workbook_add_format(file_.book());
        format_set_bold(bold);
        for (int column = 0; column < rows.columns(); ++column)
            check(worksheet_write_string(sheet_, 0, place(column),
                                         scenarios::printable(rows.column_name(column)).c_str(), bold));
        worksheet_freeze_panes(sheet_, 1, 0);
    }
    void row(lxw_row_t number, Statement& rows) {
        if (number >= LXW_ROW_MAX)
            throw InputError(Problem{file_.path().string(), 0, "",
                                     fmt::format("a sheet has room for {} rows below its header", LXW_ROW_MAX - 1),
                                     "export csv, or query for fewer rows"});
        for (int column = 0; column < rows.columns(); ++column)
            if (!rows.is_null(column)) check(write(number, place(column), rows, column));
    }
    void finish() { file_.finish(); }

private:
    static lxw_col_t place(int column) { return static_cast<lxw_col_t>(column); }

    lxw_error write(lxw_row_t row, lxw_col_t cell, Statement& rows, int column) {
        const auto text = rows.text(column);
        double number = 0;
        const auto [end, error] = std::from_chars(text.data(), text.data() + text.size(), number);
        // What a double does not hold exactly stays a text, every digit of it.
        constexpr double kExact = 9007199254740992;  // 2^53
        const bool whole = text.find_first_of(".eE") == std::string::npos;
        if (rows.is_number(column) && error == std::errc() && std::isfinite(number) &&
            (!whole || std::abs(number) < kExact))
            return worksheet_write_number(sheet_, row, cell, number, nullptr);
        return worksheet_write_string(sheet_, row, cell, scenarios::printable(text).c_str(), nullptr);
    }
    void check(lxw_error error) const {
        if (error == LXW_NO_ERROR) return;
        throw InputError(Problem{file_.path().string(), 0, "", lxw_strerror(error), "export csv, or query for less"});
    }

    WorkbookFile file_;
    lxw_worksheet* sheet_ = nullptr;
};

}  // namespace

void write_workbook(Statement& rows, const fs::path& file) {
    Workbook workbook(file);
    workbook.header(rows);
    for (lxw_row_t number = 1; rows.step(); ++number) workbook.row(number, rows);
    workbook.finish();
}

}  // namespace plimsoll::sim
