// SPDX-FileCopyrightText: 2026 The Plimsoll authors
// SPDX-License-Identifier: Apache-2.0
#include "pricing/bill.hpp"

#include "pricing/meter/context.hpp"
#include "pricing/price_factors.hpp"
#include "pricing/quantity.hpp"

#include <utility>

namespace plimsoll::pricing {

void MeterContext::line(std::string item, const Quantity& quantity, std::string unit, const Money& unit_price) const {
    bill.add({std::move(item), offer.id, pool, quantity_text(quantity), std::move(unit), unit_price,
              unit_price.times(quantity), std::nullopt});
}

Quantity MeterContext::prorated(const Quantity& per_month) const {
    return per_month * seconds(usage.span) / seconds(kMonth);
}

void Bill::add(BillLine line) {
    total += line.amount;
    lines.push_back(std::move(line));
}

namespace {

Bill bill_at(const Offer& offer, const PoolUsage& usage, std::size_t pool_index) {
    Bill result;
    const MeterContext context{offer, usage, pool_index, result};
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

Money per_month(const Money& total, Duration span) {
    // The total's own rounding, a trillionth of a dollar per line, grows with the scale: six digits are free of it.
    constexpr int kDigits = 6;
    return span.count() <= 0 ? Money{} : total.times(seconds(kMonth) / seconds(span)).rounded(kDigits);
}

}  // namespace plimsoll::pricing
