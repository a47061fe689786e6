// SPDX-FileCopyrightText: 2026 The Plimsoll authors
// SPDX-License-Identifier: Apache-2.0
#include "sim/resolve/resolve_spot_prices.hpp"

#include "scenarios/suggestion.hpp"

#include <fmt/format.h>

#include <algorithm>
#include <variant>
#include <vector>

namespace plimsoll::sim {
namespace {

pricing::InstanceMeter* recorded_meter(pricing::Offer& offer) {
    for (auto& meter : offer.meters)
        if (auto* instance = std::get_if<pricing::InstanceMeter>(&meter); instance != nullptr && instance->spot_history)
            return instance;
    return nullptr;
}

bool has_zone(const pricing::SpotHistory& history, const std::string& zone, const std::string& pointer,
              Findings& findings) {
    if (zone.empty() || history.zones.contains(zone)) return true;
    std::vector<std::string> zones;
    for (const auto& [name, prices] : history.zones) zones.push_back(name);
    findings.problem(pointer, fmt::format("there is no record of the zone \"{}\"", zone),
                     fmt::format("there are {}", scenarios::one_of(zones)));
    return false;
}

}  // namespace

bool lay_spot_prices(const scenarios::SpotPricesSpec& spec, const std::string& pointer, pricing::Offer& offer,
                     Findings& findings) {
    auto* meter = recorded_meter(offer);
    if (meter == nullptr) {
        findings.problem(pointer, fmt::format("there is no record of the spot prices of \"{}\"", offer.id),
                         "a catalog of your own has one: plimsoll pricing import history.json -o ours.json");
        return false;
    }
    const auto& history = *meter->spot_history;
    if (!has_zone(history, spec.zone, pointer + "/zone", findings)) return false;
    const auto begin = history.begin();
    const auto start = spec.start.value_or(begin);
    if (start < begin || start >= history.until) {
        findings.problem(pointer + "/start", fmt::format("the record goes from {} to {}", plimsoll::text_of(begin),
                                                         plimsoll::text_of(history.until)));
        return false;
    }
    meter->spot_along = pricing::laid_from(history, spec.zone, start);
    findings.value(pointer + "/series", "recorded");
    findings.value(pointer + "/zone", spec.zone.empty() ? "the median of the zones" : spec.zone);
    findings.value(pointer + "/start", plimsoll::text_of(start));
    findings.note(
        fmt::format("spot prices of {} are {} as recorded from {} to {}; the horizon begins at {}, and behind "
                    "the end they begin anew",
                    offer.id, spec.zone.empty() ? "the median of the zones" : "those of " + spec.zone,
                    plimsoll::text_of(begin), plimsoll::text_of(history.until), plimsoll::text_of(start)));
    meter->spot_history.reset();
    return true;
}

}  // namespace plimsoll::sim
