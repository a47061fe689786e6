// SPDX-FileCopyrightText: 2026 The Plimsoll authors
// SPDX-License-Identifier: Apache-2.0
#include "sim/planner/answer_text.hpp"

#include "sim/compare/text.hpp"

#include <nlohmann/json.hpp>

#include <optional>

namespace plimsoll::sim {

namespace {

using Json = nlohmann::ordered_json;

Json json_of(const results::Interval& interval) { return {interval.lo, interval.hi}; }

void put(Json& into, const char* name, const std::optional<double>& value) {
    into[name] = value ? Json(*value) : Json();
}
void put_interval(Json& into, const char* name, const std::optional<results::Interval>& interval) {
    if (interval) into[name] = json_of(*interval);
}

Json json_of(const ObjectiveFigure& objective) {
    Json json{{"objective", objective.what}, {"limit_s", objective.limit_s}};
    put(json, "value_s", objective.value_s);
    put_interval(json, "ci95_s", objective.ci);
    return json;
}

Json json_of(const Candidate& candidate) {
    Json at = Json::object();
    for (const auto& [name, value] : candidate.at) {
        const auto parsed = Json::parse(value, nullptr, false);
        at[name] = parsed.is_discarded() ? Json(value) : parsed;
    }
    return {{"deployment", candidate.deployment}, {"point", candidate.point}, {"at", at}, {"set", candidate.sets}};
}

Json json_of(const FutureFigures& figures) {
    Json json{{"meets_objectives", figures.met}};
    Json cost{{"per_month", results::estimate_text(figures.cost_per_month)}, {"currency", "USD"}};
    put_interval(cost, "ci95", figures.cost_ci);
    json["cost"] = cost;
    if (figures.regret_per_month) json["regret_per_month"] = results::estimate_text(*figures.regret_per_month);
    Json latency;
    put(latency, "p99", figures.p99_s);
    put_interval(latency, "ci95", figures.p99_ci);
    json["latency_s"] = latency;
    return json;
}

Json json_of(const Space& space, const CandidateFigures& figures) {
    Json json = json_of(space.candidates[figures.candidate]);
    json["replications"] = figures.replications;
    json["meets_objectives"] = figures.met;
    Json cost{{"per_month", results::estimate_text(figures.cost_per_month)}, {"currency", "USD"}};
    put_interval(cost, "ci95", figures.cost_ci);
    json["cost"] = cost;
    Json latency;
    put(latency, "p99", figures.p99_s);
    put_interval(latency, "ci95", figures.p99_ci);
    json["latency_s"] = latency;
    json["objectives"] = Json::array();
    for (const auto& objective : figures.objectives) json["objectives"].push_back(json_of(objective));
    json["binding"] = figures.binding;
    if (figures.futures.empty()) return json;
    json["futures"] = Json::array();
    for (const auto& future : figures.futures) json["futures"].push_back(json_of(future));
    return json;
}

Json json_of(const PlanEffort& effort) {
    return {{"run", effort.simulations}, {"from_cache", effort.from_cache}, {"exhaustive", effort.exhaustive}};
}

/// Nothing where there is but one.
void put_futures(Json& json, std::span<const Space> futures, const PlannerAnswer& answer) {
    if (futures.size() < 2) return;
    json["minimise"] = aim_name(answer.aim);
    json["met_in"] = answer.met_in;
    json["futures"] = Json::array();
    for (const auto& space : futures)
        json["futures"].push_back(
            {{"name", space.future.name}, {"weight", space.future.weight}, {"set", space.future.sets}});
}

}  // namespace

std::string answer_json(std::span<const Space> futures, const PlannerAnswer& answer) {
    const auto& space = futures.front();
    Json json{{"schema", "plimsoll.plan/1"},
              {"scenario", space.experiment.scenario.name},
              {"seed", space.experiment.scenario.experiment.seed},
              {"tolerance", answer.tolerance},
              {"confidence", answer.confidence},
              {"probability", answer.probability}};
    put_futures(json, futures, answer);
    const auto add = [&](const char* name, const std::optional<CandidateFigures>& figures) {
        json[name] = figures ? json_of(space, *figures) : Json();
    };
    add("winner", answer.winner);
    add("runner_up", answer.runner_up);
    put_interval(json, "difference_ci95_per_month", answer.difference_ci);
    add("cheaper", answer.cheaper);
    add("faster", answer.faster);
    add("nearest", answer.nearest);
    json["rival"] = answer.rival ? json_of(space.candidates[*answer.rival]) : Json();
    json["front"] = Json::array();
    for (const auto& each : answer.front) json["front"].push_back(json_of(space, each));
    json["candidates"] = {{"all", answer.effort.candidates},
                          {"hopeless", answer.effort.hopeless},
                          {"too_expensive", answer.effort.too_expensive},
                          {"examples_left_out", space.examples},
                          {"batches_left_out", space.later}};
    if (answer.hopeless) json["why_hopeless"] = *answer.hopeless;
    json["points"] = {{"all", space.points}, {"invalid", space.invalid}};
    if (space.invalid > 0) json["points"]["why_invalid"] = space.why_invalid;
    json["simulations"] = json_of(answer.effort);
    json["lost"] = Json::array();
    for (const auto& lost : answer.lost) json["lost"].push_back({{"simulation", lost.label}, {"reason", lost.reason}});
    return json.dump(2, ' ', false, Json::error_handler_t::replace) + "\n";
}

}  // namespace plimsoll::sim
