// SPDX-FileCopyrightText: 2026 The Plimsoll authors
// SPDX-License-Identifier: Apache-2.0
#pragma once

#include "pricing/meter/meter.hpp"
#include "scenarios/extra_spec.hpp"

namespace plimsoll::pricing {

/// A fee that is a share of what machines rented by the hour cost: what a managed service or a licence adds to them.
struct ShareMeter : UsageMeter {
    static constexpr std::string_view kName = "share";
    static constexpr std::optional<OfferKind> kSells = OfferKind::service;

    std::string item;
    Money share;  ///< USD for a dollar
    scenarios::ShareOf of = scenarios::ShareOf::billed;

    static ShareMeter read(CatalogFields& fields);
    /// Prices in place of an extra have an offer of their own.
    static std::optional<ShareMeter> in_line(const scenarios::InlineOffer& /*spec*/, InlineAmounts& /*amounts*/) {
        return std::nullopt;
    }
    static void add_needs(UsageRules& rules) { rules.lives = true; }
    void scale(const scenarios::PriceFactorsSpec& factors);
    [[nodiscard]] std::string describe(scenarios::Purchase purchase) const;
    void apply(const MeterContext& context) const;
};

}  // namespace plimsoll::pricing
