// SPDX-FileCopyrightText: 2026 The Plimsoll authors
// SPDX-License-Identifier: Apache-2.0
#pragma once

#include "pricing/meter/meter.hpp"
#include "pricing/meter/price_series.hpp"
#include "pricing/meter/spot_history.hpp"

#include <chrono>
#include <memory>
#include <vector>

namespace plimsoll::pricing {

/// Machines rented by time (EC2, GCE, Azure VM, SageMaker instances, instance-billed containers).
struct InstanceMeter : UsageMeter {
    static constexpr std::string_view kName = "instance";
    static constexpr std::optional<OfferKind> kSells = OfferKind::instance;

    std::optional<Money> on_demand_per_hour;
    std::optional<Money> spot_per_hour;
    std::optional<Money> reserved_per_hour;  ///< billed for the whole span whether used or not
    /// A price on demand from a month on, as the provider has announced it.
    struct PriceFrom {
        std::chrono::year_month month{};
        Money per_hour;
    };
    std::vector<PriceFrom> on_demand_changes;         ///< in the order of months
    std::shared_ptr<const SpotHistory> spot_history;  ///< null: nobody recorded the market
    std::optional<PriceSeries> spot_along;  ///< where spot hours are billed as recorded, instead of spot_per_hour
    Rounding rounding{std::chrono::seconds(1), std::chrono::seconds(60)};
    /// A spot instance interrupted by the provider before this age costs nothing (EC2: one hour).
    Duration free_if_interrupted_within{};

    static InstanceMeter read(CatalogFields& fields);
    static std::optional<InstanceMeter> in_line(const scenarios::InlineOffer& spec, InlineAmounts& amounts);
    static void add_needs(UsageRules& rules) { rules.lives = true; }
    [[nodiscard]] const std::optional<Money>& per_hour(scenarios::Purchase purchase) const;
    [[nodiscard]] static double factor(const scenarios::PriceFactorsSpec& factors, scenarios::Purchase purchase);
    void scale(const scenarios::PriceFactorsSpec& factors);
    [[nodiscard]] std::string describe(scenarios::Purchase purchase) const;
    void apply(const MeterContext& context) const;
    /// Of all lives, each rounded, however they are bought.
    [[nodiscard]] Quantity rented_hours(const PoolUsage& usage) const;
};

}  // namespace plimsoll::pricing
