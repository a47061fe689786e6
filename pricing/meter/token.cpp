// SPDX-FileCopyrightText: 2026 The Plimsoll authors
// SPDX-License-Identifier: Apache-2.0
#include "pricing/meter/meter.hpp"

namespace plimsoll::pricing {
void apply(const TokenMeter& meter, const MeterContext& context) {
    const auto add = [&](const char* item, std::uint64_t tokens, const Money& price) {
        if (tokens > 0) {
            context.line(item, Quantity(tokens) / kMillion, "1M tokens", price);
        }
    };
    add("input tokens", context.usage.input_tokens, meter.input_per_million);
    add("output tokens", context.usage.output_tokens, meter.output_per_million);
}

}  // namespace plimsoll::pricing
