// SPDX-FileCopyrightText: 2026 The Plimsoll authors
// SPDX-License-Identifier: Apache-2.0
#include "pricing/import/import.hpp"
#include "pricing/import/machines.hpp"

#include <fmt/format.h>

#include <nlohmann/json.hpp>

namespace plimsoll::pricing {
namespace {

using nlohmann::ordered_json;

/// How a provider rounds the time of a machine, and what it gives notice of; docs/pricing.md says who says so.
struct BillingRule {
    const char* provider;
    const char* minimum;
    const char* free_if_interrupted_within;  ///< of a spot machine; null: nothing is free
    const char* spot_notice;
};

constexpr BillingRule kRules[] = {
    {"aws", "60 s", "1 h", "120 s"}, {"azure", "0 s", nullptr, "30 s"}, {"gcp", "60 s", nullptr, "30 s"}};

const BillingRule* rule_of(const std::string& provider) {
    for (const auto& rule : kRules)
        if (provider == rule.provider) return &rule;
    return nullptr;
}

ordered_json meter_json(const std::string& provider) {
    ordered_json meter{{"meter", "instance"}, {"granularity", "1 s"}};
    const auto* rule = rule_of(provider);
    meter["minimum"] = rule == nullptr ? "60 s" : rule->minimum;
    if (rule != nullptr && rule->free_if_interrupted_within != nullptr)
        meter["free_if_interrupted_within"] = rule->free_if_interrupted_within;
    return meter;
}

ordered_json source_json(const ImportSource& source, const ImportRequest& request) {
    const auto& date = request.date ? request.date : source.date;
    return {{"source", source.text}, {"date", date ? date->text() : "unknown"}, {"verified", source.verified}};
}

std::string title_of(const ImportedOffer& offer) {
    if (!offer.title.empty()) return offer.title;
    auto title = fmt::format("{} {}{}", offer.provider, offer.name, offer.windows ? " with Windows" : "");
    if (!offer.device.empty() && offer.device != kCpuDevice)
        title += fmt::format(" ({} x {})", offer.devices, offer.device);
    return title + ", " + offer.region;
}

void add_device(const ImportedOffer& offer, ordered_json& json) {
    if (offer.device.empty()) return;
    if (offer.device != kCpuDevice) {
        json["device"] = offer.device;
        if (offer.devices > 1) json["devices"] = offer.devices;
    } else if (offer.vcpus > 0 && offer.vcpus <= kCpuVcpus) {
        json["device"] = offer.device;
        json["vcpus"] = offer.vcpus;
        json["device_vcpus"] = kCpuVcpus;
    }
}

ordered_json history_json(const SpotHistory& history) {
    ordered_json json{{"until", text_of(history.until)}};
    for (const auto& [zone, prices] : history.zones)
        for (const auto& [at, price] : prices) json["zones"][zone][text_of(at)] = price.text();
    return json;
}

ordered_json offer_json_of(const ImportedOffer& offer, const ImportRequest& request) {
    ordered_json json{{"id", offer.id()}, {"title", title_of(offer)}};
    if (!offer.sku.empty()) json["sku"] = offer.sku;
    add_device(offer, json);
    ordered_json meter{{"like", offer.provider}};
    if (offer.on_demand) meter["on_demand_per_hour"] = offer.on_demand->text();
    if (!offer.spot.empty()) meter["spot_per_hour"] = weighted_quantile(offer.spot, 1.0 / 2).text();
    if (!offer.spot.empty() && !offer.spot_history.zones.empty())
        meter["spot_history"] = history_json(offer.spot_history);
    if (offer.reserved) meter["reserved_per_hour"] = offer.reserved->text();
    json["meters"] = ordered_json::array({meter});
    const auto* rule = rule_of(offer.provider);
    if (!offer.spot.empty() && rule != nullptr) json["spot_notice"] = rule->spot_notice;
    json["provenance"] = source_json(offer.on_demand || offer.reserved ? offer.source : offer.spot_source, request);
    if (!offer.spot.empty()) json["spot_provenance"] = source_json(offer.spot_source, request);
    auto notes = offer.notes;
    if (rule == nullptr) notes.emplace_back("By the second, 60 s at least: assumed, the list does not say it.");
    if (!notes.empty()) json["notes"] = notes;
    return json;
}

/// What all offers have alike stands once, in the file.
void hoist(const char* key, ordered_json& catalog, ordered_json& offers) {
    for (const auto& offer : offers)
        if (offer.contains(key)) {
            catalog[key] = offer.at(key);
            break;
        }
    for (auto& offer : offers)
        if (offer.contains(key) && offer.at(key) == catalog.at(key)) offer.erase(key);
}

}  // namespace

std::string catalog_text(const Import& import) {
    ordered_json catalog{{"plimsoll_catalog", 1}, {"currency", "USD"}};
    auto offers = ordered_json::array();
    ordered_json meters;
    for (const auto& [id, offer] : import.offers()) {
        offers.push_back(offer_json_of(offer, import.request()));
        meters[offer.provider] = meter_json(offer.provider);
    }
    hoist("provenance", catalog, offers);
    hoist("spot_provenance", catalog, offers);
    catalog["defaults"] = {{"kind", "instance"}};
    catalog["meters"] = std::move(meters);
    catalog["offers"] = std::move(offers);
    constexpr int kIndent = 2;
    return catalog.dump(kIndent, ' ', false, ordered_json::error_handler_t::replace) + "\n";
}

}  // namespace plimsoll::pricing
