// SPDX-FileCopyrightText: 2026 The Plimsoll authors
// SPDX-License-Identifier: Apache-2.0
#include "pricing/meter/tiers.hpp"

#include "pricing/catalog_fields.hpp"

#include <fmt/format.h>

#include <algorithm>
#include <stdexcept>

namespace plimsoll::pricing {
namespace {

/// "first 6B", "next 9B", "over 15B", as the providers call them. The limits named are those of a full month.
std::string tier_name(const std::vector<Tier>& tiers, std::size_t index) {
    const Quantity from = index == 0 ? Quantity(0) : tiers[index - 1].up_to.value();
    if (!tiers[index].up_to) return "over " + count_text(from);
    return (index == 0 ? "first " : "next ") + count_text(*tiers[index].up_to - from);
}

/// "GB-seconds", "hours"; but "GB" and "1M requests".
std::string several(const std::string& unit) {
    const bool counted = !unit.empty() && unit.back() >= 'a' && unit.back() <= 'z' && unit.back() != 's';
    return counted ? unit + "s" : unit;
}

}  // namespace

std::vector<Tier> read_tiers(CatalogFields& meter) {
    if (meter.has("price") && !meter.has("tiers")) return {{std::nullopt, meter.required_price("price")}};
    std::vector<Tier> tiers;
    auto elements = meter.objects("tiers");
    if (elements.empty()) meter.problem("", "'tiers' is missing: expected at least one {\"price\": ...}");
    for (auto& fields : elements) {
        const bool last = tiers.size() + 1 == elements.size();
        const auto limit = fields.positive("up_to");
        Tier tier{std::nullopt, fields.required_price("price")};
        if (limit) tier.up_to = quantity_from(*limit);
        if (last && fields.has("up_to")) {
            fields.problem("up_to", "the last tier has no end");
        } else if (!last && !limit) {
            fields.problem("", "'up_to' is missing: only the last tier has no end");
        } else if (!tiers.empty() && tier.up_to && tiers.back().up_to && *tier.up_to <= *tiers.back().up_to) {
            fields.problem("up_to", "is not above the end of the tier before: limits are cumulative");
        }
        fields.reject_unknown();
        tiers.push_back(tier);
    }
    return tiers;
}

void scale_tiers(std::vector<Tier>& tiers, double factor) {
    for (auto& tier : tiers) tier.price = tier.price.times(quantity_from(factor));
}

Quantity take_grant(const MeterContext& context, const SharedMonth& shared, const Quantity& units,
                    const Quantity& free_per_month) {
    auto& granted = context.granted(shared);
    const Quantity left = context.prorated(free_per_month) - granted;
    const Quantity taken = std::clamp(left, Quantity(0), units);
    granted += taken;
    return taken;
}

void add_tiered_lines(const MeterContext& context, BilledFor what_for, const std::string& item, const std::string& unit,
                      const Quantity& units, const Quantity& free_per_month, const std::vector<Tier>& tiers,
                      const SharedMonth& shared) {
    const Quantity granted = take_grant(context, shared, units, free_per_month);
    if (granted > 0) context.line(what_for, item + ", free grant", granted, unit, Money{});
    // The tiers count what no grant covered, of this usage and of what the account used before.
    auto& paid = context.paid(shared);
    Quantity from = paid;
    const Quantity end = from + units - granted;
    for (std::size_t index = 0; index < tiers.size() && from < end; ++index) {
        const auto& tier = tiers[index];
        const Quantity to = tier.up_to ? std::min(end, context.prorated(*tier.up_to)) : end;
        if (to <= from) continue;
        const bool only = tiers.size() == 1;
        context.line(what_for,
                     only ? item : fmt::format("{} ({} {} a month)", item, tier_name(tiers, index), several(unit)),
                     to - from, unit, tier.price);
        from = to;
    }
    if (from < end)
        throw std::logic_error("the last tier of " + context.offer + " has an end: its price list is incomplete");
    paid = end;
}

}  // namespace plimsoll::pricing
