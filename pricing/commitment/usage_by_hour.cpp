// SPDX-FileCopyrightText: 2026 The Plimsoll authors
// SPDX-License-Identifier: Apache-2.0
#include "pricing/commitment/usage_by_hour.hpp"

#include <algorithm>
#include <cmath>
#include <optional>
#include <tuple>

namespace plimsoll::pricing {
namespace {

constexpr Duration kClockHour = std::chrono::hours(1);

/// Its index among the offers of `usage`, where it is put if it is new; nothing where it is not rented by the hour.
std::optional<std::size_t> place_of(const Offer& offer, UsageByHour& usage) {
    const auto price = hourly_price(offer, scenarios::Purchase::on_demand);
    if (!price || offer.kind != OfferKind::instance) return std::nullopt;
    const auto is_owned = [](const Meter& meter) { return std::holds_alternative<OwnedMeter>(meter); };
    if (std::any_of(offer.meters.begin(), offer.meters.end(), is_owned)) return std::nullopt;
    const CommittableOffer wanted{offer.id, *price};
    const auto found = std::find(usage.offers.begin(), usage.offers.end(), wanted);
    const auto place = static_cast<std::size_t>(found - usage.offers.begin());
    if (found == usage.offers.end()) usage.offers.push_back(wanted);
    return place;
}

Duration billed(const Offer& offer, Duration life) {
    for (const auto& meter : offer.meters)
        if (const auto* instance = std::get_if<InstanceMeter>(&meter)) return instance->rounding(life);
    return life;
}

/// Spreads a life over the hours of the period, again from the first one where it lasts beyond the last.
void add_life(std::vector<UsageHour>& hours, std::size_t offer, Duration span, Duration start, Duration length) {
    Duration at = start % span;
    while (length.count() > 0) {
        auto& hour = hours[static_cast<std::size_t>(at / kClockHour)];
        const Duration part = std::min(length, hour.length - at % kClockHour);
        hour.used[offer] += part;
        length -= part;
        at += part;
        if (at >= span) at = Duration{};
    }
}

}  // namespace

Duration UsageByHour::span() const {
    Duration sum{};
    for (const auto& hour : hours) sum += hour.length * hour.times;
    return sum;
}

UsageByHour usage_by_hour(std::span<const Offer> offers, std::span<const PoolUsage> pools) {
    UsageByHour usage;
    std::vector<std::optional<std::size_t>> places;
    for (const auto& offer : offers) places.push_back(place_of(offer, usage));
    const Duration span = pools.empty() ? Duration{} : pools.front().span;
    for (Duration at{}; at < span; at += kClockHour)
        usage.hours.push_back({std::min(kClockHour, span - at), std::vector<Duration>(usage.offers.size()), 1});
    if (usage.hours.empty()) return usage;
    for (std::size_t pool = 0; pool < pools.size(); ++pool) {
        if (!places[pool]) continue;
        for (const auto& use : pools[pool].instances)
            if (use.purchase == scenarios::Purchase::on_demand)
                add_life(usage.hours, *places[pool], span, use.start, billed(offers[pool], use.end - use.start));
    }
    return usage;
}

UsageByHour scaled(UsageByHour usage, double factor) {
    for (auto& hour : usage.hours)
        for (auto& used : hour.used) used = Duration(std::llround(static_cast<double>(used.count()) * factor));
    return usage;
}

UsageByHour condensed(UsageByHour usage) {
    auto& hours = usage.hours;
    std::sort(hours.begin(), hours.end(), [](const UsageHour& left, const UsageHour& right) {
        return std::tie(left.length, left.used) < std::tie(right.length, right.used);
    });
    std::vector<UsageHour> distinct;
    for (auto& hour : hours) {
        if (!distinct.empty() && distinct.back().length == hour.length && distinct.back().used == hour.used)
            distinct.back().times += hour.times;
        else
            distinct.push_back(std::move(hour));
    }
    hours = std::move(distinct);
    return usage;
}

}  // namespace plimsoll::pricing
