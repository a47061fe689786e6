// SPDX-FileCopyrightText: 2026 The Plimsoll authors
// SPDX-License-Identifier: Apache-2.0
#include "pricing/meter/fee.hpp"

#include "pricing/catalog_fields.hpp"
#include "pricing/inline_amounts.hpp"
#include "pricing/meter/context.hpp"

#include <fmt/format.h>

namespace plimsoll::pricing {

FeeMeter FeeMeter::read(CatalogFields& fields) {
    FeeMeter meter;
    meter.per_month = fields.required_price("per_month");
    meter.item = fields.text("item").value_or("monthly fee");
    return meter;
}

std::optional<FeeMeter> FeeMeter::in_line(const scenarios::InlineOffer& spec, InlineAmounts& amounts) {
    if (!spec.fee_per_month) return std::nullopt;
    FeeMeter meter;
    meter.per_month = amounts.read("monthly fee", spec.fee_per_month).value_or(Money{});
    meter.item = "monthly fee";
    return meter;
}

std::string FeeMeter::describe(scenarios::Purchase /*purchase*/) const {
    return fmt::format("{} USD/month ({})", per_month.text(), item);
}

void FeeMeter::apply(const MeterContext& context) const {
    if (context.usage.span > Duration{0})
        context.line(BilledFor::beside, item, context.prorated(1), "month", per_month);
}

}  // namespace plimsoll::pricing
