// SPDX-FileCopyrightText: 2026 The Plimsoll authors
// SPDX-License-Identifier: Apache-2.0
#include "sim/compare/text.hpp"
#include "sim/planner/json_of_figures.hpp"
#include "sim/planner/stress.hpp"
#include "sim/report/layout.hpp"

#include <fmt/format.h>
#include <nlohmann/json.hpp>

#include <algorithm>
#include <array>

namespace plimsoll::sim {

namespace {

using Outcome = StressRow::Outcome;

std::string what_breaks(const StressRow& row) {
    switch (row.outcome) {
        case Outcome::unconcerned:
            return "does not concern it";
        case Outcome::nothing_left:
            return "everything: nothing is left that could answer";
        case Outcome::lost:
            return "lost: its simulations ended without a result";
        case Outcome::simulated:
            break;
    }
    const auto& figures = *row.figures;
    if (figures.objectives.empty()) return "no objective";
    const auto& binding = figures.objectives[figures.binding];
    if (figures.met) return "nothing";
    if (!binding.value_s) return fmt::format("{}: too many requests get no answer", binding.what);
    return fmt::format("{}: {}, most of it {}", binding.what,
                       results::duration_text(results::Estimate{*binding.value_s, binding.ci}), row.cause);
}

using Cells = std::array<std::string, 4>;

Cells cells_of(const StressRow& row, const StressOptions& options) {
    std::string cost = "-";
    std::string p99 = "-";
    if (row.figures) {
        cost = results::money_text(row.figures->cost_per_month, row.figures->cost_ci);
        p99 = row.figures->p99_s ? results::duration_text(results::Estimate{*row.figures->p99_s, row.figures->p99_ci})
                                 : "never";
    }
    return {stress_name(row.stress, options), cost, p99, what_breaks(row)};
}

const char* outcome_name(Outcome outcome) {
    switch (outcome) {
        case Outcome::simulated:
            return "simulated";
        case Outcome::unconcerned:
            return "unconcerned";
        case Outcome::nothing_left:
            return "nothing_left";
        case Outcome::lost:
            break;
    }
    return "lost";
}

const char* stress_key(Stress stress) {
    switch (stress) {
        case Stress::none:
            return "none";
        case Stress::traffic:
            return "traffic";
        case Stress::instances:
            return "instances";
        case Stress::spot:
            return "spot";
        case Stress::prices:
            return "prices";
        case Stress::steps:
            break;
    }
    return "steps";
}

FiguresJson json_of(const StressRow& row) {
    FiguresJson json{{"stress", stress_key(row.stress)}, {"outcome", outcome_name(row.outcome)}};
    if (row.figures) put_figures(json, *row.figures);
    if (!row.cause.empty()) json["cause"] = row.cause;
    return json;
}

}  // namespace

std::string stress_name(Stress stress, const StressOptions& options) {
    constexpr double kPercent = 100;
    switch (stress) {
        case Stress::none:
            return "as it is";
        case Stress::traffic:
            return fmt::format("traffic x {:.4g}", options.traffic);
        case Stress::instances:
            return "half of the instances lost";
        case Stress::spot:
            return "spot gone";
        case Stress::prices:
            return fmt::format("prices {:+.4g} %", (options.prices - 1) * kPercent);
        case Stress::steps:
            break;
    }
    return fmt::format("steps x {:.4g}", options.steps);
}

std::string stress_text(const StressReport& report, std::size_t width) {
    width = std::max(width, results::kNarrowest);
    std::string text;
    for (const auto& deployment : report.deployments) {
        if (!text.empty()) text += "\n";
        text += results::paragraph(deployment.name, width);
        std::vector<Cells> rows{{"", "a month", "p99", "what breaks first"}};
        for (const auto& row : deployment.rows) rows.push_back(cells_of(row, report.options));
        std::array<std::size_t, 3> widths{};
        for (const auto& row : rows)
            for (std::size_t c = 0; c < widths.size(); ++c)
                widths[c] = std::max(widths[c], results::display_width(row[c]));
        for (const auto& row : rows) {
            const auto line = "  " + results::padded_right(row[0], widths[0]) +
                              results::padded_left(row[1], widths[1] + 2) +
                              results::padded_left(row[2], widths[2] + 2) + "  " + row[3];
            text += results::ended_line(results::shortened(line, width));
        }
    }
    return text;
}

std::string stress_json(const StressReport& report, const Experiment& experiment) {
    FiguresJson json{{"schema", "plimsoll.stress/1"},
                     {"scenario", experiment.scenario.name},
                     {"seed", experiment.scenario.experiment.seed},
                     {"traffic", report.options.traffic},
                     {"prices", report.options.prices},
                     {"steps", report.options.steps}};
    put_catalogs(json, experiment.catalogs);
    json["deployments"] = FiguresJson::array();
    for (const auto& deployment : report.deployments) {
        auto rows = FiguresJson::array();
        for (const auto& row : deployment.rows) rows.push_back(json_of(row));
        json["deployments"].push_back({{"name", deployment.name}, {"stresses", std::move(rows)}});
    }
    put_lost(json, report.lost);
    return text_of(json);
}

}  // namespace plimsoll::sim
