// SPDX-FileCopyrightText: 2026 The Plimsoll authors
// SPDX-License-Identifier: Apache-2.0
#include "scenarios/printable.hpp"
#include "sim/compare/contest.hpp"
#include "sim/report/csv_row.hpp"
#include "sim/report/describe_deployment.hpp"
#include "sim/report/files.hpp"

#include <algorithm>
#include <chrono>
#include <ratio>

namespace plimsoll::results {

namespace {

using scenarios::csv_field;
using Cells = std::vector<CsvRow::Cell>;

template <class Field>
void add_line(std::string& csv, const Cells& cells, Field field) {
    const char* comma = "";
    for (const auto& cell : cells) {
        csv += comma + field(cell);
        comma = ",";
    }
    csv += '\n';
}

/// The header is there even without a row: `none` makes it.
std::string table(const Cells& none, const std::vector<Cells>& rows) {
    std::string csv;
    add_line(csv, none, [](const CsvRow::Cell& cell) { return cell.column; });
    for (const auto& row : rows)
        add_line(csv, row, [](const CsvRow::Cell& cell) { return cell.is_text ? csv_field(cell.text) : cell.text; });
    return csv;
}

template <class Described>
Cells cells_of(const Described& value) {
    CsvRow row;
    describe(row, value);
    return std::move(row.cells());
}

Cells operator+(Cells left, const Cells& right) {
    left.insert(left.end(), right.begin(), right.end());
    return left;
}

Cells line_cells(const std::string& deployment, const CostLine& line, Duration horizon) {
    Cells cells = cells_of(line);
    for (const char* first : {"offer", "pool"}) {
        const auto found = std::find_if(cells.begin(), cells.end(), [&](auto& cell) { return cell.column == first; });
        std::rotate(cells.begin(), found, found + 1);
    }
    // Beside the price that counts, also where no factor changes it.
    const auto list = std::find_if(cells.begin(), cells.end(), [](auto& cell) { return cell.column == "list_price"; });
    if (list->text.empty()) list->text = line.unit_price.text();
    std::rotate(list - 1, list, list + 1);
    const double hours = std::chrono::duration<double, std::ratio<3600>>(horizon).count();
    return Cells{{"deployment", deployment, true}} + cells +
           Cells{{"currency", "USD"}, {"period_h", exact_text(hours)}};
}

Cells summary_cells(const DeploymentResult& deployment, bool cheapest) {
    Cells cells = cells_of(deployment);
    cells.front().column = "deployment";
    const bool judged = !deployment.slo.empty() || deployment.deadline;
    const Cells headline{{"cheapest", cheapest ? "true" : "false"},
                         {"attainment", judged ? exact_text(decisive_attainment(deployment)) : ""}};
    cells.insert(cells.begin() + 1, headline.begin(), headline.end());
    return cells;
}

}  // namespace

std::string series_csv(const DeploymentResult& deployment) {
    const auto row = [&](std::size_t bucket, const SeriesBucket& figures) {
        const double start = seconds_of(deployment.bucket * static_cast<Duration::rep>(bucket));
        return Cells{{"time_s", exact_text(start)}} + cells_of(figures);
    };
    std::vector<Cells> rows;
    for (std::size_t i = 0; i < deployment.series.size(); ++i) rows.push_back(row(i, deployment.series[i]));
    return table(row(0, {}), rows);
}

std::string load_curve_csv(const Comparison& comparison) {
    const auto row = [](const std::string& deployment, const LoadPoint& point) {
        return Cells{{"deployment", deployment, true}} + cells_of(point);
    };
    std::vector<Cells> rows;
    for (const auto& deployment : comparison.deployments)
        for (const auto& point : deployment.load_curve) rows.push_back(row(deployment.name, point));
    return table(row("", {}), rows);
}

std::string cost_lines_csv(const Comparison& comparison) {
    const Duration horizon = comparison.scenario.horizon;
    std::vector<Cells> rows;
    for (const auto& deployment : comparison.deployments)
        for (const auto& line : deployment.cost.lines) rows.push_back(line_cells(deployment.name, line, horizon));
    return table(line_cells("", {}, horizon), rows);
}

std::string sensitivities_csv(const Comparison& comparison) {
    const auto row = [](const std::string& deployment, const Sensitivity& sensitivity) {
        return Cells{{"deployment", deployment, true}} + cells_of(sensitivity);
    };
    std::vector<Cells> rows;
    for (const auto& deployment : comparison.deployments)
        for (const auto& sensitivity : deployment.sensitivities) rows.push_back(row(deployment.name, sensitivity));
    return rows.empty() ? std::string() : table(row("", {}), rows);
}

std::string summary_csv(const Comparison& comparison) {
    std::vector<Cells> rows;
    for (std::size_t i = 0; i < comparison.deployments.size(); ++i)
        rows.push_back(summary_cells(comparison.deployments[i], comparison.verdict.cheapest == i));
    return table(summary_cells({}, false), rows);
}

std::vector<std::vector<std::pair<std::string, std::string>>> summary_rows(const Comparison& comparison) {
    std::vector<std::vector<std::pair<std::string, std::string>>> rows;
    for (std::size_t i = 0; i < comparison.deployments.size(); ++i) {
        auto& row = rows.emplace_back();
        for (auto& cell : summary_cells(comparison.deployments[i], comparison.verdict.cheapest == i))
            row.emplace_back(std::move(cell.column), std::move(cell.text));
    }
    return rows;
}

std::vector<std::string> summary_columns() {
    std::vector<std::string> columns;
    for (auto& cell : summary_cells({}, false)) columns.push_back(std::move(cell.column));
    return columns;
}

}  // namespace plimsoll::results
