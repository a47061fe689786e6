// SPDX-FileCopyrightText: 2026 The Plimsoll authors
// SPDX-License-Identifier: Apache-2.0
#include "sim/actuals/actuals.hpp"

#include "scenarios/input_error.hpp"
#include "scenarios/month.hpp"
#include "scenarios/suggestion.hpp"

#include <fmt/format.h>

#include <algorithm>
#include <utility>

namespace plimsoll::sim {
namespace {

const ProjectedDeployment& deployment_named(const Projection& projection, const std::string& name) {
    std::vector<std::string> names;
    for (const auto& each : projection.deployments) names.push_back(each.name);
    if (name.empty() && names.size() > 1)
        throw InputError(Problem{"--deployment", 0, "", "a bill is that of one deployment, and there are several",
                                 "name the one that runs: " + scenarios::one_of(names)});
    const auto found = name.empty() ? names.begin() : std::find(names.begin(), names.end(), name);
    if (found == names.end())
        throw InputError(Problem{"--deployment", 0, "", fmt::format("there is no deployment \"{}\"", name),
                                 "there are " + scenarios::one_of(names)});
    const auto& deployment = projection.deployments[static_cast<std::size_t>(found - names.begin())];
    if (deployment.lost)
        throw InputError(
            Problem{"--deployment", 0, "",
                    fmt::format("\"{}\" is lost: a simulation of it ended without a result", deployment.name),
                    "see what it said above"});
    return deployment;
}

void require_common_months(const Actuals& actuals, const FocusBill& bill, const Projection& projection) {
    if (!actuals.months.empty()) return;
    throw InputError(Problem{
        bill.path, 0, "",
        fmt::format("is of {} to {}, and the projection begins with {}", scenarios::text_of(bill.months.begin()->first),
                    scenarios::text_of(bill.months.rbegin()->first), scenarios::text_of(projection.start)),
        fmt::format("let it begin with the bill: --start {}", scenarios::text_of(bill.months.begin()->first))});
}

void scale(Prediction& prediction, double factor) {
    for (double* value : {&prediction.mean, &prediction.p10, &prediction.p50, &prediction.p90}) *value *= factor;
}

std::optional<CalibratedForecast> forecast_of(const Actuals& actuals, const ProjectedDeployment& deployment) {
    CalibratedForecast forecast;
    double billed = 0;
    double projected = 0;
    for (const auto& month : actuals.months) {
        if (!month.whole) continue;
        ++forecast.months;
        billed += month.billed.approximate();
        projected += month.projected;
    }
    if (forecast.months == 0 || projected <= 0) return std::nullopt;
    forecast.factor = billed / projected;
    for (const auto& month : deployment.months) {
        if (month.month <= actuals.months.back().month) continue;
        forecast.ahead.push_back(month);
        scale(forecast.ahead.back().bill, forecast.factor);
        forecast.ahead.back().middle *= forecast.factor;
    }
    if (forecast.ahead.empty()) return std::nullopt;
    return forecast;
}

}  // namespace

VarianceCauses Actuals::causes() const {
    VarianceCauses sum;
    for (const auto& month : months) sum += month.causes();
    return sum;
}

Actuals compare_with_bill(const Projection& projection, const std::string& name, const FocusBill& bill, BillCost cost) {
    const auto& currency = projection.spec.currency.code;
    if (bill.currency != currency)
        throw InputError(Problem{
            bill.path, 0, "", fmt::format("is in {}, and what is projected in {}", bill.currency, currency),
            fmt::format(
                "say what a dollar is: \"currency\": {{\"code\": \"{}\", \"per_usd\": ...}} in \"projection\"; or "
                "take the charges in {}: --where BillingCurrency={}",
                bill.currency, currency, currency)});
    const auto& deployment = deployment_named(projection, name);
    Actuals actuals;
    actuals.scenario = projection.scenario;
    actuals.deployment = deployment.name;
    actuals.currency = currency;
    actuals.path = bill.path;
    actuals.cost = cost;
    actuals.rows = bill.rows;
    actuals.taken = bill.taken;
    for (const auto& [month, billed] : bill.months) {
        const auto projected = std::find_if(deployment.months.begin(), deployment.months.end(),
                                            [month = month](const auto& each) { return each.month == month; });
        if (projected == deployment.months.end()) {
            actuals.not_projected.push_back(month);
            actuals.not_projected_cost += billed.total();
            continue;
        }
        actuals.months.push_back(compare_month(billed, deployment, *projected, projection.spec.weekend));
        const auto& compared = actuals.months.back();
        if (!compared.whole) continue;
        ++actuals.whole;
        if (compared.side() == 0) ++actuals.within;
    }
    require_common_months(actuals, bill, projection);
    actuals.forecast = forecast_of(actuals, deployment);
    return actuals;
}

}  // namespace plimsoll::sim
