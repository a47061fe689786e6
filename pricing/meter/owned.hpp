// SPDX-FileCopyrightText: 2026 The Plimsoll authors
// SPDX-License-Identifier: Apache-2.0
#pragma once

#include "pricing/meter/meter.hpp"

namespace plimsoll::pricing {

/// Machines that are bought: written off in equal parts, kept up, housed and looked after whether they work or not, and
/// fed with power as they do. Amounts are of one machine.
struct OwnedMeter : UsageMeter {
    static constexpr std::string_view kName = "owned";
    static constexpr std::optional<OfferKind> kSells = OfferKind::instance;

    Money capex;
    Money residual;  ///< what it is worth at the end
    Quantity years = 1;
    Quantity maintenance = 0;  ///< share of the capex, each year
    Money space_per_month;
    Money staff_per_month;
    Quantity power_kw = 0;       ///< while it works
    Quantity idle_power_kw = 0;  ///< while it is on and does not
    Quantity pue = 1;            ///< power usage effectiveness: energy of the building for that of its machines
    Money per_kwh;
    std::uint32_t machines = 1;  ///< that a pool owns: as many as it may use

    static OwnedMeter read(CatalogFields& fields);
    static std::optional<OwnedMeter> in_line(const scenarios::InlineOffer& spec, InlineAmounts& amounts);
    /// Lives, and when each works.
    void add_needs(UsageRules& rules) const;
    /// What a machine costs by the hour whatever it does.
    [[nodiscard]] std::optional<Money> per_hour(scenarios::Purchase purchase) const;
    /// Bought once, it has no market.
    static double factor(const scenarios::PriceFactorsSpec& /*factors*/, scenarios::Purchase /*purchase*/) { return 1; }
    void scale(const scenarios::PriceFactorsSpec& /*factors*/) {}
    [[nodiscard]] std::string describe(scenarios::Purchase purchase) const;
    void apply(const MeterContext& context) const;
};

}  // namespace plimsoll::pricing
