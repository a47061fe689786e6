// SPDX-FileCopyrightText: 2026 The Plimsoll authors
// SPDX-License-Identifier: Apache-2.0
#pragma once

#include "pricing/meter/meter.hpp"

namespace plimsoll::pricing {

/// What a pool costs by the month, used or not: a load balancer, a dedicated endpoint, a disk, a support plan.
struct FeeMeter : UsageMeter {
    static constexpr std::string_view kName = "fee";
    static constexpr std::optional<OfferKind> kSells{};

    Money per_month;
    std::string item;  ///< what the bill calls it

    static FeeMeter read(CatalogFields& fields);
    static std::optional<FeeMeter> in_line(const scenarios::InlineOffer& spec, InlineAmounts& amounts);
    /// It is no price of what is bought or used, which factors are for.
    static double factor(const scenarios::PriceFactorsSpec& /*factors*/, scenarios::Purchase /*purchase*/) { return 1; }
    void scale(const scenarios::PriceFactorsSpec& /*factors*/) {}
    [[nodiscard]] std::string describe(scenarios::Purchase purchase) const;
    void apply(const MeterContext& context) const;
};

}  // namespace plimsoll::pricing
