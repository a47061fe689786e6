// SPDX-FileCopyrightText: 2026 The Plimsoll authors
// SPDX-License-Identifier: Apache-2.0
#include "pricing/offer/billing.hpp"

#include "pricing/meter/context.hpp"
#include "pricing/offer/price_factors.hpp"

namespace plimsoll::pricing {
namespace {

Bill bill_at(const Offer& offer, const PoolUsage& usage, std::size_t pool_index) {
    Bill result;
    const MeterContext context{offer.id, usage, pool_index, result};
    for (const auto& meter : offer.meters) std::visit([&](const auto& rule) { rule.apply(context); }, meter);
    return result;
}

}  // namespace

Bill bill(const Offer& offer, const PoolUsage& usage, std::size_t pool_index,
          const scenarios::PriceFactorsSpec& factors) {
    if (factors == scenarios::PriceFactorsSpec{}) return bill_at(offer, usage, pool_index);
    // Factors change prices and nothing else, so that both bills have the same lines.
    const Bill list = bill_at(offer, usage, pool_index);
    Bill paid = bill_at(at_factors(offer, factors), usage, pool_index);
    for (std::size_t i = 0; i < paid.lines.size(); ++i)
        if (paid.lines[i].unit_price != list.lines.at(i).unit_price)
            paid.lines[i].list_price = list.lines[i].unit_price;
    if (paid.total != list.total) paid.list_total = list.total;
    return paid;
}

}  // namespace plimsoll::pricing
