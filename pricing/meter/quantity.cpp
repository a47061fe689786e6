// SPDX-FileCopyrightText: 2026 The Plimsoll authors
// SPDX-License-Identifier: Apache-2.0
#include "pricing/meter/quantity.hpp"

#include "pricing/meter/context.hpp"
#include "pricing/meter/fields.hpp"

#include <fmt/format.h>

namespace plimsoll::pricing {

BilledUnit billed_unit(std::string_view unit) {
    BilledUnit billed;
    const auto drop_front = [&](std::string_view text) {
        if (!unit.starts_with(text)) return false;
        unit.remove_prefix(text.size());
        return true;
    };
    if (drop_front("1k ")) billed.size = 1'000;
    if (drop_front("10k ")) billed.size = 10'000;
    if (drop_front("1M ")) billed.size = kMillion;
    if (unit == "hour" || unit.ends_with("-hour")) billed.time = BilledUnit::Time::hour;
    if (unit == "month" || unit.ends_with("-month")) billed.time = BilledUnit::Time::month;
    const auto what = unit.substr(0, unit.find('-'));
    billed.bytes = what == "GB" || what == "GiB";
    return billed;
}

namespace {

CapacityUnit read_capacity(CatalogFields fields) {
    const auto required = [&](const char* key) {
        if (!fields.has(key)) fields.problem("", fmt::format("'{}' is missing", key));
        return fields.positive(key).value_or(1);
    };
    CapacityUnit unit;
    unit.new_connections_per_s = required("new_connections_per_s");
    unit.active_connections = required("active_connections");
    unit.gb_per_hour = required("gb_per_hour");
    unit.rule_evaluations_per_s = fields.positive("rule_evaluations_per_s").value_or(0);
    unit.free_rules = fields.positive("free_rules").value_or(0);
    fields.reject_unknown();
    return unit;
}

}  // namespace

QuantityMeter QuantityMeter::read(CatalogFields& fields) {
    QuantityMeter meter;
    meter.item = fields.required_text("item");
    meter.unit = fields.required_text("unit");
    meter.tiers = read_tiers(fields);
    meter.free_per_month = read_grant(fields);
    if (fields.has("capacity")) meter.capacity = read_capacity(fields.object("capacity"));
    if (meter.capacity && billed_unit(meter.unit).time != BilledUnit::Time::hour)
        fields.problem("capacity", "capacity is billed by the hour: expected a unit such as LCU-hour");
    return meter;
}

void QuantityMeter::scale(const scenarios::PriceFactorsSpec& factors) {
    scale_tiers(tiers, factors.usage);
    scale_grant(free_per_month, factors);
}

std::string QuantityMeter::describe(scenarios::Purchase /*purchase*/) const {
    return fmt::format("{} USD/{}{}", tiers.front().price.text(), unit, tiers.size() > 1 ? " (first tier)" : "");
}

void QuantityMeter::apply(const MeterContext& context) const {
    if (context.amount > 0)
        add_tiered_lines(context, BilledFor::beside, item, unit, context.amount, free_per_month, tiers, shared);
}

}  // namespace plimsoll::pricing
