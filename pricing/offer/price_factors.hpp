// SPDX-FileCopyrightText: 2026 The Plimsoll authors
// SPDX-License-Identifier: Apache-2.0
#pragma once

#include "pricing/offer/offer.hpp"

namespace plimsoll::pricing {

/// The offer with every price multiplied by the factor for how it is bought: exactly, then rounded once at the twelfth
/// fractional digit of a unit price. Free grants, tiers' limits and billing rules stay.
[[nodiscard]] Offer at_factors(Offer offer, const scenarios::PriceFactorsSpec& factors);

/// The factor on this meter's price when bought so.
[[nodiscard]] double factor_of(const scenarios::PriceFactorsSpec& factors, const Meter& meter,
                               scenarios::Purchase purchase);

}  // namespace plimsoll::pricing
