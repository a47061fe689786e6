// SPDX-FileCopyrightText: 2026 The Plimsoll authors
// SPDX-License-Identifier: Apache-2.0
#include "scenarios/month.hpp"
#include "sim/planner/json_of_figures.hpp"
#include "sim/projection/projection.hpp"

#include <nlohmann/json.hpp>

namespace plimsoll::sim {
namespace {

using Json = FiguresJson;

Json prediction_json(const Prediction& prediction) {
    return {{"mean", prediction.mean}, {"p10", prediction.p10}, {"p50", prediction.p50}, {"p90", prediction.p90}};
}

Json commitment_month_json(const CommitmentMonth& commitment) {
    return {{"upfront", commitment.upfront}, {"recurring", commitment.recurring}, {"amortised", commitment.amortised},
            {"used", commitment.used},       {"unused", commitment.unused},       {"covered", commitment.covered}};
}

Json made_commitment_json(const MadeCommitment& made) {
    const auto& plan = made.commitment.plan;
    Json json{{"name", made.name},
              {"kind", plan.kind},
              {"title", plan.title},
              {"covers", plan.covers},
              {"per_hour", made.commitment.per_hour.text()},
              {"machines", made.machines ? Json(*made.machines) : Json()},
              {"term", scenarios::name_of(made.term)},
              {"upfront", scenarios::name_of(made.upfront)},
              {"from", scenarios::text_of(made.from)},
              {"until", scenarios::text_of(made.until)},
              {"verified", plan.verified}};
    return json;
}

Json month_json(const ProjectedMonth& month) {
    Json json{{"month", scenarios::text_of(month.month)},
              {"load", month.load},
              {"requests", month.requests},
              {"meets_objectives", month.met},
              {"bill", prediction_json(month.bill)},
              {"cumulative", prediction_json(month.cumulative)}};
    json["middle"] = {{"total", month.middle},
                      {"items", month.item_cost},
                      {"one_off", month.one_off},
                      {"support", month.support},
                      {"tax", month.tax}};
    if (!month.commitments.empty()) {
        auto& commitments = json["middle"]["commitments"] = Json::array();
        for (const auto& each : month.commitments) commitments.push_back(commitment_month_json(each));
        json["middle"]["amortised"] = month.amortised;
        json["middle"]["on_demand"] = month.on_demand;
    }
    if (month.above_budget) json["above_budget"] = *month.above_budget;
    return json;
}

Json year_json(const ProjectedYear& year) {
    Json json{{"year", year.year}, {"months", year.months}, {"bill", prediction_json(year.bill)}};
    if (year.above_budget) json["above_budget"] = *year.above_budget;
    return json;
}

Json curve_json(const CostCurve& curve) {
    auto points = Json::array();
    for (const auto& point : curve.points()) {
        Json json{{"load", point.load},
                  {"requests_per_h", point.requests},
                  {"items_per_h", point.usd},
                  {"relative_sd", point.relative_sd},
                  {"meets_objectives", point.met}};
        put_number(json, "p99_s", point.p99_s);
        if (point.faster != 1 || point.slower != 1) {
            json["faster_steps"] = point.faster;
            json["slower_steps"] = point.slower;
        }
        points.push_back(std::move(json));
    }
    return points;
}

Json unit_json(const UnitEconomics& unit) {
    const auto put = [](const std::optional<Prediction>& prediction) {
        return prediction ? prediction_json(*prediction) : Json();
    };
    Json json{{"per_1k_requests", prediction_json(unit.per_1k_requests)},
              {"per_1m_tokens", put(unit.per_1m_tokens)},
              {"per_user", put(unit.per_user)},
              {"margin", put(unit.margin)},
              {"margin_share", put(unit.margin_share)}};
    json["loses"] = unit.margin ? Json(unit.loses) : Json();
    return json;
}

Json deployment_json(const ProjectedDeployment& deployment) {
    Json json{{"name", deployment.name},
              {"lost", deployment.lost},
              {"competes", deployment.candidacy == Candidacy::competes}};
    if (deployment.lost) return json;
    json["total"] = prediction_json(deployment.total);
    json["present_value"] = deployment.present_value;
    json["misses_from"] = deployment.misses_from ? Json(scenarios::text_of(*deployment.misses_from)) : Json();
    json["moved_by"] = {{"demand", deployment.shares.demand},
                        {"step_times", deployment.shares.step_times},
                        {"spot_prices", deployment.shares.spot_prices},
                        {"chance", deployment.shares.chance},
                        {"exchange_rate", deployment.shares.exchange_rate}};
    json["change"] = {
        {"calendar", deployment.change.calendar},       {"load", deployment.change.load},
        {"prices", deployment.change.prices},           {"one_off", deployment.change.one_off},
        {"commitments", deployment.change.commitments}, {"exchange_rate", deployment.change.exchange_rate}};
    json["unit"] = unit_json(deployment.unit);
    json["items"] = Json::array();
    for (const auto& item : deployment.items) {
        auto& each = json["items"].emplace_back();
        each = {{"item", item.item}, {"offer", item.offer}, {"spot", item.is_spot()}};
        if (item.pool) each["pool"] = *item.pool;
    }
    if (!deployment.commitments.empty()) {
        json["commitments"] = Json::array();
        for (const auto& made : deployment.commitments) json["commitments"].push_back(made_commitment_json(made));
    }
    json["months"] = Json::array();
    for (const auto& month : deployment.months) json["months"].push_back(month_json(month));
    json["years"] = Json::array();
    for (const auto& year : deployment.years) json["years"].push_back(year_json(year));
    json["by_load"] = curve_json(*deployment.curve);
    return json;
}

}  // namespace

std::string projection_json(const Projection& projection) {
    Json json{{"schema", "plimsoll.projection/1"},
              {"scenario", projection.scenario},
              {"seed", projection.seed},
              {"draws", projection.spec.draws},
              {"currency", projection.spec.currency.code},
              {"start", scenarios::text_of(projection.start)}};
    put_catalogs(json, projection.catalogs);
    if (projection.spec.budget_per_month) json["budget_per_month"] = *projection.spec.budget_per_month;
    if (projection.spec.budget_per_year) json["budget_per_year"] = *projection.spec.budget_per_year;
    json["cheapest"] = Json::array();
    for (const auto& from : projection.cheapest)
        json["cheapest"].push_back(
            {{"from", scenarios::text_of(from.month)},
             {"deployment", from.deployment ? Json(projection.deployments[*from.deployment].name) : Json()}});
    json["deployments"] = Json::array();
    for (const auto& deployment : projection.deployments) json["deployments"].push_back(deployment_json(deployment));
    json["notes"] = projection.notes;
    put_lost(json, projection.lost);
    return text_of(json);
}

}  // namespace plimsoll::sim
