// SPDX-FileCopyrightText: 2026 The Plimsoll authors
// SPDX-License-Identifier: Apache-2.0
#include "pricing/meter/meter.hpp"

#include <algorithm>

namespace plimsoll::pricing {

void apply(const RequestMeter& meter, const MeterContext& context) {
    const Quantity requests = context.usage.requests;
    if (requests == 0) {
        return;
    }
    const Quantity granted = std::min(requests, context.prorated(meter.free_per_month));
    if (granted > 0) {
        context.line("requests, free grant", granted / kMillion, "1M requests", Money{});
    }
    if (requests > granted) {
        context.line("requests", (requests - granted) / kMillion, "1M requests", meter.per_million);
    }
}

}  // namespace plimsoll::pricing
