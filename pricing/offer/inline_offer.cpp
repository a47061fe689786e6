// SPDX-FileCopyrightText: 2026 The Plimsoll authors
// SPDX-License-Identifier: Apache-2.0
#include "pricing/inline_amounts.hpp"
#include "pricing/offer/catalog.hpp"

#include <fmt/format.h>

#include <algorithm>
#include <stdexcept>
#include <utility>

namespace plimsoll::pricing {
namespace {

/// A machine that is also paid by the request is a machine; an API that is also paid by the request is an API.
OfferKind kind_of(const std::vector<Meter>& meters) {
    for (const auto kind : {OfferKind::instance, OfferKind::api, OfferKind::function})
        if (std::any_of(meters.begin(), meters.end(), [&](const Meter& meter) { return sold_by(meter) == kind; }))
            return kind;
    return OfferKind::instance;
}

}  // namespace

std::optional<Money> InlineAmounts::read(const char* field, const std::optional<std::string>& text) {
    if (!text) return std::nullopt;
    try {
        const Money money = Money::parse(*text);
        if (money < Money{}) wrong(field, fmt::format("'{}' is below 0", *text));
        return money;
    } catch (const std::invalid_argument& error) {
        wrong(field, error.what());
        return std::nullopt;
    }
}

void InlineAmounts::wrong(const char* field, const std::string& message) {
    problems_.push_back({"", 0, "", fmt::format("in-line offer, {}: {}", field, message), ""});
}

void InlineAmounts::finish() {
    if (!problems_.empty()) throw InputError(std::move(problems_));
}

Offer offer_from(const scenarios::InlineOffer& spec) {
    InlineAmounts amounts;
    Offer offer;
    offer.id = "in-line";
    offer.title = "in-line offer";
    offer.provenance.source = "scenario";
    offer.provenance.own = true;
    offer.device = spec.device.value_or("");
    offer.devices = spec.devices;
    if (spec.granularity && spec.granularity->count() <= 0) amounts.wrong("granularity", "expected a duration above 0");
    offer.meters = in_line_meters(spec, amounts);
    offer.kind = kind_of(offer.meters);
    amounts.finish();
    return offer;
}

}  // namespace plimsoll::pricing
