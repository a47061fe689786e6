// SPDX-FileCopyrightText: 2026 The Plimsoll authors
// SPDX-License-Identifier: Apache-2.0
#include "sim/report/comparison_reader.hpp"

#include "scenarios/json_document.hpp"
#include "sim/report/comparison_json.hpp"
#include "sim/report/deployment_reader.hpp"
#include "sim/report/prices_json.hpp"

#include <fmt/format.h>
#include <nlohmann/json.hpp>

#include <algorithm>

namespace plimsoll::results {

using nlohmann::ordered_json;

namespace {

ScenarioFacts read_scenario(const JsonPlace& json) {
    ScenarioFacts scenario;
    scenario.name = json["name"].text();
    scenario.path = json["path"].text();
    scenario.seed = json["seed"].whole();
    scenario.replications = json["replications"].count();
    scenario.horizon = json["horizon_s"].seconds();
    scenario.warm_up = json["warm_up_s"].seconds();
    scenario.load = json["load"].number();
    for (const JsonPlace& slo : json["slo"].elements()) scenario.slos.push_back(read_slo(slo));
    return scenario;
}

/// The place of the deployment that a member of the verdict names; of equal names, the first.
std::optional<std::size_t> read_name(const JsonPlace& json, std::string_view key,
                                     const std::vector<DeploymentResult>& deployments) {
    const JsonPlace member = json.find(key);
    if (!member.present()) return std::nullopt;
    const std::string name = member.text();
    const auto found = std::find_if(deployments.begin(), deployments.end(),
                                    [&](const DeploymentResult& deployment) { return deployment.name == name; });
    if (found != deployments.end()) return static_cast<std::size_t>(found - deployments.begin());
    member.problem(fmt::format("there is no deployment \"{}\"", name));
    return std::nullopt;
}

std::string name_or_null(const JsonPlace& json) { return json.is_null() ? "" : json.text(); }

LoadChange read_change(const JsonPlace& json) {
    LoadChange change;
    const JsonPlace kind = json["kind"];
    const std::string name = kind.text();
    const bool cost = name == "cost";
    if (!cost && name != "feasibility") kind.problem("expected \"cost\" or \"feasibility\"");
    change.kind = cost ? LoadChange::Kind::cost : LoadChange::Kind::feasibility;
    change.from = name_or_null(json["from"]);
    change.to = name_or_null(json["to"]);
    const Interval loads = json["between_loads"].interval();
    const Interval rates = json["between_requests_per_s"].interval();
    change.load_below = loads.lo;
    change.load_above = loads.hi;
    change.rate_below = rates.lo;
    change.rate_above = rates.hi;
    if (cost) change.load = json["load"].number();
    if (cost) change.rate = json["requests_per_s"].number();
    change.text = json["text"].text();
    return change;
}

Verdict read_verdict(const JsonPlace& json, const std::vector<DeploymentResult>& deployments) {
    Verdict verdict;
    verdict.cheapest = read_name(json, "cheapest", deployments);
    verdict.runner_up = read_name(json, "runner_up", deployments);
    verdict.difference_per_month = json.optional("difference_per_month", &JsonPlace::estimate);
    verdict.difference_ci = json.optional("difference_ci95", &JsonPlace::money_interval);
    verdict.clear = json.optional("clear", &JsonPlace::flag);
    verdict.nearest = read_name(json, "nearest", deployments);
    for (const JsonPlace& change : json["changes"].elements()) verdict.changes.push_back(read_change(change));
    verdict.sentences = json["sentences"].texts();
    return verdict;
}

ComparisonNotes read_notes(const JsonPlace& json) {
    ComparisonNotes notes;
    notes.plimsoll_version = json["plimsoll"].text();
    for (const JsonPlace& assumption : json["assumptions"].elements())
        notes.assumptions.push_back({assumption["pointer"].text(), assumption["value"].text(),
                                     assumption["origin"].text(), assumption["source"].text(),
                                     assumption["date"].text()});
    const JsonPlace provenance = json["provenance"];
    notes.oldest_price_date = provenance["oldest_price_date"].text();
    if (const JsonPlace prices = provenance.find("prices"); prices.present()) notes.prices = read_prices(prices);
    notes.notes = provenance["notes"].texts();
    return notes;
}

/// Whether the rest can be read at all.
bool is_known_schema(const JsonPlace& json) {
    const JsonPlace schema = json.find("schema");
    if (!schema.present()) {
        json.problem("this is no comparison: it has no member \"schema\"",
                     "expected what `plimsoll compare --json` prints");
        return false;
    }
    const std::string name = schema.text();
    if (name != kComparisonSchema)
        schema.problem(fmt::format("the schema \"{}\" is not known; expected \"{}\"", name, kComparisonSchema),
                       "written by another version of Plimsoll: compare the scenario again");
    return name == kComparisonSchema;
}

/// Problems are rare and results long: lines are counted only for the former.
[[noreturn]] void refuse(std::string_view text, const std::string& file, const std::vector<Problem>& problems) {
    std::vector<Problem> twice;
    const auto document = scenarios::JsonDocument::parse(text, file, &twice);
    std::vector<Problem> placed;
    placed.reserve(problems.size());
    for (const Problem& problem : problems)
        placed.push_back(document.problem(problem.pointer, problem.message, problem.hint));
    throw InputError(std::move(placed));
}

}  // namespace

Comparison read_comparison(std::string_view text, const std::string& file) {
    const auto root = ordered_json::parse(text, nullptr, false);
    if (root.is_discarded()) static_cast<void>(scenarios::JsonDocument::parse(text, file));  // throws, with the line
    std::vector<Problem> problems;
    const JsonPlace json(&root, "", problems);
    if (!is_known_schema(json)) refuse(text, file, problems);

    Comparison comparison;
    comparison.scenario = read_scenario(json["scenario"]);
    comparison.notes = read_notes(json);
    for (const JsonPlace& deployment : json["deployments"].elements())
        comparison.deployments.push_back(read_deployment(deployment));
    comparison.verdict = read_verdict(json["verdict"], comparison.deployments);
    comparison.warnings = read_warnings(json["warnings"]);
    comparison.fingerprint = json["fingerprint"].hexadecimal();
    if (!problems.empty()) refuse(text, file, problems);
    return comparison;
}

}  // namespace plimsoll::results
