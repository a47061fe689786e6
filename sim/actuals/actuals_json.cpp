// SPDX-FileCopyrightText: 2026 The Plimsoll authors
// SPDX-License-Identifier: Apache-2.0
#include "scenarios/month.hpp"
#include "sim/actuals/actuals.hpp"
#include "sim/planner/json_of_figures.hpp"

namespace plimsoll::sim {
namespace {

FiguresJson json_of(const Prediction& prediction) {
    return {{"mean", prediction.mean}, {"p10", prediction.p10}, {"p50", prediction.p50}, {"p90", prediction.p90}};
}

FiguresJson json_of(const VarianceCauses& causes) {
    return {{"volume", causes.volume},         {"mix", causes.mix},
            {"price", causes.price},           {"not_projected", causes.not_projected},
            {"not_billed", causes.not_billed}, {"untold", causes.untold}};
}

FiguresJson json_of(const VarianceLine& line) {
    return {{"service", line.service},
            {"item", line.item},
            {"unit", line.unit},
            {"projected", line.projected ? FiguresJson(line.projected_cost) : FiguresJson()},
            {"projected_quantity", line.projected ? FiguresJson(line.projected_quantity) : FiguresJson()},
            {"billed", line.billed ? FiguresJson(line.billed_cost.text()) : FiguresJson()},
            {"billed_quantity", line.billed ? FiguresJson(line.billed_quantity) : FiguresJson()},
            {"causes", json_of(line.causes)}};
}

FiguresJson json_of(const VarianceMonth& month) {
    FiguresJson json{{"month", scenarios::text_of(month.month)},
                     {"whole", month.whole},
                     {"predicted", json_of(month.predicted)},
                     {"projected", month.projected},
                     {"billed", month.billed.text()},
                     {"causes", json_of(month.causes())}};
    json["lines"] = FiguresJson::array();
    for (const auto& line : month.lines) json["lines"].push_back(json_of(line));
    return json;
}

}  // namespace

std::string actuals_json(const Actuals& actuals) {
    FiguresJson json{{"schema", "plimsoll.actuals/1"},
                     {"scenario", actuals.scenario},
                     {"deployment", actuals.deployment},
                     {"bill", {{"path", actuals.path}, {"charges", actuals.rows}, {"taken", actuals.taken}}},
                     {"cost", scenarios::name_of(actuals.cost)},
                     {"currency", actuals.currency}};
    json["months"] = FiguresJson::array();
    for (const auto& month : actuals.months) json["months"].push_back(json_of(month));
    json["whole_months"] = actuals.whole;
    json["within_p10_to_p90"] = actuals.within;
    json["causes"] = json_of(actuals.causes());
    json["not_projected_months"] = FiguresJson::array();
    for (const auto month : actuals.not_projected) json["not_projected_months"].push_back(scenarios::text_of(month));
    json["forecast"] = nullptr;
    if (actuals.forecast) {
        auto ahead = FiguresJson::array();
        for (const auto& month : actuals.forecast->ahead)
            ahead.push_back({{"month", scenarios::text_of(month.month)}, {"bill", json_of(month.bill)}});
        json["forecast"] = {
            {"factor", actuals.forecast->factor}, {"months", actuals.forecast->months}, {"ahead", std::move(ahead)}};
    }
    return text_of(json);
}

}  // namespace plimsoll::sim
