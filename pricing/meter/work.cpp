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
    if (meter.provisioned)
        for (std::uint32_t i = 0; i < usage.provisioned; ++i) lives.add(meter.rounding(usage.span));
    if (meter.provisioned) return seconds(lives);
    for (const auto& use : usage.instances) {
        if (use.end < use.start) throw std::logic_error("an instance ends before it starts");
        lives.add(meter.rounding(use.end - use.start));
    }
    return seconds(lives);
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
    result.provisioned = fields.flag("provisioned", result.provisioned);
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
    return WorkRule{basis == Basis::busy ? WorkRule::Basis::busy : WorkRule::Basis::invocation, rounding, bills_start,
                    provisioned};
}

std::optional<WorkRule> WorkMeter::rule_without_start() const {
    auto without = rule();
    if (!without || !bills_start || provisioned) return std::nullopt;
    without->bills_start = false;
    return without;
}

void WorkMeter::add_needs(UsageRules& rules) const {
    if (!rule()) rules.lives = rules.lives || !provisioned;
    for (const auto& needed : {rule(), rule_without_start()})
        if (needed && std::find(rules.work.begin(), rules.work.end(), *needed) == rules.work.end())
            rules.work.push_back(*needed);
}

void WorkMeter::scale(const scenarios::PriceFactorsSpec& factors) {
    scale_tiers(tiers, factors.usage);
    scale_grant(free_per_month, factors);
}

std::string WorkMeter::describe(scenarios::Purchase /*purchase*/) const {
    if (tiers.empty()) return "";
    return fmt::format("{} USD/{}{}", tiers.front().price.text(), unit,
                       tiers.size() > 1 ? " (first tier)"
                       : provisioned    ? fmt::format(" ({})", item)
                                        : "");
}

void WorkMeter::apply(const MeterContext& context) const {
    const Quantity units = work_seconds(*this, context.usage) * units_per_second;
    const auto what_for = basis == Basis::lifetime ? BilledFor::machine_time : BilledFor::work;
    const auto name = item.empty() ? unit + "s" : item;
    const auto add = [&](BilledFor of, const std::string& called, const Quantity& some) {
        if (some > 0) add_tiered_lines(context, of, called, unit, some, free_per_month, tiers, shared);
    };
    const auto without = rule_without_start();
    if (!without || !context.usage.keeps(*without)) return add(what_for, name, units);
    // A start is rounded together with its work: it is what it adds to that.
    const Quantity work = seconds(context.usage.worked(*without)) * units_per_second;
    add(what_for, name, work);
    add(BilledFor::start, name == "duration" ? "initialization" : name + ", initialization", units - work);
}

}  // namespace plimsoll::pricing
