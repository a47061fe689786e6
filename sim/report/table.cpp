// SPDX-FileCopyrightText: 2026 The Plimsoll authors
// SPDX-License-Identifier: Apache-2.0
#include "sim/report/table.hpp"

#include "scenarios/printable.hpp"
#include "scenarios/quantity.hpp"
#include "sim/compare/contest.hpp"
#include "sim/compare/left_out.hpp"
#include "sim/compare/text.hpp"
#include "sim/compare/why.hpp"
#include "sim/report/comparison_json.hpp"
#include "sim/report/layout.hpp"
#include "sim/report/models_text.hpp"
#include "sim/report/sensitivities_text.hpp"
#include "sim/report/tenants_text.hpp"
#include "sim/report/tokens_text.hpp"

#include <fmt/format.h>
#include <fmt/ranges.h>

#include <algorithm>
#include <array>
#include <utility>

namespace plimsoll::results {

namespace {

constexpr std::size_t kComfortableName = 26;
constexpr std::size_t kShortestWhy = 44;

struct Column {
    std::vector<std::string> title;  ///< by line
    bool left = false;               ///< text at the left; numbers stand at the right
    int dispensable = 0;             ///< 0: always shown; the highest goes first where the width is short
    std::vector<std::string> cells = {};
    std::vector<Style> styles = {};
    std::size_t width = 0;

