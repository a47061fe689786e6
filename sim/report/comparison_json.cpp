// SPDX-FileCopyrightText: 2026 The Plimsoll authors
// SPDX-License-Identifier: Apache-2.0
#include "sim/report/comparison_json.hpp"

#include "scenarios/enum_names.hpp"
#include "scenarios/printable.hpp"
#include "sim/report/deployment_json.hpp"
#include "sim/report/json_values.hpp"
#include "sim/report/prices_json.hpp"
#include "sim/report/text.hpp"

#include <fmt/format.h>

namespace plimsoll::results {

using nlohmann::ordered_json;

namespace {

ordered_json change_json(const LoadChange& change) {
    const bool cost = change.kind == LoadChange::Kind::cost;
    ordered_json json{{"kind", cost ? "cost" : "feasibility"},
                      {"from", change.from.empty() ? ordered_json() : ordered_json(change.from)},
                      {"to", change.to.empty() ? ordered_json() : ordered_json(change.to)},
                      {"between_loads", {number(change.load_below), number(change.load_above)}},
                      {"between_requests_per_s", {number(change.rate_below), number(change.rate_above)}}};
    if (cost) json["load"] = number(change.load);
    if (cost) json["requests_per_s"] = number(change.rate);
    json["text"] = change.text;
    return json;
}

ordered_json verdict_json(const Comparison& comparison) {
    const Verdict& verdict = comparison.verdict;
    const auto name = [&](std::size_t index) { return comparison.deployments[index].name; };
    ordered_json json = ordered_json::object();
    put(json, "cheapest", verdict.cheapest, name);
    put(json, "runner_up", verdict.runner_up, name);
    put(json, "difference_per_month", verdict.difference_per_month, estimate_text);
    put(json, "difference_ci95", verdict.difference_ci, money_pair);
    put(json, "clear", verdict.clear, [](bool clear) { return clear; });
    put(json, "nearest", verdict.nearest, name);
    json["changes"] = ordered_json::array();
    for (const auto& change : verdict.changes) json["changes"].push_back(change_json(change));
    json["sentences"] = verdict.sentences;
    return json;
}

ordered_json scenario_json(const ScenarioFacts& scenario) {
    ordered_json json{{"name", scenario.name},
                      {"path", scenario.path},
                      {"seed", scenario.seed},
                      {"replications", scenario.replications},
                      {"horizon_s", number(seconds_of(scenario.horizon))},
                      {"warm_up_s", number(seconds_of(scenario.warm_up))},
                      {"load", number(scenario.load)},
                      {"slo", ordered_json::array()}};
    for (const auto& slo : scenario.slos)
        json["slo"].push_back(ordered_json{{"metric", scenarios::name_of(slo.metric)},
                                           {"percentile", number(slo.percentile)},
                                           {"at_most_s", number(seconds_of(slo.at_most))}});
    return json;
}

}  // namespace

ordered_json to_json(const Comparison& comparison) {
    const ComparisonNotes& notes = comparison.notes;
    ordered_json json{{"schema", kComparisonSchema},
                      {"plimsoll", notes.plimsoll_version},
                      {"scenario", scenario_json(comparison.scenario)},
                      {"deployments", ordered_json::array()}};
    for (const auto& deployment : comparison.deployments) json["deployments"].push_back(deployment_json(deployment));
    json["verdict"] = verdict_json(comparison);
    json["warnings"] = warnings_json(comparison.warnings);
    json["assumptions"] = ordered_json::array();
    for (const auto& assumption : notes.assumptions)
        json["assumptions"].push_back(ordered_json{{"pointer", assumption.pointer},
                                                   {"value", assumption.value},
                                                   {"origin", assumption.origin},
                                                   {"source", assumption.source},
                                                   {"date", assumption.date}});
    json["provenance"] = {
        {"oldest_price_date", notes.oldest_price_date}, {"prices", prices_json(notes.prices)}, {"notes", notes.notes}};
    json["fingerprint"] = fingerprint_text(comparison.fingerprint);
    return json;
}

std::string json_text(const Comparison& comparison) {
    constexpr int kIndent = 2;
    return scenarios::json_text(to_json(comparison), kIndent) + "\n";
}

std::string fingerprint_text(std::uint64_t fingerprint) { return fmt::format("{:016x}", fingerprint); }

}  // namespace plimsoll::results
