// SPDX-FileCopyrightText: 2026 The Plimsoll authors
// SPDX-License-Identifier: Apache-2.0
#pragma once

#include "scenarios/printable.hpp"
#include "sim/sweep/workbook_file.hpp"

#include <string>
#include <vector>

#include <xlsxwriter.h>

/// How the cells of the report's workbook are written.
namespace plimsoll::sim {

/// How cells look.
struct Formats {
    lxw_format* title;
    lxw_format* head;
    lxw_format* usd;
    lxw_format* exact_usd;
    lxw_format* exact_dollars;
    lxw_format* share;
    lxw_format* input;
    lxw_format* wrapped;

    /// `usd` and `exact_usd` in the currency of the bills.
    Formats(lxw_workbook* book, const std::string& currency) {
        const auto made = [book](const char* number) {
            auto* format = workbook_add_format(book);
            if (number != nullptr) format_set_num_format(format, number);
            return format;
        };
        title = made(nullptr);
        format_set_bold(title);
        constexpr double kTitle = 14;
        format_set_font_size(title, kTitle);
        head = made(nullptr);
        format_set_bold(head);
        format_set_text_wrap(head);
        format_set_bottom(head, LXW_BORDER_THIN);
        const std::string symbol = currency == "USD"   ? "$"
                                   : currency == "EUR" ? "[$€]"
                                   : currency == "GBP" ? "[$£]"
                                                       : "\"" + currency + " \"";
        usd = made((symbol + "#,##0.00").c_str());
        exact_usd = made((symbol + "#,##0.000000").c_str());
        exact_dollars = made("$#,##0.000000");
        share = made("0.0%");
        input = made("0.####");
        format_set_font_color(input, LXW_COLOR_BLUE);  // as those that a reader may change are in finance
        wrapped = made(nullptr);
        format_set_text_wrap(wrapped);
        format_set_align(wrapped, LXW_ALIGN_VERTICAL_TOP);
    }
};

/// One sheet, cell by cell. Texts are written as texts: none becomes a formula.
class Sheet {
public:
    Sheet(WorkbookFile& file, const char* name) : sheet_(file.add_sheet(name)) {
        worksheet_set_landscape(sheet_);
        worksheet_fit_to_pages(sheet_, 1, 0);  // one wide, as many high as it takes
    }

    void text(lxw_row_t row, lxw_col_t column, const std::string& value, lxw_format* format = nullptr) {
        worksheet_write_string(sheet_, row, column, scenarios::printable(value).c_str(), format);
    }
    void number(lxw_row_t row, lxw_col_t column, double value, lxw_format* format = nullptr) {
        worksheet_write_number(sheet_, row, column, value, format);
    }
    /// `value` is what it comes to, for who does not calculate.
    void formula(lxw_row_t row, lxw_col_t column, const std::string& text, double value, lxw_format* format) {
        worksheet_write_formula_num(sheet_, row, column, text.c_str(), format, value);
    }
    void head(lxw_row_t row, const std::vector<std::string>& names, lxw_format* format) {
        for (std::size_t i = 0; i < names.size(); ++i) text(row, static_cast<lxw_col_t>(i), names[i], format);
    }
    void widths(const std::vector<double>& widths) {
        for (std::size_t i = 0; i < widths.size(); ++i)
            worksheet_set_column(sheet_, static_cast<lxw_col_t>(i), static_cast<lxw_col_t>(i), widths[i], nullptr);
    }
    [[nodiscard]] lxw_worksheet* get() const { return sheet_; }

private:
    lxw_worksheet* sheet_;
};

}  // namespace plimsoll::sim
