// SPDX-FileCopyrightText: 2026 The Plimsoll authors
// SPDX-License-Identifier: Apache-2.0
#pragma once

#include "pricing/meter/meter.hpp"
#include "pricing/meter/shared_month.hpp"

namespace plimsoll::pricing {

/// A fee per request.
struct RequestMeter : UsageMeter {
    static constexpr std::string_view kName = "request";
    static constexpr std::optional<OfferKind> kSells = OfferKind::function;

    Money per_million;
    Quantity free_per_month;  ///< requests
    SharedMonth shared = {};

    RequestMeter() = default;
    RequestMeter(Money fee, Quantity grant) : per_million(std::move(fee)), free_per_month(std::move(grant)) {}

    static RequestMeter read(CatalogFields& fields);
    static std::optional<RequestMeter> in_line(const scenarios::InlineOffer& spec, InlineAmounts& amounts);
    void scale(const scenarios::PriceFactorsSpec& factors);
    [[nodiscard]] std::string describe(scenarios::Purchase purchase) const;
    void apply(const MeterContext& context) const;
};

}  // namespace plimsoll::pricing
