// SPDX-FileCopyrightText: 2026 The Plimsoll authors
// SPDX-License-Identifier: Apache-2.0
#include "pricing/offer/offer.hpp"

#include "scenarios/enum_names.hpp"

#include <fmt/format.h>
#include <fmt/ranges.h>

#include <string_view>

namespace plimsoll::pricing {
namespace {

/// The ways of buying that have a price by the hour.
std::vector<std::string_view> sold_by_the_hour(const Offer& offer) {
    std::vector<std::string_view> names;
    for (const auto& [name, purchase] : scenarios::names_of<scenarios::Purchase>())
        if (hourly_price(offer, purchase)) names.push_back(name);
    return names;
}

}  // namespace

UsageRules usage_rules(const Offer& offer) {
    UsageRules rules;
    for (const auto& meter : offer.meters) std::visit([&](const auto& rule) { rule.add_needs(rules); }, meter);
    return rules;
}

std::optional<Money> hourly_price(const Offer& offer, scenarios::Purchase purchase) {
    for (const auto& meter : offer.meters) {
        auto price = std::visit([&](const auto& rule) { return std::optional<Money>(rule.per_hour(purchase)); }, meter);
        if (price) return price;
    }
    return std::nullopt;
}

const PriceSeries* spot_price_series(const Offer& offer) {
    for (const auto& meter : offer.meters)
        if (const auto* instance = std::get_if<InstanceMeter>(&meter); instance != nullptr && instance->spot_along)
            return &*instance->spot_along;
    return nullptr;
}

bool is_rented_by_time(const Offer& offer) { return !sold_by_the_hour(offer).empty(); }

std::string negotiated_price(const Offer& offer, scenarios::Purchase purchase) {
    std::string text;
    for (const auto& price : offer.negotiated)
        if (!price.purchase || *price.purchase == purchase) text += (text.empty() ? "" : "; ") + price.text;
    return text;
}

std::optional<std::string> missing_price(const Offer& offer, scenarios::Purchase purchase) {
    if (hourly_price(offer, purchase)) return std::nullopt;
    const auto available = sold_by_the_hour(offer);
    if (available.empty() && !offer.meters.empty()) {
        if (purchase == scenarios::Purchase::on_demand) return std::nullopt;
        return fmt::format("'{}' is billed by use and cannot be bought as {}", offer.id, scenarios::name_of(purchase));
    }
    return fmt::format("'{}' has no {} price{}", offer.id, scenarios::name_of(purchase),
                       available.empty() ? "" : fmt::format(" (it has: {})", fmt::join(available, ", ")));
}

}  // namespace plimsoll::pricing
