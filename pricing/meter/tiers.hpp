// SPDX-FileCopyrightText: 2026 The Plimsoll authors
// SPDX-License-Identifier: Apache-2.0
#pragma once

#include "pricing/meter/context.hpp"

#include <optional>
#include <string>
#include <vector>

/// Prices that fall with the month's quantity, and what is free of it: an account's, so that pools and extras of one
/// deployment that pay for the same service share them.
namespace plimsoll::pricing {

class CatalogFields;

/// A price up to a monthly quantity; the last tier has no end.
struct Tier {
    std::optional<Quantity> up_to;  ///< cumulative units per month
    Money price;                    ///< per unit
};

/// "tiers" of a meter, or its one "price" where it has no tiers; notes what is wrong.
[[nodiscard]] std::vector<Tier> read_tiers(CatalogFields& meter);

void scale_tiers(std::vector<Tier>& tiers, double factor);

/// Takes what of `units` is free: the rest of the account's monthly grant, in proportion to the span.
[[nodiscard]] Quantity take_grant(const MeterContext& context, const SharedMonth& shared, const Quantity& units,
                                  const Quantity& free_per_month);

/// The lines of `units`: what is granted first, at 0.00, then each tier that they reach.
void add_tiered_lines(const MeterContext& context, BilledFor what_for, const std::string& item, const std::string& unit,
                      const Quantity& units, const Quantity& free_per_month, const std::vector<Tier>& tiers,
                      const SharedMonth& shared);

}  // namespace plimsoll::pricing
