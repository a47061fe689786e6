// SPDX-FileCopyrightText: 2026 The Plimsoll authors
// SPDX-License-Identifier: Apache-2.0
#include "pricing/meter/share.hpp"

#include "pricing/meter/context.hpp"
#include "pricing/meter/fields.hpp"
#include "pricing/quantity.hpp"

#include <fmt/format.h>

namespace plimsoll::pricing {

using scenarios::ShareOf;

ShareMeter ShareMeter::read(CatalogFields& fields) {
    return {{}, fields.required_text("item"), fields.required_price("share"), fields.choice<ShareOf>("of")};
}

void ShareMeter::scale(const scenarios::PriceFactorsSpec& factors) {
    share = share.times(quantity_from(factors.usage));
}

std::string ShareMeter::describe(scenarios::Purchase /*purchase*/) const {
    constexpr int kPercent = 100;
    const auto percent = quantity_text(*parse_quantity(share.times(kPercent).text()));
    return fmt::format("{} % of {}", percent,
                       of == ShareOf::on_demand ? "what machines cost on demand" : "what is billed for machines");
}

void ShareMeter::apply(const MeterContext& context) const {
    if (context.amount <= 0) return;
    const auto what_for = of == ShareOf::on_demand ? BilledFor::on_demand_share : BilledFor::billed_share;
    context.line(what_for, item, context.amount, "USD", share);
}

}  // namespace plimsoll::pricing