    void add(std::string cell, Style style) {
        cells.push_back(std::move(cell));
        styles.push_back(style);
    }
};

std::string objectives_cell(const DeploymentResult& deployment) {
    if (deployment.replications == 0) return "no result";
    if (deployment.slo.empty() && !deployment.deadline) return "–";
    return fmt::format("{} {}", deployment.feasible() ? "✓" : "✗", share_text(decisive_attainment(deployment)));
}

std::string instances_cell(const DeploymentResult& deployment) {
    const auto& instances = deployment.instances;
    if (instances.peak == 0) return "–";
    return fmt::format("{} / {}", number_text(instances.mean), instances.peak);
}

std::vector<Column> columns_of(const Comparison& comparison) {
    Column name{{"deployment"}, true};
    Column month{{"cost per", "month"}};
    Column per_1k{{"per 1k", "requests"}, false, 2};
    Column p50{{"p50"}, false, 3};
    Column p99{{"p99"}};
    Column objectives{{"objectives"}, true};
    Column instances{{"instances", "mean / peak"}, false, 1};
    for (std::size_t i = 0; i < comparison.deployments.size(); ++i) {
        const auto& deployment = comparison.deployments[i];
        const bool any = deployment.replications > 0;
        const auto or_dash = [](bool known, std::string text) { return known ? std::move(text) : std::string("–"); };
        const Style style = comparison.verdict.cheapest == i ? Style::bold : Style::plain;
        name.add((comparison.verdict.cheapest == i ? "* " : "  ") + scenarios::printable(deployment.name) +
                     (deployment.example ? " (example)" : ""),
                 style);
        month.add(or_dash(any, money_text(deployment.cost.per_month.approximate(), deployment.cost.per_month_ci)),
                  style);
        const auto& cost = deployment.cost.per_1k_requests;
        per_1k.add(cost ? money_text(cost->approximate()) : "–", style);
        const bool measured = deployment.requests.measured > 0;
        p50.add(or_dash(measured, duration_text(deployment.latency.p50.value)), style);
        p99.add(or_dash(measured, duration_text(deployment.latency.p99)), style);
        const bool judged = !deployment.slo.empty() || deployment.deadline || !any;
        objectives.add(objectives_cell(deployment), !judged                 ? Style::plain
                                                    : deployment.feasible() ? Style::good
                                                                            : Style::bad);
        instances.add(instances_cell(deployment), style);
    }
    return {name, month, per_1k, p50, p99, objectives, instances};
}

std::size_t fit(Column& column) {
    column.width = 0;
    for (const auto* texts : {&column.title, &column.cells})
        for (const auto& text : *texts) column.width = std::max(column.width, display_width(text));
    return column.width;
}

std::size_t total_width(std::vector<Column>& columns) {
    std::size_t total = 0;
    for (auto& column : columns) total += fit(column) + kGap;
    return total - kGap;
}

/// Shortens long names and drops dispensable columns until the rows fit.
void fit_into(std::vector<Column>& columns, std::size_t width) {
    for (std::size_t total = total_width(columns); total > width; total = total_width(columns)) {
        const auto least = std::max_element(
            columns.begin(), columns.end(),
            [](const Column& left, const Column& right) { return left.dispensable < right.dispensable; });
        const std::size_t excess = total - width;
        Column& names = columns.front();
        if (least->dispensable > 0 && names.width < kComfortableName + excess) {
            columns.erase(least);
            continue;
        }
        const std::size_t room = names.width > excess ? names.width - excess : 1;
        for (auto& cell : names.cells) cell = shortened(cell, room);
        total_width(columns);
        return;
    }
}

std::string padded(const Column& column, std::string_view text) {
    return column.left ? padded_right(text, column.width) : padded_left(text, column.width);
}

std::string header_text(const std::vector<Column>& columns, bool why_column, bool colour) {
    std::size_t height = 1;
    std::size_t rule = 0;
    for (const auto& column : columns) {
        height = std::max(height, column.title.size());
        rule += column.width + kGap;
    }
    std::string text;
    for (std::size_t row = 0; row < height; ++row) {
        std::string line;
        for (const auto& column : columns) {
            const std::size_t above = height - column.title.size();  // titles stand on the last line
            line += padded(column, row < above ? "" : column.title[row - above]) + std::string(kGap, ' ');
        }
        if (why_column && row + 1 == height) line += "why";
        line.erase(line.find_last_not_of(' ') + 1);
        text += styled(line, Style::bold, colour) + "\n";
    }
    rule = why_column ? rule + kShortestWhy : rule - kGap;
    for (std::size_t i = 0; i < rule; ++i) text += "─";
    return text + "\n";
}

std::string deployments_text(const Comparison& comparison, std::size_t width, bool colour) {
    std::vector<Column> columns = columns_of(comparison);
    const bool why_column = total_width(columns) + kGap + kShortestWhy <= width;
    if (!why_column) fit_into(columns, width);
    const std::size_t used = total_width(columns) + kGap;
    std::string text = header_text(columns, why_column, colour);
    for (std::size_t row = 0; row < comparison.deployments.size(); ++row) {
        std::string line;
        for (const auto& column : columns)
            line += styled(padded(column, column.cells[row]), column.styles[row], colour) + std::string(kGap, ' ');
        const std::string why = why_text(comparison.deployments[row]);
        if (!why_column) {
            text += ended_line(line);
            if (!why.empty()) text += paragraph(why, width, "    ", "    ");
            continue;
        }
        const auto lines = wrapped(scenarios::printable(why), width - used);
        text += ended_line(line + lines.front());
        for (std::size_t i = 1; i < lines.size(); ++i) text += ended_line(std::string(used, ' ') + lines[i]);
    }
    return text;
}

/// Each warning with the names of those whom it concerns, in the order of the first of them.
std::vector<std::pair<std::string, std::string>> warnings_of_deployments(const Comparison& comparison) {
    std::vector<std::pair<std::string, std::string>> warnings;
    for (const auto& deployment : comparison.deployments) {
        for (const auto& warning : deployment.warnings) {
            const auto same = std::find_if(warnings.begin(), warnings.end(),
                                           [&](const auto& other) { return other.first == warning.text; });
            if (same == warnings.end())
                warnings.emplace_back(warning.text, deployment.name);
            else
                same->second += "; " + deployment.name;
        }
    }
    return warnings;
}

std::string warnings_text(const Comparison& comparison, std::size_t width, bool colour) {
    std::string text;
    const std::string mark = styled("!", Style::bad, colour) + " ";
    const auto add = [&](const std::string& warning) {
        std::string block = paragraph(warning, width, "! ", "  ");
        if (colour) block.replace(0, 2, mark);
        text += block;
    };
    for (const auto& warning : comparison.warnings) add(warning.text);
    for (const auto& [warning, whose] : warnings_of_deployments(comparison)) add(whose + ": " + warning);
    return text;
}

/// What the deployments would cost without the price factors; empty where they change nothing.
std::string discount_text(const Comparison& comparison) {
    std::string text;
    for (const auto& deployment : comparison.deployments) {
        if (!deployment.cost.list_per_month) continue;
        text += fmt::format("{}'{}' {}",
                            text.empty() ? "price_factors change the prices; at list prices a month costs: " : ", ",
                            deployment.name, money_text(deployment.cost.list_per_month->approximate()));
    }
    return text;
}

/// What no bill holds, then what those of some deployments do not, by what it is.
std::string left_out_text(const Comparison& comparison) {
    const auto everywhere = left_out_everywhere(comparison);
    std::vector<std::pair<std::string, std::string>> more;  // and whose
    for (const auto& deployment : comparison.deployments) {
        auto own = deployment.cost.left_out;
        std::erase_if(own, [&](const std::string& name) {
            return std::find(everywhere.begin(), everywhere.end(), name) != everywhere.end();
        });
        if (own.empty()) continue;
        const auto text = fmt::format("{}", fmt::join(own, ", "));
        const auto same = std::find_if(more.begin(), more.end(), [&](const auto& each) { return each.first == text; });
        if (same == more.end())
            more.emplace_back(text, fmt::format("'{}'", deployment.name));
        else
            same->second += fmt::format(", '{}'", deployment.name);
    }
    std::string text = fmt::format("costs leave out {}", fmt::join(everywhere, ", "));
    for (const auto& [what, whose] : more) text += fmt::format("; those of {} also {}", whose, what);
    return text + R"( (a deployment's "extras" add them))";
}

std::string notes_text(const Comparison& comparison, std::size_t width) {
    std::string text;
    if (const auto discount = discount_text(comparison); !discount.empty())
        text += paragraph(discount, width, "note: ", "      ");
    for (const auto& note : comparison.notes.notes) text += paragraph(note, width, "note: ", "      ");
    text += paragraph(left_out_text(comparison), width, "note: ", "      ");
    return text;
}

std::string audit_text(const Comparison& comparison, std::size_t width, bool colour) {
    std::size_t checks = 0;
    std::string breaches;
    for (const auto& deployment : comparison.deployments) {
        for (const auto& check : deployment.audit) {
            checks += check.runs;
            if (!check.passed)
                breaches +=
                    paragraph(fmt::format("{}: {}: {}", deployment.name, check.name, check.detail), width, "  ", "  ");
        }
    }
    const std::string fingerprint = fingerprint_text(comparison.fingerprint);
    if (!breaches.empty())
        return styled("audit: FAILED", Style::bad, colour) + "; fingerprint " + fingerprint + "\n" + breaches;
    return fmt::format("audit: {} checks passed; fingerprint {}\n", checks, fingerprint);
}

std::string title_text(const Comparison& comparison, std::size_t width) {
    const auto& scenario = comparison.scenario;
    double rate = 0;
    for (const auto& deployment : comparison.deployments) rate = std::max(rate, deployment.requests_per_s);
    std::string title = fmt::format("{}: {} requests/s over {}, {} replication{} (± is 95 % confidence)", scenario.name,
                                    number_text(rate), scenarios::text_of(scenario.horizon), scenario.replications,
                                    scenario.replications == 1 ? "" : "s");
    for (std::size_t i = 0; i < scenario.slos.size(); ++i)
        title += (i == 0 ? "; objectives: " : ", ") + slo_text(scenario.slos[i]);
    return paragraph(title, width);
}

}  // namespace

std::string table_text(const Comparison& comparison, const TableOptions& options) {
    const std::size_t width = std::max(options.width, kNarrowest);
    std::string text =
        title_text(comparison, width) + "\n" + deployments_text(comparison, width, options.colour) + "\n";
    for (const auto& sentence : comparison.verdict.sentences) text += paragraph(sentence, width);
    const std::string blocks[] = {
        load_curve_text(comparison, options), tokens_text(comparison, width),
        tenants_text(comparison, width),      sensitivities_text(comparison, options),
        models_text(comparison, width),       warnings_text(comparison, width, options.colour),
        notes_text(comparison, width),        audit_text(comparison, width, options.colour)};
    for (const auto& block : blocks)
        if (!block.empty()) text += "\n" + block;
    return text;
}

}  // namespace plimsoll::results
