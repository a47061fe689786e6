// SPDX-FileCopyrightText: 2026 The Plimsoll authors
// SPDX-License-Identifier: Apache-2.0
#include "sim/cli/requirements.hpp"

#include "sim/cli/command.hpp"
#include "sim/compare/verdict_text.hpp"

#include <fmt/format.h>

#include <algorithm>

namespace plimsoll::cli {

pricing::Money parse_budget(std::string_view text) {
    const auto wrong = [&] {
        return UsageError(fmt::format("--budget: expected an amount such as \"1000 USD/month\", not \"{}\"", text));
    };
    constexpr std::string_view kUnit = "USD/month";
    if (!text.ends_with(kUnit)) throw wrong();
    auto amount = text.substr(0, text.size() - kUnit.size());
    while (amount.ends_with(' ')) amount.remove_suffix(1);
    try {
        auto money = pricing::Money::parse(amount);
        if (money < pricing::Money()) throw wrong();
        return money;
    } catch (const std::invalid_argument&) {
        throw wrong();
    }
}

std::optional<std::string> unmet(const Requirements& requirements, const results::Comparison& comparison) {
    if (!requirements.slo && !requirements.per_month) return std::nullopt;
    if (!comparison.verdict.cheapest) {
        const auto& all = comparison.deployments;
        const bool example =
            std::any_of(all.begin(), all.end(), [](const auto& each) { return !each.eligible && each.feasible(); });
        return example ? "no deployment meets every SLO but one with an example price, which does not count"
                       : "no deployment meets every SLO";
    }
    const results::DeploymentResult* cheapest = &comparison.deployments[*comparison.verdict.cheapest];
    // To the cent: a month's cost is that of a horizon times a fraction.
    constexpr int kCents = 2;
    const auto cost = cheapest->cost.per_month.rounded(kCents);
    if (!requirements.per_month || cost <= *requirements.per_month) return std::nullopt;
    return fmt::format(
        "the budget is not met: the cheapest deployment that meets every SLO, {}, costs {} USD/month, more than {}",
        results::named(*cheapest), cost.text(), requirements.per_month->text());
}

}  // namespace plimsoll::cli
