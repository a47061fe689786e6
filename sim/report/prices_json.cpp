// SPDX-FileCopyrightText: 2026 The Plimsoll authors
// SPDX-License-Identifier: Apache-2.0
#include "sim/report/prices_json.hpp"

#include "scenarios/enum_names.hpp"

#include <nlohmann/json.hpp>

namespace plimsoll::results {

using nlohmann::ordered_json;

namespace {

ordered_json date_json(const std::optional<Date>& date) {
    return date ? ordered_json(date->text()) : ordered_json(nullptr);
}

std::optional<Date> read_date(const JsonPlace& place) {
    if (!place.present() || place.is_null()) return std::nullopt;
    const auto date = Date::parse(place.text());
    if (!date) place.problem("expected a date such as 2026-07-20");
    return date;
}

}  // namespace

ordered_json prices_json(const std::vector<PriceUsed>& prices) {
    ordered_json all = ordered_json::array();
    for (const auto& [offer, purchase, from] : prices)
        all.push_back(ordered_json{{"offer", offer},
                                   {"purchase", scenarios::name_of(purchase)},
                                   {"source", from.source},
                                   {"date", date_json(from.date)},
                                   {"read", date_json(from.read)},
                                   {"also", from.also},
                                   {"verified", from.verified},
                                   {"example", from.example}});
    return all;
}

std::vector<PriceUsed> read_prices(const JsonPlace& json) {
    std::vector<PriceUsed> prices;
    for (const JsonPlace& place : json.elements()) {
        PriceUsed& price = prices.emplace_back();
        price.offer = place["offer"].text();
        price.purchase = place["purchase"].choice<scenarios::Purchase>();
        price.provenance.source = place["source"].text();
        price.provenance.date = read_date(place["date"]);
        price.provenance.read = read_date(place["read"]);
        price.provenance.also = place["also"].text();
        price.provenance.verified = place["verified"].flag();
        price.provenance.example = place["example"].flag();
    }
    return prices;
}

}  // namespace plimsoll::results
