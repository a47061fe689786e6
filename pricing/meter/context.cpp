// SPDX-FileCopyrightText: 2026 The Plimsoll authors
// SPDX-License-Identifier: Apache-2.0
#include "pricing/meter/context.hpp"

#include <utility>

namespace plimsoll::pricing {

void MeterContext::line(BilledFor what_for, std::string item, const Quantity& quantity, std::string unit,
                        const Money& unit_price, std::optional<scenarios::Purchase> purchase) const {
    bill.add({std::move(item), offer, pool, quantity_text(quantity), std::move(unit), unit_price,
              unit_price.times(quantity), std::nullopt, what_for, purchase});
}

Quantity& MeterContext::granted(const SharedMonth& shared) const {
    const auto& by = !shared.grant.empty() ? shared.grant : !shared.tiers.empty() ? shared.tiers : meter;
    return account["free: " + by];
}

Quantity& MeterContext::paid(const SharedMonth& shared) const {
    return account["paid: " + (shared.tiers.empty() ? meter : shared.tiers)];
}

Quantity MeterContext::prorated(const Quantity& per_month) const {
    return per_month * seconds(usage.span) / seconds(kMonth);
}

}  // namespace plimsoll::pricing
