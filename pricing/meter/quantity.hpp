// SPDX-FileCopyrightText: 2026 The Plimsoll authors
// SPDX-License-Identifier: Apache-2.0
#pragma once

#include "pricing/meter/meter.hpp"
#include "pricing/meter/tiers.hpp"

#include <optional>
#include <vector>

namespace plimsoll::pricing {

/// What a unit of a bill counts: "GB" sent, "GB-month" kept, "hour" of a load balancer, "1M requests".
struct BilledUnit {
    enum class Time { none, hour, month };
    Time time = Time::none;  ///< what is held for so long; none: what happens
    bool bytes = false;      ///< amounts are sizes; a GB is 2^30 bytes, as providers count
    Quantity size = 1;       ///< how many things one unit is, or GB
};

/// The unit that a price list writes so: a size ("GB", "GiB") or any word, behind "1k ", "10k " or "1M " where so many
/// are one, before "-hour" or "-month" where it is held.
[[nodiscard]] BilledUnit billed_unit(std::string_view unit);

/// What one unit of a load balancer's capacity carries: of an hour, the largest of the shares counts.
struct CapacityUnit {
    double new_connections_per_s = 0;
    double active_connections = 0;
    double gb_per_hour = 0;             ///< of 2^30 bytes
    double rule_evaluations_per_s = 0;  ///< 0: rules do not count
    double free_rules = 0;              ///< of each request
};

/// So much of something that goes with the deployment: data sent, storage kept, requests to another service. How much
/// it is, the scenario says (pricing/offer/extra.hpp).
struct QuantityMeter : UsageMeter {
    static constexpr std::string_view kName = "quantity";
    static constexpr std::optional<OfferKind> kSells = OfferKind::service;

    std::string item;
    std::string unit;
    std::vector<Tier> tiers;
    Quantity free_per_month;  ///< units
    SharedMonth shared;
    std::optional<CapacityUnit> capacity;  ///< the unit is one of it for an hour

    static QuantityMeter read(CatalogFields& fields);
    /// Prices in place of an extra have an offer of their own.
    static std::optional<QuantityMeter> in_line(const scenarios::InlineOffer& /*spec*/, InlineAmounts& /*amounts*/) {
        return std::nullopt;
    }
    void scale(const scenarios::PriceFactorsSpec& factors);
    [[nodiscard]] std::string describe(scenarios::Purchase purchase) const;
    void apply(const MeterContext& context) const;
};

}  // namespace plimsoll::pricing
