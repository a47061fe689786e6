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
    TokenMeter meter{fields.required_price("input_per_million"), fields.price("output_per_million").value_or(Money{})};
    meter.cached_input_per_million = fields.price("cached_input_per_million");
    if (meter.cached_input_per_million && *meter.cached_input_per_million > meter.input_per_million)
        fields.problem("cached_input_per_million", "is above the price of other input");
    meter.batch_discount = fields.positive("batch_discount");
    if (meter.batch_discount && *meter.batch_discount >= 1)
        fields.problem("batch_discount", "expected a share below 1, such as 0.5");
    return meter;
}

std::optional<TokenMeter> TokenMeter::in_line(const scenarios::InlineOffer& spec, InlineAmounts& amounts) {
    if (!spec.price_per_million_input_tokens && !spec.price_per_million_output_tokens) return std::nullopt;
    const auto input = amounts.read("price per million input tokens", spec.price_per_million_input_tokens);
    const auto output = amounts.read("price per million output tokens", spec.price_per_million_output_tokens);
    TokenMeter meter{input.value_or(Money{}), output.value_or(Money{})};
    meter.cached_input_per_million =
        amounts.read("price per million cached input tokens", spec.price_per_million_cached_input_tokens);
    return meter;
}

void TokenMeter::scale(const scenarios::PriceFactorsSpec& factors) {
    const Quantity factor = quantity_from(factors.usage);
    input_per_million = input_per_million.times(factor);
    output_per_million = output_per_million.times(factor);
    if (cached_input_per_million) cached_input_per_million = cached_input_per_million->times(factor);
}

std::string TokenMeter::describe(scenarios::Purchase /*purchase*/) const {
    std::string text = fmt::format("{} USD/1M input tokens, ", input_per_million.text());
    if (cached_input > 0) text += fmt::format("{} USD/1M cached input tokens, ", cached_input_per_million->text());
    return text + fmt::format("{} USD/1M output tokens{}", output_per_million.text(), batch ? ", in batches" : "");
}

void TokenMeter::apply(const MeterContext& context) const {
    const auto add = [&](const std::string& item, const Quantity& tokens, const Money& price) {
        if (tokens > 0)
            context.line(BilledFor::tokens, batch ? item + ", batch" : item, tokens / kMillion, "1M tokens", price);
    };
    const Quantity input = context.usage.input_tokens;
    const Quantity cached = input * cached_input;
    add("input tokens", input - cached, input_per_million);
    if (cached_input_per_million) add("cached input tokens", cached, *cached_input_per_million);
    add("output tokens", context.usage.output_tokens, output_per_million);
}

}  // namespace plimsoll::pricing
