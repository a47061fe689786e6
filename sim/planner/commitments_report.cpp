// SPDX-FileCopyrightText: 2026 The Plimsoll authors
// SPDX-License-Identifier: Apache-2.0
#include "scenarios/named_enum.hpp"
#include "scenarios/printable.hpp"
#include "sim/compare/text.hpp"
#include "sim/planner/commitments.hpp"
#include "sim/planner/json_of_figures.hpp"
#include "sim/report/layout.hpp"

#include <fmt/format.h>
#include <nlohmann/json.hpp>

#include <algorithm>
#include <array>

namespace plimsoll::sim {

namespace {

std::string usd_text(const pricing::Money& money) { return results::money_text(money.approximate()); }

/// A multiple of the demand, which may be above 100 %.
std::string level_text(double level) {
    constexpr double kPercent = 100;
    return fmt::format("{:.4g} %", level * kPercent);
}

std::string what_of(const CommitmentRow& row) {
    const auto& title = row.commitment.plan.title;
    return row.machines ? fmt::format("{} x {}", *row.machines, title) : title;
}

using MixCells = std::array<std::string, 5>;

std::string mix_table(const std::vector<CommitmentRow>& mix, std::size_t width) {
    std::vector<MixCells> rows{{"commit to", "covers", "an hour", "used", "unused a month"}};
    for (const auto& row : mix)
        rows.push_back({what_of(row), row.commitment.plan.covers, usd_text(row.commitment.per_hour),
                        row.utilisation ? results::share_text(*row.utilisation) : "-", usd_text(row.unused_per_month)});
    std::array<std::size_t, std::tuple_size_v<MixCells>> widths{};
    for (const auto& row : rows)
        for (std::size_t c = 0; c < row.size(); ++c) widths[c] = std::max(widths[c], results::display_width(row[c]));
    constexpr std::size_t kTexts = 2;  // columns; the others are numbers
    std::string text;
    for (const auto& row : rows) {
        std::string line;
        for (std::size_t c = 0; c < row.size(); ++c)
            line += "  " +
                    (c < kTexts ? results::padded_right(row[c], widths[c]) : results::padded_left(row[c], widths[c]));
        text += results::ended_line(results::shortened(scenarios::printable(line), width));
    }
    return text;
}

std::string saving_text(const DeploymentCommitments& found) {
    const auto saving = found.cost.saving().approximate();
    const double share = saving / found.cost.on_demand.approximate();
    return fmt::format("a month: {} instead of {} on demand, saves {} ({})", usd_text(found.cost.total),
                       usd_text(found.cost.on_demand), results::money_text(saving, found.saving_ci),
                       results::share_text(share));
}

std::string shares_text(const DeploymentCommitments& found, pricing::Term term) {
    auto text = fmt::format("coverage {}, utilisation {}, break-even at a utilisation of {}",
                            results::share_text(found.coverage), results::share_text(found.utilisation.value_or(0)),
                            results::share_text(found.break_even.value_or(0)));
    if (found.paid_back_in_month)
        text += fmt::format("; it has paid for itself in month {} of {}", *found.paid_back_in_month,
                            pricing::months_of(term));
    return text;
}

std::string demand_text(const DeploymentCommitments& found) {
    std::string text;
    if (found.least_demand)
        text = fmt::format("saves while demand stays above {} of what was simulated",
                           results::share_text(*found.least_demand));
    if (found.at_low)
        text += fmt::format("{}at {} of it a month costs {} instead of {}", text.empty() ? "" : "; ",
                            level_text(found.at_low->demand), usd_text(found.at_low->total),
                            usd_text(found.at_low->on_demand));
    return text;
}

std::string deployment_text(const DeploymentCommitments& found, pricing::Term term, std::size_t width) {
    constexpr const char* kIndent = "  ";
    std::string text = results::paragraph(found.name, width);
    const auto line = [&](const std::string& words) { text += results::paragraph(words, width, kIndent, kIndent); };
    if (found.lost) {
        line("lost: its simulations ended without a result");
    } else if (found.offers.empty()) {
        line("no machines on demand that a commitment could cover");
    } else if (found.mix.empty()) {
        line(fmt::format("{}: {} a month on demand",
                         found.rates_known ? "nothing is worth a commitment" : "no commitment to choose from",
                         usd_text(found.cost.on_demand)));
    } else {
        text += mix_table(found.mix, width);
        line(saving_text(found));
        line(shares_text(found, term));
        if (const auto demand = demand_text(found); !demand.empty()) line(demand);
    }
    for (const auto& warning : found.warnings) line("Warning: " + warning.text);
    return text;
}

FiguresJson json_of(const CommitmentRow& row) {
    FiguresJson json{{"kind", row.commitment.plan.kind},
                     {"title", row.commitment.plan.title},
                     {"covers", row.commitment.plan.covers},
                     {"per_hour", row.commitment.per_hour.text()}};
    if (row.machines) json["machines"] = *row.machines;
    json["verified"] = row.commitment.plan.verified;
    json["unused_per_month"] = row.unused_per_month.text();
    put_number(json, "utilisation", row.utilisation);
    return json;
}

FiguresJson json_of(const CommitmentCost& cost) {
    return {{"demand", cost.demand},
            {"on_demand", cost.on_demand.text()},
            {"total", cost.total.text()},
            {"saving", cost.saving().text()}};
}

FiguresJson json_of(const std::vector<HourOfMix>& hours) {
    FiguresJson json{
        {"used", FiguresJson::array()}, {"unused", FiguresJson::array()}, {"on_demand", FiguresJson::array()}};
    for (const auto& hour : hours) {
        json["used"].push_back(hour.used);
        json["unused"].push_back(hour.unused);
        json["on_demand"].push_back(hour.on_demand);
    }
    return json;
}

FiguresJson json_of(const DeploymentCommitments& found) {
    FiguresJson json{{"name", found.name}, {"lost", found.lost}, {"offers", found.offers}};
    json["mix"] = FiguresJson::array();
    for (const auto& row : found.mix) json["mix"].push_back(json_of(row));
    if (!found.lost && !found.offers.empty()) {
        json["per_month"] = json_of(found.cost);
        put_interval(json["per_month"], "saving_ci95", found.saving_ci);
        json["per_month"]["unused"] = found.unused_per_month.text();
        json["coverage"] = found.coverage;
        put_number(json, "utilisation", found.utilisation);
        put_number(json, "break_even_utilisation", found.break_even);
        put_number(json, "effective_rate", found.effective_rate);
        json["paid_back_in_month"] = found.paid_back_in_month ? FiguresJson(*found.paid_back_in_month) : FiguresJson();
        put_number(json, "least_demand", found.least_demand);
        if (found.at_low) json["per_month_at_low_demand"] = json_of(*found.at_low);
        json["by_hour"] = json_of(found.hours);
    }
    json["warnings"] = FiguresJson::array();
    for (const auto& warning : found.warnings)
        json["warnings"].push_back({{"code", warning.code}, {"text", warning.text}});
    return json;
}

}  // namespace

std::string commitments_text(const CommitmentReport& report, const CommitmentOptions& options, std::size_t width) {
    width = std::max(width, results::kNarrowest);
    std::string text = results::paragraph(
        fmt::format("For {}, upfront {}, from {:.4g} h of usage{}",
                    options.term == pricing::Term::one_year ? "1 year" : "3 years", scenarios::name_of(options.upfront),
                    seconds_of(report.horizon) / 3600,
                    options.demand.varies()
                        ? fmt::format(", with {} to {} of the machines in every hour", level_text(options.demand.low),
                                      level_text(options.demand.high))
                        : ""),
        width);
    for (const auto& found : report.deployments) text += "\n" + deployment_text(found, options.term, width);
    return text;
}

std::string commitments_json(const CommitmentReport& report, const CommitmentOptions& options,
                             const Experiment& experiment) {
    FiguresJson json{{"schema", "plimsoll.commitments/1"},
                     {"scenario", experiment.scenario.name},
                     {"seed", experiment.scenario.experiment.seed},
                     {"replications", experiment.scenario.experiment.replications},
                     {"horizon_s", seconds_of(report.horizon)},
                     {"term", scenarios::name_of(options.term)},
                     {"upfront", scenarios::name_of(options.upfront)},
                     {"demand", {options.demand.low, options.demand.high}},
                     {"currency", "USD"}};
    put_catalogs(json, experiment.catalogs);
    json["deployments"] = FiguresJson::array();
    for (const auto& found : report.deployments) json["deployments"].push_back(json_of(found));
    put_lost(json, report.lost);
    return text_of(json);
}

}  // namespace plimsoll::sim
