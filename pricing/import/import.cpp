// SPDX-FileCopyrightText: 2026 The Plimsoll authors
// SPDX-License-Identifier: Apache-2.0
#include "pricing/import/import.hpp"

#include "pricing/import/machines.hpp"
#include "pricing/offer/name_pattern.hpp"
#include "pricing/offer/region.hpp"
#include "pricing/quantity.hpp"

#include <fmt/format.h>

#include <algorithm>
#include <charconv>
#include <cmath>
#include <stdexcept>

namespace plimsoll::pricing {
namespace {

/// A number as JSON and tables write it, also 5.3e-05.
std::optional<Money> money_of(std::string_view text) {
    try {
        return Money::parse(text);
    } catch (const std::invalid_argument&) {
        double value = 0;
        const auto* const end = text.data() + text.size();
        const auto [read, error] = std::from_chars(text.data(), end, value);
        constexpr double kMost = 1e9;  // a USD an hour; above it, it is none
        if (error != std::errc() || read != end || !std::isfinite(value) || value < 0 || value > kMost)
            return std::nullopt;
        return Money::parse("1").times(quantity_from(value));
    }
}

std::string device_of(const ImportedOffer& offer, const ImportRequest& request) {
    for (const auto& [pattern, device] : request.devices)
        if (has_pattern(offer.name, pattern)) return device;
    return offer.device;
}

}  // namespace

Money weighted_quantile(std::vector<WeightedPrice> prices, double share) {
    std::sort(prices.begin(), prices.end(),
              [](const WeightedPrice& left, const WeightedPrice& right) { return left.price < right.price; });
    std::int64_t total = 0;
    for (const auto& price : prices) total += price.weight;
    if (total == 0) {  // no time passed: each counts as much
        for (auto& price : prices) price.weight = 1;
        total = static_cast<std::int64_t>(prices.size());
    }
    std::int64_t below = 0;
    for (const auto& price : prices) {
        below += price.weight;
        if (static_cast<double>(below) >= share * static_cast<double>(total)) return price.price;
    }
    return prices.back().price;
}

ImportedOffer* Import::offer(const std::string& provider, const std::string& region, const std::string& name) {
    if (provider.empty() || region.empty() || name.empty() ||
        (provider + region + name).find('/') != std::string::npos) {
        skip("without a name or a region");
        return nullptr;
    }
    if (!request_.region.empty() && region != request_.region) {
        skip("in other regions");
        return nullptr;
    }
    const auto& regions = regions_of(provider);
    if (!regions.empty() && !std::binary_search(regions.begin(), regions.end(), region)) {
        skip(fmt::format("in {}, which is no region of {} that is known", region, provider));
        return nullptr;
    }
    ImportedOffer machine;
    machine.provider = provider;
    machine.region = region;
    machine.name = name;
    machine.windows = request_.windows;
    return &offers_.try_emplace(machine.id(), machine).first->second;
}

std::optional<Money> Import::price(std::string_view text) {
    const auto money = money_of(text);
    if (money && *money > Money{}) return money;
    skip(!money ? "without a price" : *money == Money{} ? "at a price of 0" : "at a price below 0");
    return std::nullopt;
}

void Import::put(std::optional<Money>& place, const std::optional<Money>& price) {
    if (place && price && *place != *price)
        skip("of another price for the same offer (the first is taken)");
    else if (!place)
        place = price;
}

void Import::finish() {
    std::map<std::string, std::string> skus;
    for (auto& [id, offer] : offers_) {
        if (const auto machine = machine_named(offer.provider, offer.name); machine && offer.device.empty()) {
            offer.device = machine->device;
            offer.devices = machine->devices;
        }
        offer.device = device_of(offer, request_);
        if (!offer.sku.empty() && !skus.emplace(offer.provider + " " + offer.sku, id).second) {
            skip("SKUs that stand twice");
            offer.sku.clear();
        }
        const auto dearer = [&on_demand = offer.on_demand](const Money& price) {
            return on_demand && price > *on_demand;
        };
        if (!offer.spot.empty() && dearer(weighted_quantile(offer.spot, 1.0 / 2))) {
            skip("spot prices above the on-demand price");
            offer.spot.clear();
        }
        if (offer.reserved && dearer(*offer.reserved)) {
            skip("reserved prices above the on-demand price");
            offer.reserved.reset();
        }
    }
    std::erase_if(offers_, [](const auto& entry) {
        return !entry.second.on_demand && !entry.second.reserved && entry.second.spot.empty();
    });
}

}  // namespace plimsoll::pricing
