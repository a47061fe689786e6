// SPDX-FileCopyrightText: 2026 The Plimsoll authors
// SPDX-License-Identifier: Apache-2.0
#include "sim/sweep/table_text.hpp"

#include "scenarios/printable.hpp"

#include <nlohmann/json.hpp>

namespace plimsoll::sim {

void write_csv(Statement& rows, const Sink& sink) {
    std::string line;
    const auto end_cell = [&](int column) { line += column + 1 < rows.columns() ? "," : "\n"; };
    for (int column = 0; column < rows.columns(); ++column) {
        line += scenarios::csv_field(rows.column_name(column));
        end_cell(column);
    }
    sink(line);
    while (rows.step()) {
        line.clear();
        for (int column = 0; column < rows.columns(); ++column) {
            line += rows.is_number(column) ? rows.text(column) : scenarios::csv_field(rows.text(column));
            end_cell(column);
        }
        sink(line);
    }
}

void write_json_lines(Statement& rows, const Sink& sink) {
    while (rows.step()) {
        std::string line = "{";
        for (int column = 0; column < rows.columns(); ++column) {
            if (rows.is_null(column)) continue;
            const auto text = rows.text(column);
            if (line.size() > 1) line += ",";
            line += scenarios::json_text(nlohmann::json(rows.column_name(column)), -1) + ":";
            line += rows.is_number(column) ? text : scenarios::json_text(nlohmann::json(text), -1);
        }
        sink(line + "}\n");
    }
}

}  // namespace plimsoll::sim
