// SPDX-FileCopyrightText: 2026 The Plimsoll authors
// SPDX-License-Identifier: Apache-2.0
#pragma once

#include "pricing/meter/meter.hpp"
#include "pricing/meter/tiers.hpp"
#include "scenarios/named_enum.hpp"

#include <vector>

namespace plimsoll::pricing {

/// Seconds of work times a resource of the instance: GB-seconds, vCPU-seconds, GiB-seconds.
struct WorkMeter : UsageMeter {
    static constexpr std::string_view kName = "work";
    static constexpr std::optional<OfferKind> kSells = OfferKind::function;

    enum class Basis { invocation, busy, lifetime };
    Basis basis = Basis::invocation;
    std::string unit;           ///< "GB-second", "vCPU-second", ...
    Quantity units_per_second;  ///< how many of that unit one instance-second costs
    std::vector<Tier> tiers;
    Quantity free_per_month;  ///< units
    Rounding rounding{std::chrono::milliseconds(1), Duration(0)};
    bool bills_start = true;   ///< the time of a cold start is work too
    bool provisioned = false;  ///< of instances that are held ready: their work, or the span for which they are
    SharedMonth shared;
    std::string item;  ///< what the bill calls it ("duration", "memory"); empty: the unit, in the plural

    static WorkMeter read(CatalogFields& fields);
    static std::optional<WorkMeter> in_line(const scenarios::InlineOffer& spec, InlineAmounts& amounts);
    void add_needs(UsageRules& rules) const;
    void scale(const scenarios::PriceFactorsSpec& factors);
    [[nodiscard]] std::string describe(scenarios::Purchase purchase) const;
    void apply(const MeterContext& context) const;

    /// The sum that it needs of a kernel; nothing where it bills whole lives.
    [[nodiscard]] std::optional<WorkRule> rule() const;
    /// The same sum without the starts, where they are billed with the work.
    [[nodiscard]] std::optional<WorkRule> rule_without_start() const;
};

/// Units that work is billed in; anything else in a catalog is a slip of the pen.
[[nodiscard]] const std::vector<std::string>& work_units();

}  // namespace plimsoll::pricing

namespace plimsoll::pricing {

inline constexpr scenarios::EnumName<WorkMeter::Basis> kWorkMeterBasisNames[] = {
    {"invocation", WorkMeter::Basis::invocation},
    {"busy", WorkMeter::Basis::busy},
    {"lifetime", WorkMeter::Basis::lifetime}};

}  // namespace plimsoll::pricing

namespace plimsoll::scenarios {

template <>
constexpr std::span<const EnumName<pricing::WorkMeter::Basis>> names_of() {
    return pricing::kWorkMeterBasisNames;
}

}  // namespace plimsoll::scenarios
