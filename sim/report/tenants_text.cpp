// SPDX-FileCopyrightText: 2026 The Plimsoll authors
// SPDX-License-Identifier: Apache-2.0
#include "sim/report/tenants_text.hpp"

#include "scenarios/printable.hpp"
#include "sim/compare/text.hpp"
#include "sim/report/layout.hpp"
#include "sim/report/text_table.hpp"

#include <fmt/format.h>

#include <algorithm>
#include <vector>

namespace plimsoll::results {

namespace {

constexpr std::size_t kMostRows = 12;
constexpr std::size_t kWidestName = 24;

std::string cell_text(const DeploymentResult& deployment, const std::string& tenant) {
    const auto& costs = deployment.cost.by_tenant;
    const auto found =
        std::find_if(costs.begin(), costs.end(), [&](const auto& cost) { return cost.tenant == tenant; });
    if (found == costs.end()) return "–";
    const double all = deployment.cost.per_month.approximate();
    const double own = found->per_month.approximate();
    return money_text(own) + (all > 0 ? fmt::format(" ({:.0f} %)", 100 * own / all) : "");
}

/// What those beyond the first rows are charged together.
std::string rest_text(const DeploymentResult& deployment, const std::vector<std::string>& shown) {
    pricing::Money rest;
    for (const auto& cost : deployment.cost.by_tenant)
        if (std::find(shown.begin(), shown.end(), cost.tenant) == shown.end()) rest += cost.per_month;
    return money_text(rest.approximate());
}

}  // namespace

std::string tenants_text(const Comparison& comparison, std::size_t width) {
    const auto& deployments = comparison.deployments;
    const auto told = std::find_if(deployments.begin(), deployments.end(),
                                   [](const auto& deployment) { return !deployment.cost.by_tenant.empty(); });
    if (told == deployments.end()) return {};
    std::vector<std::string> shown;
    for (const auto& cost : told->cost.by_tenant)
        if (shown.size() < kMostRows) shown.push_back(cost.tenant);

    TextRow head{"Charged a month to"};
    for (const auto& deployment : deployments)
        head.push_back(shortened(scenarios::printable(deployment.name), kWidestName));
    std::vector<TextRow> rows{head};
    const auto add = [&](std::string name, auto cell) {
        TextRow row{"  " + std::move(name)};
        for (const auto& deployment : deployments) row.push_back(cell(deployment));
        rows.push_back(std::move(row));
    };
    for (const auto& tenant : shown)
        add(shortened(scenarios::printable(tenant), kWidestName),
            [&](const auto& deployment) { return cell_text(deployment, tenant); });
    if (const auto others = told->cost.by_tenant.size() - shown.size(); others > 0)
        add(fmt::format("{} others", others), [&](const auto& deployment) { return rest_text(deployment, shown); });
    return text_table(rows, width);
}

}  // namespace plimsoll::results
