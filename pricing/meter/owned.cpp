// SPDX-FileCopyrightText: 2026 The Plimsoll authors
// SPDX-License-Identifier: Apache-2.0
#include "pricing/meter/owned.hpp"

#include "pricing/catalog_fields.hpp"
#include "pricing/inline_amounts.hpp"
#include "pricing/meter/context.hpp"

#include <fmt/format.h>

#include <algorithm>

namespace plimsoll::pricing {
namespace {

constexpr int kMonthsPerYear = 12;
constexpr int kSecondsInAnHour = 3600;

/// When machines work, to the nanosecond; what they do as they start is no work.
const WorkRule kBusy{WorkRule::Basis::busy, {}, false};

Money depreciation_per_month(const OwnedMeter& meter) {
    return (meter.capex - meter.residual).times(1 / (meter.years * kMonthsPerYear));
}

Money maintenance_per_month(const OwnedMeter& meter) { return meter.capex.times(meter.maintenance / kMonthsPerYear); }

Quantity kilowatt_hours(const OwnedMeter& meter, const PoolUsage& usage) {
    Quantity alive = 0;
    for (const auto& use : usage.instances) alive += seconds(use.end - use.start);
    const Quantity busy = std::min(alive, seconds(usage.worked(kBusy)));
    return meter.pue * (busy * meter.power_kw + (alive - busy) * meter.idle_power_kw) / kSecondsInAnHour;
}

Quantity decimal_of(const std::optional<double>& value, double otherwise) {
    return quantity_from(value.value_or(otherwise));
}

}  // namespace

OwnedMeter OwnedMeter::read(CatalogFields& fields) {
    OwnedMeter meter;
    meter.capex = fields.required_price("capex");
    meter.residual = fields.price("residual").value_or(Money{});
    if (meter.residual > meter.capex) fields.problem("residual", "is above what it cost");
    if (!fields.has("years")) fields.problem("", "'years' is missing: until it is written off");
    meter.years = decimal_of(fields.positive("years"), 1);
    meter.maintenance = decimal_of(fields.positive("maintenance"), 0);
    meter.space_per_month = fields.price("space_per_month").value_or(Money{});
    meter.staff_per_month = fields.price("staff_per_month").value_or(Money{});
    const auto power = fields.positive("power_kw");
    meter.power_kw = decimal_of(power, 0);
    meter.idle_power_kw = decimal_of(fields.positive("idle_power_kw"), power.value_or(0));
    meter.pue = decimal_of(fields.positive("pue"), 1);
    if (power) meter.per_kwh = fields.required_price("per_kwh");
    return meter;
}

std::optional<OwnedMeter> OwnedMeter::in_line(const scenarios::InlineOffer& spec, InlineAmounts& amounts) {
    if (!spec.owned) return std::nullopt;
    const auto& owned = *spec.owned;
    OwnedMeter meter;
    meter.capex = amounts.read("capex", owned.capex).value_or(Money{});
    meter.residual = amounts.read("residual", owned.residual).value_or(Money{});
    if (meter.residual > meter.capex) amounts.wrong("residual", "it is above what the machine cost");
    meter.years = quantity_from(owned.years);
    meter.maintenance = quantity_from(owned.maintenance);
    meter.space_per_month = amounts.read("space", owned.space_per_month).value_or(Money{});
    meter.staff_per_month = amounts.read("staff", owned.staff_per_month).value_or(Money{});
    meter.power_kw = quantity_from(owned.power_kw);
    meter.idle_power_kw = decimal_of(owned.idle_power_kw, owned.power_kw);
    meter.pue = quantity_from(owned.pue);
    meter.per_kwh = amounts.read("electricity", owned.price_per_kwh).value_or(Money{});
    return meter;
}

void OwnedMeter::add_needs(UsageRules& rules) const {
    if (power_kw == 0) return;
    rules.lives = true;
    if (std::find(rules.work.begin(), rules.work.end(), kBusy) == rules.work.end()) rules.work.push_back(kBusy);
}

std::optional<Money> OwnedMeter::per_hour(scenarios::Purchase purchase) const {
    if (purchase != scenarios::Purchase::on_demand) return std::nullopt;
    const Money month =
        depreciation_per_month(*this) + maintenance_per_month(*this) + space_per_month + staff_per_month;
    return month.times(Quantity(kSecondsInAnHour) / seconds(kMonth));
}

std::string OwnedMeter::describe(scenarios::Purchase /*purchase*/) const {
    return fmt::format("bought for {} USD, written off in {} years", capex.text(), quantity_text(years));
}

void OwnedMeter::apply(const MeterContext& context) const {
    const Quantity months = context.prorated(machines);
    const auto add = [&](const char* item, const Money& per_month) {
        if (months > 0 && per_month > Money{})
            context.line(BilledFor::machine_time, item, months, "machine-month", per_month);
    };
    add("depreciation", depreciation_per_month(*this));
    add("maintenance", maintenance_per_month(*this));
    add("space", space_per_month);
    add("staff", staff_per_month);
    if (const auto energy = kilowatt_hours(*this, context.usage); energy > 0)
        context.line(BilledFor::machine_time, "electricity", energy, "kWh", per_kwh);
}

}  // namespace plimsoll::pricing
