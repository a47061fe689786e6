// SPDX-FileCopyrightText: 2026 The Plimsoll authors
// SPDX-License-Identifier: Apache-2.0
#include "pricing/meter/meter.hpp"
#include "pricing/quantity.hpp"

#include <fmt/format.h>

#include <algorithm>
#include <stdexcept>
#include <utility>

namespace plimsoll::pricing {
namespace {

using scenarios::Purchase;

constexpr std::int64_t kSecondsPerHour = 3600;

const Money& price_of(const InstanceMeter& meter, Purchase purchase, const Offer& offer) {
    const auto& price = purchase == Purchase::on_demand ? meter.on_demand_per_hour
                        : purchase == Purchase::spot    ? meter.spot_per_hour
                                                        : meter.reserved_per_hour;
    if (!price) {
        throw std::logic_error("usage of " + offer.id + " without a price: ask missing_price() before simulating");
    }
    return *price;
}

Duration life_of(const InstanceUse& use) {
    if (use.end < use.start) {
        throw std::logic_error("an instance ends before it starts");
    }
    return use.end - use.start;
}

/// EC2 charges nothing for a spot instance that it interrupts before the first hour is over.
bool is_refunded(const InstanceMeter& meter, const InstanceUse& use) {
    return use.purchase == Purchase::spot && use.interrupted && life_of(use) < meter.free_if_interrupted_within;
}

/// Largest number of reserved instances alive at one moment: what somebody must have reserved for this usage.
std::int64_t peak_reserved(const std::vector<InstanceUse>& instances) {
    std::vector<std::pair<Duration, int>> changes;
    for (const auto& use : instances) {
        if (use.purchase == Purchase::reserved) {
            // An instance that stops in the moment it started still needed a reservation.
            const Duration end = use.start + std::max(life_of(use), Duration(1));
            changes.emplace_back(use.start, +1);
            changes.emplace_back(end, -1);
        }
    }
    std::sort(changes.begin(), changes.end());  // at one instant the ends (-1) come first
    std::int64_t alive = 0;
    std::int64_t peak = 0;
    for (const auto& [at, change] : changes) {
        alive += change;
        peak = std::max(peak, alive);
    }
    return peak;
}

std::string short_name(const Offer& offer) {
    const auto slash = offer.id.rfind('/');
    return slash == std::string::npos ? offer.id : offer.id.substr(slash + 1);
}

Quantity hours(const RoundedDurations& durations) { return seconds(durations) / kSecondsPerHour; }

}  // namespace

void apply(const InstanceMeter& meter, const MeterContext& context) {
    RoundedDurations on_demand;
    RoundedDurations spot;
    RoundedDurations refunded;
    for (const auto& use : context.usage.instances) {
        if (use.purchase == Purchase::reserved) {
            continue;
        }
        auto& sum = is_refunded(meter, use) ? refunded : use.purchase == Purchase::on_demand ? on_demand : spot;
        sum.add(meter.rounding(life_of(use)));
    }
    const std::string name = short_name(context.offer);
    if (on_demand.count > 0) {
        context.line("on-demand " + name, hours(on_demand), "hour",
                     price_of(meter, Purchase::on_demand, context.offer));
    }
    if (spot.count > 0) {
        context.line("spot " + name, hours(spot), "hour", price_of(meter, Purchase::spot, context.offer));
    }
    if (refunded.count > 0) {
        context.line(fmt::format("spot {}, interrupted early, not charged", name), hours(refunded), "hour", Money{});
    }
    if (const auto reserved = peak_reserved(context.usage.instances); reserved > 0) {
        context.line(fmt::format("reserved {} ({} for the whole period)", name, reserved),
                     seconds(context.usage.span) * reserved / kSecondsPerHour, "hour",
                     price_of(meter, Purchase::reserved, context.offer));
    }
}

}  // namespace plimsoll::pricing
