// SPDX-FileCopyrightText: 2026 The Plimsoll authors
// SPDX-License-Identifier: Apache-2.0
#include "sim/report/text_table.hpp"

#include "sim/report/layout.hpp"

#include <algorithm>

namespace plimsoll::results {

std::string text_table(const std::vector<TextRow>& rows, std::size_t width) {
    std::vector<std::size_t> widths(rows.front().size());
    for (const auto& row : rows)
        for (std::size_t c = 0; c < row.size(); ++c) widths[c] = std::max(widths[c], display_width(row[c]));
    std::string text;
    for (const auto& row : rows) {
        std::string line = padded_right(row[0], widths[0]);
        for (std::size_t c = 1; c < row.size(); ++c) line += padded_left(row[c], widths[c] + kGap);
        text += ended_line(shortened(line, width));
    }
    return text;
}

}  // namespace plimsoll::results
