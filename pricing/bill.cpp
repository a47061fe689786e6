// SPDX-FileCopyrightText: 2026 The Plimsoll authors
// SPDX-License-Identifier: Apache-2.0
#include "pricing/bill.hpp"

#include "pricing/meter/meter.hpp"
#include "pricing/quantity.hpp"

#include <utility>

namespace plimsoll::pricing {

void MeterContext::line(std::string item, const Quantity& quantity, std::string unit, const Money& unit_price) const {
    bill.add({std::move(item), offer.id, pool, quantity_text(quantity), std::move(unit), unit_price,
              unit_price.times(quantity)});
}

Quantity MeterContext::prorated(const Quantity& per_month) const {
    return per_month * seconds(usage.span) / seconds(kMonth);
}

void Bill::add(BillLine line) {
    total += line.amount;
    lines.push_back(std::move(line));
}

Bill bill(const Offer& offer, const PoolUsage& usage, std::size_t pool_index) {
    Bill result;
    const MeterContext context{offer, usage, pool_index, result};
    for (const auto& meter : offer.meters) {
        std::visit([&](const auto& rule) { apply(rule, context); }, meter);
    }
    return result;
}

Money per_month(const Money& total, Duration span) {
    // The total's own rounding, a trillionth of a dollar per line, grows with the scale: six digits are free of it.
    constexpr int kDigits = 6;
    return span.count() <= 0 ? Money{} : total.times(seconds(kMonth) / seconds(span)).rounded(kDigits);
}

}  // namespace plimsoll::pricing
