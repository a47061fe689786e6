// SPDX-FileCopyrightText: 2026 The Plimsoll authors
// SPDX-License-Identifier: Apache-2.0
#include "sim/projection/announced_prices.hpp"

#include <set>
#include <variant>

namespace plimsoll::sim {
namespace {

/// Each change as a factor on the price before it: factors of a projection multiply.
void add_changes(const pricing::Offer& offer, const pricing::InstanceMeter& meter,
                 std::vector<scenarios::PriceChange>& all) {
    if (!meter.on_demand_per_hour) return;
    double before = meter.on_demand_per_hour->approximate();
    for (const auto& [month, price] : meter.on_demand_changes) {
        scenarios::PriceChange change;
        change.name = "announced: " + price.text() + " USD/h on demand";
        change.at = month;
        change.offer = offer.id;
        change.purchase = scenarios::Purchase::on_demand;
        change.factor = price.approximate() / before;
        change.announced = true;
        before = price.approximate();
        all.push_back(std::move(change));
    }
}

}  // namespace

std::vector<scenarios::PriceChange> announced_prices(const Experiment& experiment) {
    std::vector<scenarios::PriceChange> all;
    std::set<std::string> told;
    for (const auto& deployment : experiment.offers)
        for (const auto& offer : deployment.pools) {
            if (!told.insert(offer.id).second) continue;
            for (const auto& meter : offer.meters)
                if (const auto* instance = std::get_if<pricing::InstanceMeter>(&meter))
                    add_changes(offer, *instance, all);
        }
    return all;
}

}  // namespace plimsoll::sim
