// SPDX-FileCopyrightText: 2026 The Plimsoll authors
// SPDX-License-Identifier: Apache-2.0
#include "sim/compare/sensitivities.hpp"

#include "pricing/bill.hpp"
#include "pricing/quantity.hpp"
#include "sim/compare/bill.hpp"
#include "sim/compare/price_doubt.hpp"
#include "sim/compare/summary.hpp"
#include "sim/compare/text.hpp"

#include <fmt/format.h>

#include <algorithm>
#include <cmath>
#include <span>
#include <string_view>
#include <utility>

namespace plimsoll::results {

namespace {

SensitivityOutcome outcome_of(std::span<const RunResult> runs, const DeploymentRuns& deployment, Duration horizon) {
    SensitivityOutcome outcome;
    outcome.per_month = summarise_cost(runs, bills_of(runs, deployment.prices), horizon).per_month;
    const bool measured =
        std::any_of(runs.begin(), runs.end(), [](const RunResult& run) { return run.requests.measured > 0; });
    if (measured) outcome.p99_s = summarise_latency(runs, &RunResult::latency).p99.value;
    return outcome;
}

/// A month's cost is linear in each price; latency knows none. Pools that pay the same price are wrong together.
/// Of the price of a line; of several extras that pay it, the first.
std::string pointer_of(const CostLine& line, const DeploymentRuns& deployment) {
    if (!is_of_extra(line)) return fmt::format("{}/pools/{}/offer/price", deployment.pointer, *line.pool);
    const auto& extras = deployment.prices.offers.extras;
    const auto extra = std::find_if(extras.begin(), extras.end(),
                                    [&](const pricing::Extra& each) { return each.offer.id == line.offer; });
    return fmt::format("{}/extras/{}/offer/price", deployment.pointer, extra - extras.begin());
}

void add_price(DeploymentResult& result, const CostLine& line, const DeploymentRuns& deployment, Duration horizon) {
    static const pricing::Quantity error = pricing::parse_quantity(fmt::format("{}", kUnverifiedError)).value();
    constexpr double kPercent = 100;
    const auto moved = error * pricing::quantity_from(with_fees(line, result.cost.lines));
    const pricing::Money change = pricing::per_month(line.amount.times(moved), horizon);
    const auto& first = *std::find_if(result.cost.lines.begin(), result.cost.lines.end(), [&](const CostLine& other) {
        return other.amount != pricing::Money() && share_price(other, line);
    });
    const std::string what = fmt::format("price of {}", first.item);
    const double price = first.unit_price.approximate();
    const auto same = std::find_if(result.sensitivities.begin(), result.sensitivities.end(),
                                   [&](const auto& other) { return other.what == what && other.base == price; });
    if (same != result.sensitivities.end()) {
        same->at_low.per_month -= change;
        same->at_high.per_month += change;
        return;
    }
    std::optional<double> p99;
    if (result.requests.measured > 0) p99 = result.latency.p99.value;
    result.sensitivities.push_back(
        {Sensitivity::Kind::price,
         what,
         pointer_of(line, deployment),
         price,
         (1 - kUnverifiedError) * price,
         (1 + kUnverifiedError) * price,
         "USD/" + line.unit,
         fmt::format("±{:.0f} %: no primary source confirmed it", kPercent * kUnverifiedError),
         {result.cost.per_month - change, p99},
         {result.cost.per_month + change, p99}});
}

}  // namespace

void add_sensitivities(DeploymentResult& result, const DeploymentRuns& deployment, Duration horizon) {
    if (!deployment.varied) return;
    for (const auto& [assumption, low, high] : *deployment.varied) {
        if (low.size() != deployment.runs.size() || high.size() != deployment.runs.size()) continue;
        auto& added = result.sensitivities.emplace_back(assumption);
        added.at_low = outcome_of(low, deployment, horizon);
        added.at_high = outcome_of(high, deployment, horizon);
    }
    for (const auto& line : result.cost.lines)
        if (line.amount != pricing::Money() && !is_verified(line, deployment.prices.offers))
            add_price(result, line, deployment, horizon);
}

double cost_span(const Sensitivity& sensitivity) {
    return std::abs((sensitivity.at_high.per_month - sensitivity.at_low.per_month).approximate());
}

double p99_span(const Sensitivity& sensitivity) {
    const auto& [low, high] = std::pair(sensitivity.at_low.p99_s, sensitivity.at_high.p99_s);
    return low && high ? std::abs(*high - *low) : 0;
}

std::vector<Sensitivity> by_effect(const DeploymentResult& deployment) {
    const auto share = [](double span, double of) { return of > 0 ? span / of : 0; };
    const auto effect = [&](const Sensitivity& each) {
        return std::max(share(cost_span(each), deployment.cost.per_month.approximate()),
                        share(p99_span(each), deployment.latency.p99.value));
    };
    std::vector<Sensitivity> sorted = deployment.sensitivities;
    std::stable_sort(sorted.begin(), sorted.end(),
                     [&](const auto& left, const auto& right) { return effect(left) > effect(right); });
    return sorted;
}

std::string ends_text(const Sensitivity& sensitivity) {
    const auto& [low, high] = std::pair(sensitivity.low, sensitivity.high);
    if (sensitivity.unit.empty()) return fmt::format("{} to {} times", number_text(low), number_text(high));
    if (sensitivity.unit == "s") return fmt::format("{} to {}", duration_text(low), duration_text(high));
    constexpr std::string_view kMoney = "USD/";
    if (!sensitivity.unit.starts_with(kMoney))
        return fmt::format("{} to {} {}", number_text(low), number_text(high), sensitivity.unit);
    return fmt::format("{} to {} per {}", money_text(low), money_text(high), sensitivity.unit.substr(kMoney.size()));
}

}  // namespace plimsoll::results
