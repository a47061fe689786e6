// SPDX-FileCopyrightText: 2026 The Plimsoll authors
// SPDX-License-Identifier: Apache-2.0
#include "pricing/meter/meter.hpp"
#include "pricing/quantity.hpp"

#include <fmt/format.h>

#include <algorithm>
#include <stdexcept>

namespace plimsoll::pricing {
namespace {

Quantity work_seconds(const WorkMeter& meter, const PoolUsage& usage) {
    if (const auto rule = meter.rule()) return seconds(usage.worked(*rule));
    RoundedDurations lives;
    for (const auto& use : usage.instances) {
        if (use.end < use.start) {
            throw std::logic_error("an instance ends before it starts");
        }
        lives.add(meter.rounding(use.end - use.start));
    }
    return seconds(lives);
}

/// "first 6B", "next 9B", "over 15B", as the providers call them. The limits named are those of a full month.
std::string tier_name(const std::vector<Tier>& tiers, std::size_t index) {
    const Quantity from = index == 0 ? Quantity(0) : tiers[index - 1].up_to.value();
    if (!tiers[index].up_to) {
        return "over " + count_text(from);
    }
    return (index == 0 ? "first " : "next ") + count_text(*tiers[index].up_to - from);
}

}  // namespace

void apply(const WorkMeter& meter, const MeterContext& context) {
    const Quantity units = work_seconds(meter, context.usage) * meter.units_per_second;
    if (units == 0) {
        return;
    }
    const std::string item = meter.item.empty() ? meter.unit + "s" : meter.item;
    // The grant comes off first; the tiers count what is left of the usage.
    const Quantity granted = std::min(units, context.prorated(meter.free_per_month));
    if (granted > 0) {
        context.line(item + ", free grant", granted, meter.unit, Money{});
    }
    const Quantity billable = units - granted;
    Quantity from = 0;
    for (std::size_t index = 0; index < meter.tiers.size() && from < billable; ++index) {
        const auto& tier = meter.tiers[index];
        const Quantity to = tier.up_to ? std::min(billable, context.prorated(*tier.up_to)) : billable;
        if (to > from) {
            const bool only = meter.tiers.size() == 1;
            context.line(
                only ? item : fmt::format("{} ({} {}s a month)", item, tier_name(meter.tiers, index), meter.unit),
                to - from, meter.unit, tier.price);
        }
        from = to;
    }
    if (from < billable) {
        throw std::logic_error("the last tier of " + context.offer.id + " has an end: its price list is incomplete");
    }
}

}  // namespace plimsoll::pricing
