// SPDX-FileCopyrightText: 2026 The Plimsoll authors
// SPDX-License-Identifier: Apache-2.0
#include "pricing/meter/work.hpp"

#include "pricing/inline_amounts.hpp"
#include "pricing/meter/context.hpp"
#include "pricing/meter/fields.hpp"
#include "pricing/quantity.hpp"

#include <fmt/format.h>

#include <algorithm>
#include <stdexcept>

namespace plimsoll::pricing {
namespace {

Quantity work_seconds(const WorkMeter& meter, const PoolUsage& usage) {
    if (const auto rule = meter.rule()) return seconds(usage.worked(*rule));
    RoundedDurations lives;
    for (const auto& use : usage.instances) {
        if (use.end < use.start) throw std::logic_error("an instance ends before it starts");
        lives.add(meter.rounding(use.end - use.start));
    }
    return seconds(lives);
}

/// "first 6B", "next 9B", "over 15B", as the providers call them. The limits named are those of a full month.
std::string tier_name(const std::vector<Tier>& tiers, std::size_t index) {
    const Quantity from = index == 0 ? Quantity(0) : tiers[index - 1].up_to.value();
    if (!tiers[index].up_to) return "over " + count_text(from);
    return (index == 0 ? "first " : "next ") + count_text(*tiers[index].up_to - from);
}

std::vector<Tier> read_tiers(CatalogFields& meter) {
    std::vector<Tier> tiers;
    auto elements = meter.objects("tiers");
    if (elements.empty()) meter.problem("", "'tiers' is missing: expected at least one {\"price\": ...}");
    for (auto& fields : elements) {
        const bool last = tiers.size() + 1 == elements.size();
        const auto limit = fields.positive("up_to");
        Tier tier{std::nullopt, fields.required_price("price")};
        if (limit) tier.up_to = quantity_from(*limit);
        if (last && fields.has("up_to")) {
            fields.problem("up_to", "the last tier has no end");
        } else if (!last && !limit) {
            fields.problem("", "'up_to' is missing: only the last tier has no end");
        } else if (!tiers.empty() && tier.up_to && tiers.back().up_to && *tier.up_to <= *tiers.back().up_to) {
            fields.problem("up_to", "is not above the end of the tier before: limits are cumulative");
        }
        fields.reject_unknown();
        tiers.push_back(tier);
    }
    return tiers;
}

}  // namespace

const std::vector<std::string>& work_units() {
    static const std::vector<std::string> units{"GB-second", "GiB-second", "vCPU-second", "GHz-second", "GPU-second"};
    return units;
}

WorkMeter WorkMeter::read(CatalogFields& fields) {
    WorkMeter result;
    result.basis = fields.choice<Basis>("basis");
    result.unit = work_units()[fields.one_of("unit", work_units())];
    result.item = fields.text("item").value_or("");
    if (!fields.has("units_per_second"))
        fields.problem("", "'units_per_second' is missing: how many of the unit one second of the instance is");
    if (const auto units = fields.positive("units_per_second")) result.units_per_second = quantity_from(*units);
    result.tiers = read_tiers(fields);
    result.free_per_month = read_grant(fields);
    result.rounding = read_rounding(fields, result.rounding);
    result.bills_start = fields.flag("bills_start", result.bills_start);
    return result;
}

std::optional<WorkMeter> WorkMeter::in_line(const scenarios::InlineOffer& spec, InlineAmounts& amounts) {
    if (!spec.price_per_gb_second) return std::nullopt;
    WorkMeter meter;
    meter.unit = "GB-second";
    meter.item = "duration";
    if (!spec.memory_gb || !(*spec.memory_gb > 0))
        amounts.wrong("memory", "a price per GB-second needs a memory size above 0");
    else
        meter.units_per_second = quantity_from(*spec.memory_gb);
    meter.tiers = {{std::nullopt, amounts.read("price per GB-second", spec.price_per_gb_second).value_or(Money{})}};
    meter.rounding = rounding_of(spec, meter.rounding);
    return meter;
}

std::optional<WorkRule> WorkMeter::rule() const {
    if (basis == Basis::lifetime) return std::nullopt;
    return WorkRule{basis == Basis::busy ? WorkRule::Basis::busy : WorkRule::Basis::invocation, rounding, bills_start};
}

void WorkMeter::add_needs(UsageRules& rules) const {
    const auto needed = rule();
    if (!needed)
        rules.lives = true;
    else if (std::find(rules.work.begin(), rules.work.end(), *needed) == rules.work.end())
        rules.work.push_back(*needed);
}

void WorkMeter::scale(const scenarios::PriceFactorsSpec& factors) {
    const Quantity factor = quantity_from(factors.usage);
    for (auto& tier : tiers) tier.price = tier.price.times(factor);
}

std::string WorkMeter::describe(scenarios::Purchase /*purchase*/) const {
    if (tiers.empty()) return "";
    return fmt::format("{} USD/{}{}", tiers.front().price.text(), unit, tiers.size() > 1 ? " (first tier)" : "");
}

void WorkMeter::apply(const MeterContext& context) const {
    const Quantity units = work_seconds(*this, context.usage) * units_per_second;
    if (units == 0) return;
    const std::string name = item.empty() ? unit + "s" : item;
    // The grant comes off first; the tiers count what is left of the usage.
    const Quantity granted = std::min(units, context.prorated(free_per_month));
    if (granted > 0) context.line(name + ", free grant", granted, unit, Money{});
    const Quantity billable = units - granted;
    Quantity from = 0;
    for (std::size_t index = 0; index < tiers.size() && from < billable; ++index) {
        const auto& tier = tiers[index];
        const Quantity to = tier.up_to ? std::min(billable, context.prorated(*tier.up_to)) : billable;
        if (to > from) {
            const bool only = tiers.size() == 1;
            context.line(only ? name : fmt::format("{} ({} {}s a month)", name, tier_name(tiers, index), unit),
                         to - from, unit, tier.price);
        }
        from = to;
    }
    if (from < billable)
        throw std::logic_error("the last tier of " + context.offer + " has an end: its price list is incomplete");
}

}  // namespace plimsoll::pricing
