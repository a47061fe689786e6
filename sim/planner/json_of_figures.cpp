// SPDX-FileCopyrightText: 2026 The Plimsoll authors
// SPDX-License-Identifier: Apache-2.0
#include "sim/planner/json_of_figures.hpp"

#include "sim/compare/text.hpp"
#include "sim/report/catalogs_json.hpp"

namespace plimsoll::sim {

namespace {

FiguresJson cost_json(double per_month, const std::optional<results::Interval>& ci) {
    FiguresJson cost{{"per_month", results::estimate_text(per_month)}, {"currency", "USD"}};
    put_interval(cost, "ci95", ci);
    return cost;
}

FiguresJson p99_json(const std::optional<double>& p99_s, const std::optional<results::Interval>& ci) {
    FiguresJson latency;
    put_number(latency, "p99", p99_s);
    put_interval(latency, "ci95", ci);
    return latency;
}

FiguresJson json_of(const ObjectiveFigure& objective) {
    FiguresJson json{{"objective", objective.what}, {"limit_s", objective.limit_s}};
    put_number(json, "value_s", objective.value_s);
    put_interval(json, "ci95_s", objective.ci);
    return json;
}

FiguresJson json_of(const FutureFigures& figures) {
    FiguresJson json{{"meets_objectives", figures.met}, {"cost", cost_json(figures.cost_per_month, figures.cost_ci)}};
    if (figures.regret_per_month) json["regret_per_month"] = results::estimate_text(*figures.regret_per_month);
    json["latency_s"] = p99_json(figures.p99_s, figures.p99_ci);
    return json;
}

}  // namespace

void put_number(FiguresJson& into, const char* name, const std::optional<double>& value) {
    into[name] = value ? FiguresJson(*value) : FiguresJson();
}

void put_interval(FiguresJson& into, const char* name, const std::optional<results::Interval>& interval) {
    if (interval) into[name] = {interval->lo, interval->hi};
}

void put_figures(FiguresJson& into, const CandidateFigures& figures) {
    into["replications"] = figures.replications;
    into["meets_objectives"] = figures.met;
    into["cost"] = cost_json(figures.cost_per_month, figures.cost_ci);
    into["latency_s"] = p99_json(figures.p99_s, figures.p99_ci);
    into["objectives"] = FiguresJson::array();
    for (const auto& objective : figures.objectives) into["objectives"].push_back(json_of(objective));
    into["binding"] = figures.binding;
    if (figures.futures.empty()) return;
    into["futures"] = FiguresJson::array();
    for (const auto& future : figures.futures) into["futures"].push_back(json_of(future));
}

void put_catalogs(FiguresJson& into, const std::vector<results::CatalogUsed>& catalogs) {
    if (!catalogs.empty()) into["catalogs"] = results::catalogs_json(catalogs);
}

void put_lost(FiguresJson& into, const std::vector<LostRun>& lost) {
    into["lost"] = FiguresJson::array();
    for (const auto& each : lost) into["lost"].push_back({{"simulation", each.label}, {"reason", each.reason}});
}

std::string text_of(const FiguresJson& json) {
    return json.dump(2, ' ', false, FiguresJson::error_handler_t::replace) + "\n";
}

}  // namespace plimsoll::sim
