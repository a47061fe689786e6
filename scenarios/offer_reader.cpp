// SPDX-FileCopyrightText: 2026 The Plimsoll authors
// SPDX-License-Identifier: Apache-2.0
#include "scenarios/offer_reader.hpp"

#include <fmt/format.h>

namespace plimsoll::scenarios {
namespace {

OwnedSpec read_owned(const Node& node) {
    OwnedSpec owned;
    assign(owned.capex, node.required("capex", R"(for example "250000 USD")").price(PriceUnit::in_all));
    assign(owned.residual, node["residual"].price(PriceUnit::in_all));
    assign(owned.years, node.required("years", "until it is written off, for example 4").number(Sign::positive));
    assign(owned.power_kw, node["power"].power_kw());
    owned.idle_power_kw = node["idle_power"].power_kw();
    assign(owned.pue, node["pue"].number(Sign::positive));
    if (owned.pue < 1)
        node["pue"].problem("the building takes less than its machines", R"(at least 1, for example 1.3)");
    owned.price_per_kwh = node["electricity"].price(PriceUnit::per_kwh);
    assign(owned.maintenance, node["maintenance"].number(Sign::non_negative));
    owned.space_per_month = node["space"].price(PriceUnit::per_month);
    owned.staff_per_month = node["staff"].price(PriceUnit::per_month);
    if (node.has("power") != node.has("electricity"))
        node[node.has("power") ? "power" : "electricity"].problem(
            "power and its price go together", R"(for example "power": "10.2 kW", "electricity": "0.12 USD/kWh")");
    return owned;
}

InlineOffer read_inline(const Node& node) {
    InlineOffer offer;
    offer.price_per_hour = node["price"].price(PriceUnit::per_hour);
    offer.spot_price_per_hour = node["spot_price"].price(PriceUnit::per_hour);
    offer.price_per_gb_second = node["gb_second_price"].price(PriceUnit::per_gb_second);
    offer.price_per_million_requests = node["request_price"].price(PriceUnit::per_million_requests);
    offer.price_per_million_input_tokens = node["input_token_price"].price(PriceUnit::per_million_tokens);
    offer.price_per_million_output_tokens = node["output_token_price"].price(PriceUnit::per_million_tokens);
    offer.price_per_million_cached_input_tokens = node["cached_input_token_price"].price(PriceUnit::per_million_tokens);
    if (node.has("owned")) offer.owned = read_owned(node["owned"]);
    assign(offer.devices, node["devices"].count(1));
    offer.fee_per_month = node["monthly_fee"].price(PriceUnit::per_month);
    offer.memory_gb = node["memory"].billed_gb();
    offer.device = node["device"].text();
    offer.minimum = node["minimum"].duration(Sign::non_negative);
    offer.granularity = node["granularity"].duration(Sign::positive);
    if (node.has("gb_second_price") && !node.has("memory")) {
        node["gb_second_price"].problem("a price per GB-second needs the memory that is billed",
                                        R"(add for example "memory": "2 GB")");
    }
    if (node.has("memory") && !node.has("gb_second_price")) {
        node["memory"].problem("the memory has no effect without a price per GB-second",
                               R"(add "gb_second_price", or remove it)");
    }
    return offer;
}

}  // namespace

OfferSpec read_offer(const Node& node) {
    if (node.is_object()) {
        return read_inline(node);
    }
    const std::optional<std::string> name = node.text();
    if (name && name->empty()) {
        node.problem("the name of the offer is empty", R"(for example "aws/us-east-1/g4dn.xlarge")");
    }
    return name.value_or("");
}

void check_prices(const Node& node, Serving serving, Purchase purchase, bool fallback_on_demand) {
    // What the file says counts, not what could be read of it: a bad price has been complained about already.
    const bool hourly = node.has("price") || node.has("owned");
    if (serving == Serving::api) {
        if (!node.has("request_price") && !node.has("input_token_price") && !node.has("output_token_price")) {
            node.problem("an API is paid by request or by token, and the offer has no such price",
                         R"(add for example "input_token_price": "0.10 USD/1M tokens")");
        }
        return;
    }
    if (serving == Serving::serverless) {
        if (!hourly && !node.has("gb_second_price") && !node.has("request_price")) {
            node.problem("the offer has no price for serverless instances",
                         R"(add for example "gb_second_price": "0.0000166667 USD/GB-s" and "memory": "2 GB")");
        }
        return;
    }
    if (purchase == Purchase::spot && !node.has("spot_price")) {
        node.problem("the pool buys spot instances, and the offer has no spot price",
                     R"(add for example "spot_price": "0.35 USD/h")");
    }
    if (!hourly && (purchase != Purchase::spot || fallback_on_demand)) {
        node.problem(purchase == Purchase::spot
                         ? "the pool falls back to on-demand instances, and the offer has no price for them"
                         : "the offer has no price",
                     R"(add for example "price": "1.00 USD/h")");
    }
}

}  // namespace plimsoll::scenarios
