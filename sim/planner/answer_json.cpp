// SPDX-FileCopyrightText: 2026 The Plimsoll authors
// SPDX-License-Identifier: Apache-2.0
#include "sim/planner/answer_text.hpp"
#include "sim/planner/json_of_figures.hpp"

#include <optional>

namespace plimsoll::sim {

namespace {

using Json = FiguresJson;

Json json_of(const Candidate& candidate) {
    Json at = Json::object();
    for (const auto& [name, value] : candidate.at) {
        const auto parsed = Json::parse(value, nullptr, false);
        at[name] = parsed.is_discarded() ? Json(value) : parsed;
    }
    return {{"deployment", candidate.deployment}, {"point", candidate.point}, {"at", at}, {"set", candidate.sets}};
}

Json json_of(const Space& space, const CandidateFigures& figures) {
    Json json = json_of(space.candidates[figures.candidate]);
    put_figures(json, figures);
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
    put_catalogs(json, space.experiment.catalogs);
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
    put_lost(json, answer.lost);
    return text_of(json);
}

}  // namespace plimsoll::sim
