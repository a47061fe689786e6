// SPDX-FileCopyrightText: 2026 The Plimsoll authors
// SPDX-License-Identifier: Apache-2.0
#include "pricing/offer/price_factors.hpp"

namespace plimsoll::pricing {

Offer at_factors(Offer offer, const scenarios::PriceFactorsSpec& factors) {
    if (factors == scenarios::PriceFactorsSpec{}) return offer;
    for (auto& meter : offer.meters) std::visit([&](auto& rule) { rule.scale(factors); }, meter);
    return offer;
}

double factor_of(const scenarios::PriceFactorsSpec& factors, const Meter& meter, scenarios::Purchase purchase) {
    return std::visit([&](const auto& rule) { return rule.factor(factors, purchase); }, meter);
}

}  // namespace plimsoll::pricing
