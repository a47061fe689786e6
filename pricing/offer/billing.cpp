// SPDX-FileCopyrightText: 2026 The Plimsoll authors
// SPDX-License-Identifier: Apache-2.0
#include "pricing/offer/billing.hpp"

#include "pricing/meter/context.hpp"
#include "pricing/offer/price_factors.hpp"

#include <fmt/format.h>

#include <stdexcept>

namespace plimsoll::pricing {
namespace {

/// Adds the lines of one offer. \param extra what the amounts of its quantity meters are those of; null: a pool's offer
void add_lines(const Offer& offer, const PoolUsage& usage, std::optional<std::size_t> pool, const Extra* extra,
               Account& account, Bill& bill) {
    for (std::size_t i = 0; i < offer.meters.size(); ++i) {
        MeterContext context{offer.id, usage, pool, bill, account, fmt::format("{}#{}", offer.id, i)};
        const auto* quantity = std::get_if<QuantityMeter>(&offer.meters[i]);
        if (quantity != nullptr && extra != nullptr) context.amount = units_of(*extra, *quantity, usage);
        std::visit([&](const auto& rule) { rule.apply(context); }, offer.meters[i]);
    }
}

Bill bill_at(const DeploymentOffers& offers, std::span<const PoolUsage> usage) {
    Bill result;
    Account account;
    for (std::size_t pool = 0; pool < offers.pools.size(); ++pool)
        add_lines(offers.pools[pool], usage[pool], pool, nullptr, account, result);
    if (offers.extras.empty()) return result;
    const PoolUsage all = sum_of(usage);
    for (const auto& extra : offers.extras) add_lines(extra.offer, all, std::nullopt, &extra, account, result);
    return result;
}

DeploymentOffers all_at_factors(DeploymentOffers offers, const scenarios::PriceFactorsSpec& factors) {
    for (auto& offer : offers.pools) offer = at_factors(std::move(offer), factors);
    for (auto& extra : offers.extras) extra.offer = at_factors(std::move(extra.offer), factors);
    return offers;
}

}  // namespace

Bill bill(const DeploymentOffers& offers, std::span<const PoolUsage> usage,
          const scenarios::PriceFactorsSpec& factors) {
    if (usage.size() != offers.pools.size())
        throw std::logic_error(
            fmt::format("{} pools were used and {} offers price them", usage.size(), offers.pools.size()));
    if (factors == scenarios::PriceFactorsSpec{}) return bill_at(offers, usage);
    // What is left of the grants is no price: with it, factors change prices and nothing else, and both bills have the
    // same lines.
    scenarios::PriceFactorsSpec grants;
    grants.free_grants = factors.free_grants;
    const Bill list = bill_at(all_at_factors(offers, grants), usage);
    Bill paid = bill_at(all_at_factors(offers, factors), usage);
    for (std::size_t i = 0; i < paid.lines.size(); ++i)
        if (paid.lines[i].unit_price != list.lines.at(i).unit_price)
            paid.lines[i].list_price = list.lines[i].unit_price;
    if (paid.total != list.total) paid.list_total = list.total;
    return paid;
}

Bill bill(const Offer& offer, const PoolUsage& usage, std::size_t pool_index,
          const scenarios::PriceFactorsSpec& factors) {
    Bill result = bill({{offer}, {}}, {&usage, 1}, factors);
    for (auto& line : result.lines) line.pool = pool_index;
    return result;
}

}  // namespace plimsoll::pricing
