// SPDX-FileCopyrightText: 2026 The Plimsoll authors
// SPDX-License-Identifier: Apache-2.0
#include "pricing/meter/request.hpp"

#include "pricing/inline_amounts.hpp"
#include "pricing/meter/context.hpp"
#include "pricing/meter/fields.hpp"
#include "pricing/meter/tiers.hpp"
#include "pricing/quantity.hpp"

#include <fmt/format.h>

namespace plimsoll::pricing {

RequestMeter RequestMeter::read(CatalogFields& fields) {
    return {fields.required_price("per_million"), read_grant(fields)};
}

std::optional<RequestMeter> RequestMeter::in_line(const scenarios::InlineOffer& spec, InlineAmounts& amounts) {
    if (!spec.price_per_million_requests) return std::nullopt;
    const auto fee = amounts.read("price per million requests", spec.price_per_million_requests);
    return RequestMeter{fee.value_or(Money{}), Quantity(0)};
}

void RequestMeter::scale(const scenarios::PriceFactorsSpec& factors) {
    per_million = per_million.times(quantity_from(factors.usage));
    scale_grant(free_per_month, factors);
}

std::string RequestMeter::describe(scenarios::Purchase /*purchase*/) const {
    return fmt::format("{} USD/1M requests", per_million.text());
}

void RequestMeter::apply(const MeterContext& context) const {
    const Quantity requests = context.usage.requests;
    if (requests == 0) return;
    const Quantity granted = take_grant(context, shared, requests, free_per_month);
    if (granted > 0)
        context.line(BilledFor::requests, "requests, free grant", granted / kMillion, "1M requests", Money{});
    if (requests > granted)
        context.line(BilledFor::requests, "requests", (requests - granted) / kMillion, "1M requests", per_million);
}

}  // namespace plimsoll::pricing
