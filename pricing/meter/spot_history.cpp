// SPDX-FileCopyrightText: 2026 The Plimsoll authors
// SPDX-License-Identifier: Apache-2.0
#include "pricing/meter/spot_history.hpp"

#include "pricing/catalog_fields.hpp"

#include <fmt/format.h>

#include <algorithm>
#include <optional>
#include <set>
#include <vector>

namespace plimsoll::pricing {
namespace {

constexpr const char* kMomentHint = R"(moments are in UTC, for example "2026-05-01T00:00:00Z")";

SpotHistory::Prices read_prices(CatalogFields zone) {
    SpotHistory::Prices prices;
    for (const auto& written : zone.names()) {
        const auto price = zone.price(written);
        const auto at = parse_moment(written);
        if (!at) zone.problem(written, fmt::format("'{}' is no moment", written), kMomentHint);
        if (at && price) prices.emplace(*at, *price);
    }
    return prices;
}

/// The price that holds in each zone, so far.
using InForce = std::map<std::string, Money>;

Money lower_median(const InForce& prices) {
    std::vector<Money> all;
    for (const auto& [zone, price] : prices) all.push_back(price);
    const auto middle = all.begin() + static_cast<std::ptrdiff_t>((all.size() - 1) / 2);
    std::nth_element(all.begin(), middle, all.end());
    return *middle;
}

}  // namespace

Moment SpotHistory::begin() const {
    return std::min_element(zones.begin(), zones.end(),
                            [](const auto& left, const auto& right) {
                                return left.second.begin()->first < right.second.begin()->first;
                            })
        ->second.begin()
        ->first;
}

std::shared_ptr<const SpotHistory> read_spot_history(CatalogFields& meter) {
    if (!meter.has("spot_history")) return nullptr;
    auto fields = meter.object("spot_history");
    SpotHistory history;
    const auto until = fields.required_text("until");
    const auto end = parse_moment(until);
    if (!end && !until.empty()) fields.problem("until", fmt::format("'{}' is no moment", until), kMomentHint);
    auto zones = fields.object("zones");
    for (const auto& zone : zones.names())
        if (auto prices = read_prices(zones.object(zone)); !prices.empty())
            history.zones.emplace(zone, std::move(prices));
    fields.reject_unknown();
    if (history.zones.empty()) {
        fields.problem("zones", "'zones' is missing: expected at least one with prices");
        return nullptr;
    }
    if (!end) return nullptr;
    history.until = *end;
    if (history.begin() < history.until) return std::make_shared<const SpotHistory>(std::move(history));
    fields.problem("until", "is not behind the first price");
    return nullptr;
}

SpotHistory::Prices prices_of_zone(const SpotHistory& history, const std::string& zone) {
    if (!zone.empty()) return history.zones.at(zone);
    std::set<Moment> moments;
    for (const auto& [name, prices] : history.zones)
        for (const auto& [at, price] : prices) moments.insert(at);
    SpotHistory::Prices median;
    InForce in_force;
    for (const auto& at : moments) {
        for (const auto& [name, prices] : history.zones)
            if (const auto change = prices.find(at); change != prices.end()) in_force[name] = change->second;
        median.emplace(at, lower_median(in_force));
    }
    return median;
}

}  // namespace plimsoll::pricing
