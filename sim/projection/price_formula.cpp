// SPDX-FileCopyrightText: 2026 The Plimsoll authors
// SPDX-License-Identifier: Apache-2.0
#include "sim/projection/price_formula.hpp"

#include <fmt/format.h>

#include <algorithm>

namespace plimsoll::sim {
namespace {

bool is_machine_of(const BilledItem& machine, const BilledItem& fee) {
    return machine.purchase && machine.pool == fee.pool;
}

/// Of its own price, or of the list's price on demand that it is a share of.
bool applies(const scenarios::PriceChange& change, const BilledItem& item, const std::string& machine) {
    if (item.what_for == pricing::BilledFor::on_demand_share && change.announced && change.offer == machine)
        return true;
    return (change.offer.empty() || change.offer == item.offer) &&
           (!change.purchase || change.purchase == item.purchase);
}

}  // namespace

std::string price_formula(const scenarios::ProjectionSpec& spec, const ProjectedDeployment& deployment,
                          const ProjectedMonth& month, std::size_t i, const PriceRows& rows) {
    const auto& items = deployment.items;
    const auto machine =
        std::find_if(items.begin(), items.end(), [&](const auto& each) { return is_machine_of(each, items[i]); });
    std::string formula = "=1";
    for (std::size_t k = 0; k < spec.prices.size(); ++k)
        if (month.month >= spec.prices[k].at &&
            applies(spec.prices[k], items[i], machine == items.end() ? "" : machine->offer))
            formula += fmt::format("*Assumptions!$D${}", rows.changes + k);
    const bool is_billed = deployment.curve->usd(i, month.load) > 0;
    if (items[i].what_for != pricing::BilledFor::billed_share || !is_billed) return formula;
    std::string with, without;
    for (std::size_t k = 0; k < items.size(); ++k) {
        if (!is_machine_of(items[k], items[i])) continue;
        const auto row = rows.item - i + k;
        const auto cost = fmt::format("(G{0}*H{0}+I{0}*J{0})", row);
        with += fmt::format("+L{}*{}", row, cost);
        without += "+" + cost;
    }
    return formula + fmt::format("*(0{})/(0{})", with, without);
}

}  // namespace plimsoll::sim
