// SPDX-FileCopyrightText: 2026 The Plimsoll authors
// SPDX-License-Identifier: Apache-2.0
#include "scenarios/printable.hpp"
#include "sim/compare/text.hpp"
#include "sim/compare/verdict.hpp"
#include "sim/report/layout.hpp"
#include "sim/report/table.hpp"

#include <fmt/format.h>

#include <algorithm>

namespace plimsoll::results {

namespace {

constexpr std::size_t kWidestColumn = 24;
constexpr std::size_t kTitleLines = 3;

using Deployments = std::vector<DeploymentResult>;
using Indices = std::vector<std::size_t>;

std::string cell_text(const Deployments& deployments, std::size_t which, double load,
                      std::optional<std::size_t> cheapest) {
    const LoadPoint* point = point_at(deployments[which], load);
    if (point == nullptr) return "–  ";
    return money_text(point->per_month.approximate()) + (!point->slo_met ? " ✗" : cheapest == which ? " *" : "  ");
}

std::string rate_text(const Deployments& deployments, double load) {
    for (const auto& deployment : deployments)
        if (const LoadPoint* point = point_at(deployment, load)) return number_text(point->requests_per_s);
    return "";
}

/// The deployment's name on at most three lines of that width.
std::vector<std::string> title_lines(const std::string& name, std::size_t width) {
    std::vector<std::string> lines = wrapped(scenarios::printable(name), width);
    if (lines.size() > kTitleLines) {
        lines.resize(kTitleLines);
        lines.back() = shortened(lines.back() + " …", width);
    }
    for (auto& line : lines) line = shortened(line, width);
    return lines;
}

struct Block {
    std::size_t load_width = 0;
    std::size_t rate_width = 0;
    std::size_t cell_width = 0;
};

std::string block_text(const Deployments& all, const Indices& shown, const std::vector<double>& loads,
                       const Block& block, bool colour) {
    const std::string gap(kGap, ' ');
    std::vector<std::vector<std::string>> titles;
    std::size_t height = 1;
    for (const std::size_t which : shown) {
        titles.push_back(title_lines(all[which].name, block.cell_width));
        height = std::max(height, titles.back().size());
    }
    std::string text;
    for (std::size_t row = 0; row < height; ++row) {
        const bool last = row + 1 == height;
        std::string line = padded_left(last ? "load" : "", block.load_width) + gap +
                           padded_left(last ? "requests/s" : "", block.rate_width);
        for (const auto& title : titles) {
            const std::size_t above = height - title.size();
            line += gap + padded_left(row < above ? "" : title[row - above], block.cell_width);
        }
        line.erase(line.find_last_not_of(' ') + 1);
        text += styled(line, Style::bold, colour) + "\n";
    }
    for (const double load : loads) {
        const auto cheapest = cheapest_at(all, load);
        std::string line = padded_left(number_text(load), block.load_width) + gap +
                           padded_left(rate_text(all, load), block.rate_width);
        for (const std::size_t which : shown) {
            const LoadPoint* point = point_at(all[which], load);
            const Style style = point == nullptr    ? Style::plain
                                : !point->slo_met   ? Style::faint
                                : cheapest == which ? Style::good
                                                    : Style::plain;
            line += gap + styled(padded_left(cell_text(all, which, load, cheapest), block.cell_width), style, colour);
        }
        line.erase(line.find_last_not_of(' ') + 1);
        text += line + "\n";
    }
    return text;
}

}  // namespace

std::string load_curve_text(const Comparison& comparison, const TableOptions& options) {
    const Deployments& all = comparison.deployments;
    const std::vector<double> loads = loads_of(all);
    if (loads.empty()) return "";
    const std::size_t width = std::max(options.width, kNarrowest);

    Block block;
    block.load_width = display_width("load");
    block.rate_width = display_width("requests/s");
    std::size_t cell = 0;
    for (const double load : loads) {
        block.load_width = std::max(block.load_width, display_width(number_text(load)));
        for (std::size_t i = 0; i < all.size(); ++i)
            cell = std::max(cell, display_width(cell_text(all, i, load, cheapest_at(all, load))));
    }
    const std::size_t room = width - block.load_width - kGap - block.rate_width;
    const std::size_t fitting =
        std::max<std::size_t>(1, std::min(all.size(), room / (std::max<std::size_t>(cell, 10) + kGap)));
    block.cell_width = std::clamp(room / fitting - kGap, cell, std::max(cell, kWidestColumn));

    std::string text =
        paragraph("Cost per month by load (* cheapest that meets its objectives, ✗ misses them):", width);
    for (std::size_t from = 0; from < all.size(); from += fitting) {
        Indices shown;
        for (std::size_t i = from; i < std::min(from + fitting, all.size()); ++i) shown.push_back(i);
        if (from > 0) text += "\n";
        text += block_text(all, shown, loads, block, options.colour);
    }
    return text;
}

}  // namespace plimsoll::results
