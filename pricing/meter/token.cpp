// SPDX-FileCopyrightText: 2026 The Plimsoll authors
// SPDX-License-Identifier: Apache-2.0
#include "pricing/meter/token.hpp"

#include "pricing/inline_amounts.hpp"
#include "pricing/meter/context.hpp"
#include "pricing/meter/fields.hpp"
#include "pricing/quantity.hpp"

#include <fmt/format.h>

namespace plimsoll::pricing {

TokenMeter TokenMeter::read(CatalogFields& fields) {
    // A model that writes no tokens (an embedding, a classifier) has no price for them.
    return {fields.required_price("input_per_million"), fields.price("output_per_million").value_or(Money{})};
}

std::optional<TokenMeter> TokenMeter::in_line(const scenarios::InlineOffer& spec, InlineAmounts& amounts) {
    if (!spec.price_per_million_input_tokens && !spec.price_per_million_output_tokens) return std::nullopt;
    const auto input = amounts.read("price per million input tokens", spec.price_per_million_input_tokens);
    const auto output = amounts.read("price per million output tokens", spec.price_per_million_output_tokens);
    return TokenMeter{input.value_or(Money{}), output.value_or(Money{})};
}

void TokenMeter::scale(const scenarios::PriceFactorsSpec& factors) {
    const Quantity factor = quantity_from(factors.usage);
    input_per_million = input_per_million.times(factor);
    output_per_million = output_per_million.times(factor);
}

std::string TokenMeter::describe(scenarios::Purchase /*purchase*/) const {
    return fmt::format("{} USD/1M input tokens, {} USD/1M output tokens", input_per_million.text(),
                       output_per_million.text());
}

void TokenMeter::apply(const MeterContext& context) const {
    const auto add = [&](const char* item, std::uint64_t tokens, const Money& price) {
        if (tokens > 0) context.line(item, Quantity(tokens) / kMillion, "1M tokens", price);
    };
    add("input tokens", context.usage.input_tokens, input_per_million);
    add("output tokens", context.usage.output_tokens, output_per_million);
}

}  // namespace plimsoll::pricing
