// SPDX-FileCopyrightText: 2026 The Plimsoll authors
// SPDX-License-Identifier: Apache-2.0
#include "sim/report/sensitivities_text.hpp"

#include "scenarios/printable.hpp"
#include "sim/compare/sensitivities.hpp"
#include "sim/compare/text.hpp"
#include "sim/report/layout.hpp"

#include <fmt/format.h>

#include <algorithm>
#include <array>
#include <vector>

namespace plimsoll::results {

namespace {

using Row = std::array<std::string, 4>;  ///< assumption, its ends, cost, p99

std::string from_to(const std::string& low, const std::string& high) {
    return low == high ? "–" : fmt::format("{} to {}", low, high);
}

Row row_of(const Sensitivity& sensitivity) {
    const auto& low = sensitivity.at_low;
    const auto& high = sensitivity.at_high;
    const bool measured = low.p99_s && high.p99_s;
    return {scenarios::printable(sensitivity.what), ends_text(sensitivity),
            from_to(money_text(low.per_month.approximate()), money_text(high.per_month.approximate())),
            measured ? from_to(duration_text(*low.p99_s), duration_text(*high.p99_s)) : "–"};
}

std::string row_text(const Row& row, const std::array<std::size_t, 4>& widths) {
    std::string line = "  " + padded_right(shortened(row[0], widths[0]), widths[0]);
    for (std::size_t i = 1; i < row.size(); ++i) line += std::string(kGap, ' ') + padded_left(row[i], widths[i]);
    return ended_line(line);
}

}  // namespace

std::string sensitivities_text(const Comparison& comparison, const TableOptions& options) {
    const Row title{"assumption", "from / to", "cost per month", "p99"};
    std::array<std::size_t, 4> widths{};
    const auto widen = [&](const Row& row) {
        for (std::size_t i = 0; i < row.size(); ++i) widths[i] = std::max(widths[i], display_width(row[i]));
    };
    widen(title);
    std::vector<std::pair<std::string, std::vector<Row>>> blocks;
    for (const auto& deployment : comparison.deployments) {
        if (deployment.sensitivities.empty()) continue;
        auto& rows = blocks.emplace_back(scenarios::printable(deployment.name), std::vector<Row>{}).second;
        for (const auto& sensitivity : by_effect(deployment)) {
            rows.push_back(row_of(sensitivity));
            widen(rows.back());
        }
    }
    if (blocks.empty()) return {};
    constexpr std::size_t kIndent = 2;
    constexpr std::size_t kShortest = 12;
    const std::size_t width = std::max(options.width, kNarrowest);
    const std::size_t others = kIndent + widths[1] + widths[2] + widths[3] + 3 * kGap;
    widths[0] = std::min(widths[0], std::max(kShortest, width > others ? width - others : 0));
    std::string text =
        paragraph("What each assumption does alone, from one end of what it may be to the other:", width);
    text += styled(row_text(title, widths), Style::bold, options.colour);
    for (const auto& [name, rows] : blocks) {
        text += ended_line(shortened(name, width));
        for (const auto& row : rows) text += row_text(row, widths);
    }
    return text;
}

}  // namespace plimsoll::results
