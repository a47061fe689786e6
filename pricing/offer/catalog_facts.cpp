// SPDX-FileCopyrightText: 2026 The Plimsoll authors
// SPDX-License-Identifier: Apache-2.0
#include "pricing/offer/catalog_facts.hpp"

#include "pricing/offer/region.hpp"
#include "scenarios/json_document.hpp"

#include <fmt/format.h>

#include <nlohmann/json.hpp>
#include <set>
#include <utility>

namespace plimsoll::pricing {
namespace {

using nlohmann::json;

json member(const json& object, const char* key) { return object.value(key, json::object()); }

/// What `own` lacks is taken from `others`.
json over(json own, const json& others) {
    for (const auto& [key, value] : others.items())
        if (!own.contains(key)) own[key] = value;
    return own;
}

json meters_of(const json& offer, const json& models) {
    json meters = json::array();
    for (json meter : offer.value("meters", json::array())) {
        if (meter.contains("like")) meter = over(meter, models.at(meter.at("like").get<std::string>()));
        meter.erase("like");
        meters.push_back(std::move(meter));
    }
    return meters;
}

json facts_of(const json& own, const json& file) {
    const auto defaults = member(file, "defaults");
    json offer = over(own, defaults);
    offer["meters"] = meters_of(offer, member(file, "meters"));
    offer["provenance"] =
        over(over(member(own, "provenance"), member(defaults, "provenance")), member(file, "provenance"));
    const auto spot = over(member(own, "spot_provenance"), member(file, "spot_provenance"));
    const auto sold_as_spot = [](const json& meter) { return meter.contains("spot_per_hour"); };
    offer.erase("spot_provenance");
    if (!spot.empty() && std::any_of(offer["meters"].begin(), offer["meters"].end(), sold_as_spot))
        offer["spot_provenance"] = spot;
    if (own.contains("start")) offer["start"] = over(member(own, "start"), member(defaults, "start"));
    if (own.contains("notes") && defaults.contains("notes"))
        offer["notes"].insert(offer["notes"].end(), defaults.at("notes").begin(), defaults.at("notes").end());
    const auto id = own.at("id").get<std::string>();
    offer["provider"] = provider_of(id);
    offer["region"] = region_of(id);
    offer["currency"] = file.at("currency");
    return offer;
}

/// "work duration" of a meter whose item or unit tells it from others of its kind.
std::string name_of_meter(const json& meter, std::set<std::string>& taken) {
    auto name = meter.at("meter").get<std::string>();
    for (const char* key : {"item", "unit"})
        if (meter.contains(key)) {
            name += " " + meter.at(key).get<std::string>();
            break;
        }
    const auto first = name;
    for (int number = 2; !taken.insert(name).second; ++number) name = fmt::format("{} {}", first, number);
    return name;
}

/// A record of spot prices is one fact: its usual price is another.
std::string history_text(const json& history) {
    std::size_t prices = 0;
    for (const auto& zone : history.at("zones")) prices += zone.size();
    return fmt::format("{} prices of {} zones, until {}", prices, history.at("zones").size(),
                       history.at("until").get<std::string>());
}

void flatten(const json& value, const std::string& name, std::map<std::string, std::string>& facts) {
    if (name.ends_with("/spot_history")) {
        facts[name] = history_text(value);
        return;
    }
    if (value.is_structured()) {
        for (const auto& [key, each] : value.items()) flatten(each, fmt::format("{}/{}", name, key), facts);
        return;
    }
    facts[name] = value.is_string() ? value.get<std::string>() : value.dump();
}

}  // namespace

std::map<std::string, json> catalog_facts(const std::vector<std::filesystem::path>& files) {
    std::map<std::string, json> facts;
    for (const auto& file : files) {
        const auto document = scenarios::JsonDocument::read(file.string());
        for (const auto& offer : document.root().at("offers"))
            facts[offer.at("id").get<std::string>()] = facts_of(offer, document.root());
    }
    return facts;
}

std::map<std::string, std::string> named_facts(const json& offer) {
    std::map<std::string, std::string> facts;
    std::set<std::string> taken;
    for (const auto& [key, value] : offer.items()) {
        if (key != "meters") {
            flatten(value, key, facts);
            continue;
        }
        for (const auto& meter : value) flatten(meter, name_of_meter(meter, taken), facts);
    }
    return facts;
}

}  // namespace plimsoll::pricing
