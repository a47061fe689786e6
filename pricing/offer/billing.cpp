// SPDX-FileCopyrightText: 2026 The Plimsoll authors
// SPDX-License-Identifier: Apache-2.0
#include "pricing/offer/billing.hpp"

#include "pricing/meter/context.hpp"
#include "pricing/offer/price_factors.hpp"
#include "pricing/quantity.hpp"

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

/// What is billed for the machine time of a pool, so far.
Money billed_for_machines(const Bill& bill, std::size_t pool) {
    Money sum;
    for (const auto& line : bill.lines)
        if (line.pool == pool && line.what_for == BilledFor::machine_time && line.purchase) sum += line.amount;
    return sum;
}

/// What the machine time of a pool costs on demand, however it is bought.
Money machines_on_demand(const Offer& offer, const PoolUsage& usage) {
    Money sum;
    for (const auto& meter : offer.meters)
        if (const auto* rent = std::get_if<InstanceMeter>(&meter); rent != nullptr && rent->on_demand_per_hour)
            sum += rent->on_demand_per_hour->times(rent->rented_hours(usage));
    return sum;
}

/// Shares of what machines cost: a line for each pool, whose machines they are of.
void add_shares(const Extra& extra, std::span<const Offer> list, std::span<const PoolUsage> usage, Account& account,
                Bill& bill) {
    for (const auto& meter : extra.offer.meters) {
        const auto* share = std::get_if<ShareMeter>(&meter);
        if (share == nullptr) continue;
        for (std::size_t pool = 0; pool < list.size(); ++pool) {
            const auto cost = share->of == scenarios::ShareOf::on_demand ? machines_on_demand(list[pool], usage[pool])
                                                                         : billed_for_machines(bill, pool);
            MeterContext context{extra.offer.id, usage[pool], pool, bill, account, ""};
            context.amount = *parse_quantity(cost.text());
            share->apply(context);
        }
    }
}

/// \param list offers of the pools without price factors
Bill bill_at(const DeploymentOffers& offers, std::span<const Offer> list, std::span<const PoolUsage> usage) {
    Bill result;
    Account account;
    for (std::size_t pool = 0; pool < offers.pools.size(); ++pool)
        add_lines(offers.pools[pool], usage[pool], pool, nullptr, account, result);
    if (offers.extras.empty()) return result;
    const PoolUsage all = sum_of(usage);
    for (const auto& extra : offers.extras) {
        add_lines(extra.offer, all, std::nullopt, &extra, account, result);
        add_shares(extra, list, usage, account, result);
    }
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
    if (factors == scenarios::PriceFactorsSpec{}) return bill_at(offers, offers.pools, usage);
    // What is left of the grants is no price: with it, factors change prices and nothing else, and both bills have the
    // same lines.
    scenarios::PriceFactorsSpec grants;
    grants.free_grants = factors.free_grants;
    const Bill list = bill_at(all_at_factors(offers, grants), offers.pools, usage);
    Bill paid = bill_at(all_at_factors(offers, factors), offers.pools, usage);
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
