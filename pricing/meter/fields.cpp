// SPDX-FileCopyrightText: 2026 The Plimsoll authors
// SPDX-License-Identifier: Apache-2.0
#include "pricing/meter/fields.hpp"

#include "pricing/quantity.hpp"

namespace plimsoll::pricing {

Rounding read_rounding(CatalogFields& meter, Rounding otherwise) {
    const auto granularity = meter.duration("granularity");
    if (granularity && granularity->count() <= 0) {
        meter.problem("granularity", "expected a duration above 0");
        return otherwise;
    }
    return {granularity.value_or(otherwise.granularity), meter.duration("minimum").value_or(otherwise.minimum)};
}

Rounding rounding_of(const scenarios::InlineOffer& spec, Rounding otherwise) {
    return {spec.granularity.value_or(otherwise.granularity), spec.minimum.value_or(otherwise.minimum)};
}

Quantity read_grant(CatalogFields& meter) {
    const auto grant = meter.positive("free_per_month");
    return grant ? quantity_from(*grant) : Quantity(0);
}

void scale_grant(Quantity& free_per_month, const scenarios::PriceFactorsSpec& factors) {
    free_per_month *= quantity_from(factors.free_grants);
}

}  // namespace plimsoll::pricing
