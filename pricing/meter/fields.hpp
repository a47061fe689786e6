// SPDX-FileCopyrightText: 2026 The Plimsoll authors
// SPDX-License-Identifier: Apache-2.0
#pragma once

#include "pricing/catalog_fields.hpp"
#include "pricing/usage.hpp"

/// Members that several meters have in a catalog or in a scenario.
namespace plimsoll::pricing {

/// "granularity" and "minimum".
[[nodiscard]] Rounding read_rounding(CatalogFields& meter, Rounding otherwise);
[[nodiscard]] Rounding rounding_of(const scenarios::InlineOffer& spec, Rounding otherwise);

/// "free_per_month"
[[nodiscard]] Quantity read_grant(CatalogFields& meter);
/// What is left of a grant where the account's other services use part of it up.
void scale_grant(Quantity& free_per_month, const scenarios::PriceFactorsSpec& factors);

}  // namespace plimsoll::pricing
