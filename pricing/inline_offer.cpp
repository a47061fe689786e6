// SPDX-FileCopyrightText: 2026 The Plimsoll authors
// SPDX-License-Identifier: Apache-2.0
#include "pricing/catalog.hpp"
#include "pricing/quantity.hpp"
#include "scenarios/input_error.hpp"

#include <fmt/format.h>

#include <stdexcept>

namespace plimsoll::pricing {
namespace {

using scenarios::InlineOffer;

/// The amounts of an offer that a scenario writes, with every problem noted.
class Amounts {
public:
    std::optional<Money> read(const char* field, const std::optional<std::string>& text) {
        if (!text) {
            return std::nullopt;
        }
        try {
            const Money money = Money::parse(*text);
            if (money < Money{}) {
                wrong(field, fmt::format("'{}' is below 0", *text));
            }
            return money;
        } catch (const std::invalid_argument& error) {
            wrong(field, error.what());
            return std::nullopt;
        }
    }

    void wrong(const char* field, const std::string& message) {
        problems_.push_back({"", 0, "", fmt::format("in-line offer, {}: {}", field, message), ""});
    }

    void finish() {
        if (!problems_.empty()) {
            throw InputError(std::move(problems_));
        }
    }

private:
    std::vector<Problem> problems_;
};

void set_rounding(Rounding& rounding, const InlineOffer& spec) {
    rounding.granularity = spec.granularity.value_or(rounding.granularity);
    rounding.minimum = spec.minimum.value_or(rounding.minimum);
}

}  // namespace

Offer offer_from(const InlineOffer& spec) {
    Amounts amounts;
    Offer offer;
    offer.id = "in-line";
    offer.title = "in-line offer";
    offer.provenance = {"scenario", "", true, false};
    offer.device = spec.device.value_or("");
    if (spec.granularity && spec.granularity->count() <= 0) {
        amounts.wrong("granularity", "expected a duration above 0");
    }

    const bool by_the_hour = spec.price_per_hour || spec.spot_price_per_hour;
    const bool by_work = spec.price_per_gb_second.has_value();
    const bool by_token = spec.price_per_million_input_tokens || spec.price_per_million_output_tokens;
    if (by_the_hour) {
        InstanceMeter meter;
        meter.on_demand_per_hour = amounts.read("price per hour", spec.price_per_hour);
        meter.reserved_per_hour = meter.on_demand_per_hour;  // `price` is what an instance costs, however it is bought
        meter.spot_per_hour = amounts.read("spot price per hour", spec.spot_price_per_hour);
        set_rounding(meter.rounding, spec);
        offer.meters.emplace_back(std::move(meter));
    }
    if (spec.price_per_million_requests) {
        offer.meters.emplace_back(
            RequestMeter{amounts.read("price per million requests", spec.price_per_million_requests).value_or(Money{}),
                         Quantity(0)});
    }
    if (by_work) {
        WorkMeter meter;
        meter.unit = "GB-second";
        meter.item = "duration";
        if (!spec.memory_gb || !(*spec.memory_gb > 0)) {
            amounts.wrong("memory", "a price per GB-second needs a memory size above 0");
        } else {
            meter.units_per_second = quantity_from(*spec.memory_gb);
        }
        meter.tiers = {{std::nullopt, amounts.read("price per GB-second", spec.price_per_gb_second).value_or(Money{})}};
        set_rounding(meter.rounding, spec);
        offer.meters.emplace_back(std::move(meter));
    }
    if (by_token) {
        offer.meters.emplace_back(TokenMeter{
            amounts.read("price per million input tokens", spec.price_per_million_input_tokens).value_or(Money{}),
            amounts.read("price per million output tokens", spec.price_per_million_output_tokens).value_or(Money{})});
    }
    offer.kind = by_the_hour                                  ? Offer::Kind::instance
                 : by_token                                   ? Offer::Kind::api
                 : by_work || spec.price_per_million_requests ? Offer::Kind::function
                                                              : Offer::Kind::instance;
    amounts.finish();
    return offer;
}

}  // namespace plimsoll::pricing
