// SPDX-FileCopyrightText: 2026 The Plimsoll authors
// SPDX-License-Identifier: Apache-2.0
#include "pricing/meter/instance.hpp"

#include "pricing/inline_amounts.hpp"
#include "pricing/meter/context.hpp"
#include "pricing/meter/fields.hpp"
#include "pricing/meter/reservations.hpp"
#include "pricing/quantity.hpp"
#include "scenarios/enum_names.hpp"
#include "scenarios/month.hpp"

#include <fmt/format.h>

#include <stdexcept>

namespace plimsoll::pricing {
namespace {

using scenarios::Purchase;

constexpr std::int64_t kSecondsPerHour = 3600;

const Money& price_of(const InstanceMeter& meter, Purchase purchase, const std::string& offer) {
    const auto& price = meter.per_hour(purchase);
    if (!price) throw std::logic_error("usage of " + offer + " without a price: ask missing_price() before simulating");
    return *price;
}

Duration life_of(const InstanceUse& use) {
    if (use.end < use.start) throw std::logic_error("an instance ends before it starts");
    return use.end - use.start;
}

/// EC2 charges nothing for a spot instance that it interrupts before the first hour is over.
bool is_refunded(const InstanceMeter& meter, const InstanceUse& use) {
    return use.purchase == Purchase::spot && use.interrupted && life_of(use) < meter.free_if_interrupted_within;
}

std::string short_name(const std::string& offer) {
    const auto slash = offer.rfind('/');
    return slash == std::string::npos ? offer : offer.substr(slash + 1);
}

Quantity hours(const RoundedDurations& durations) { return seconds(durations) / kSecondsPerHour; }

std::vector<InstanceMeter::PriceFrom> read_changes(CatalogFields& meter) {
    std::vector<InstanceMeter::PriceFrom> changes;
    for (auto& fields : meter.objects("on_demand_changes")) {
        const auto written = fields.required_text("from");
        const auto month = scenarios::parse_month(written);
        const auto price = fields.required_price("price");
        fields.reject_unknown();
        if (!month) {
            fields.problem("from", fmt::format("'{}' is no month", written), R"(write for example "2027-01")");
            continue;
        }
        if (!changes.empty() && *month <= changes.back().month)
            fields.problem("from", "is not behind the month of the change before");
        changes.push_back({*month, price});
    }
    return changes;
}

SpotHistory scaled(SpotHistory history, const Quantity& factor) {
    for (auto& [zone, prices] : history.zones)
        for (auto& [at, price] : prices) price = price.times(factor);
    return history;
}

}  // namespace

InstanceMeter InstanceMeter::read(CatalogFields& fields) {
    InstanceMeter result;
    result.on_demand_per_hour = fields.price("on_demand_per_hour");
    result.spot_per_hour = fields.price("spot_per_hour");
    result.reserved_per_hour = fields.price("reserved_per_hour");
    result.on_demand_changes = read_changes(fields);
    if (!result.on_demand_changes.empty() && !result.on_demand_per_hour)
        fields.problem("on_demand_changes", "there is no price that changes: expected 'on_demand_per_hour'");
    result.spot_history = read_spot_history(fields);
    if (result.spot_history && !result.spot_per_hour)
        fields.problem("spot_history", "a record of spot prices needs the usual one: 'spot_per_hour'");
    result.rounding = read_rounding(fields, result.rounding);
    result.free_if_interrupted_within = fields.duration("free_if_interrupted_within").value_or(Duration{});
    if (!result.on_demand_per_hour && !result.spot_per_hour && !result.reserved_per_hour)
        fields.problem("", "expected a price: 'on_demand_per_hour', 'spot_per_hour' or 'reserved_per_hour'");
    const auto refuse_dearer = [&](const char* key, const std::optional<Money>& price) {
        if (price && result.on_demand_per_hour && *price > *result.on_demand_per_hour)
            fields.problem(key, "is above the on-demand price");
    };
    refuse_dearer("spot_per_hour", result.spot_per_hour);
    refuse_dearer("reserved_per_hour", result.reserved_per_hour);
    return result;
}

std::optional<InstanceMeter> InstanceMeter::in_line(const scenarios::InlineOffer& spec, InlineAmounts& amounts) {
    if (!spec.price_per_hour && !spec.spot_price_per_hour) return std::nullopt;
    InstanceMeter meter;
    meter.on_demand_per_hour = amounts.read("price per hour", spec.price_per_hour);
    meter.reserved_per_hour = meter.on_demand_per_hour;  // `price` is what an instance costs, however it is bought
    meter.spot_per_hour = amounts.read("spot price per hour", spec.spot_price_per_hour);
    meter.rounding = rounding_of(spec, meter.rounding);
    return meter;
}

const std::optional<Money>& InstanceMeter::per_hour(Purchase purchase) const {
    switch (purchase) {
        case Purchase::spot:
            return spot_per_hour;
        case Purchase::reserved:
            return reserved_per_hour;
        case Purchase::on_demand:
            break;
    }
    return on_demand_per_hour;
}

double InstanceMeter::factor(const scenarios::PriceFactorsSpec& factors, Purchase purchase) {
    switch (purchase) {
        case Purchase::spot:
            return factors.spot;
        case Purchase::reserved:
            return factors.reserved;
        case Purchase::on_demand:
            break;
    }
    return factors.on_demand;
}

void InstanceMeter::scale(const scenarios::PriceFactorsSpec& factors) {
    const auto scaled_price = [&](std::optional<Money>& price, Purchase purchase) {
        if (price) price = price->times(quantity_from(factor(factors, purchase)));
    };
    scaled_price(on_demand_per_hour, Purchase::on_demand);
    scaled_price(spot_per_hour, Purchase::spot);
    scaled_price(reserved_per_hour, Purchase::reserved);
    for (auto& change : on_demand_changes)
        change.per_hour = change.per_hour.times(quantity_from(factor(factors, Purchase::on_demand)));
    const auto spot = quantity_from(factor(factors, Purchase::spot));
    if (spot == 1) return;
    if (spot_history) spot_history = std::make_shared<const SpotHistory>(scaled(*spot_history, spot));
    if (spot_along)
        for (auto& price : spot_along->prices) price = price.times(spot);
}

std::string InstanceMeter::describe(Purchase purchase) const {
    if (purchase == Purchase::spot && spot_along)
        return fmt::format("spot {} to {} USD/h, as recorded", spot_along->prices.front().text(),
                           spot_along->prices.back().text());
    const auto& price = per_hour(purchase);
    return price ? fmt::format("{} {} USD/h", scenarios::name_of(purchase), price->text()) : "";
}

Quantity InstanceMeter::rented_hours(const PoolUsage& usage) const {
    RoundedDurations lives;
    for (const auto& use : usage.instances) lives.add(rounding(life_of(use)));
    return hours(lives);
}

void InstanceMeter::apply(const MeterContext& context) const {
    RoundedDurations on_demand;
    RoundedDurations spot;
    RoundedDurations refunded;
    std::vector<RoundedDurations> along(spot_along ? spot_along->prices.size() : 0);
    for (const auto& use : context.usage.instances) {
        const Duration life = life_of(use);
        if (use.purchase == Purchase::reserved) continue;
        auto& sum = is_refunded(*this, use) ? refunded : use.purchase == Purchase::on_demand ? on_demand : spot;
        if (spot_along && &sum == &spot)
            spot_along->for_each(use.start, use.start + rounding(life),
                                 [&](Duration from, Duration to, std::size_t price) { along[price].add(to - from); });
        else
            sum.add(rounding(life));
    }
    const std::string name = short_name(context.offer);
    const auto line = [&](Purchase purchase, const std::string& machines, const Quantity& of, const Money& price) {
        context.line(BilledFor::machine_time, fmt::format("{} {}", scenarios::name_of(purchase), machines), of, "hour",
                     price, purchase);
    };
    const auto price = [&](Purchase purchase) -> const Money& { return price_of(*this, purchase, context.offer); };
    if (on_demand.count > 0) line(Purchase::on_demand, name, hours(on_demand), price(Purchase::on_demand));
    if (spot.count > 0) line(Purchase::spot, name, hours(spot), price(Purchase::spot));
    for (std::size_t i = 0; i < along.size(); ++i)
        if (along[i].count > 0) line(Purchase::spot, name, hours(along[i]), spot_along->prices[i]);
    if (refunded.count > 0) line(Purchase::spot, name + ", interrupted early, not charged", hours(refunded), Money{});
    if (const auto needed = reservations_needed(context.usage.instances, context.usage.span); needed > 0)
        line(Purchase::reserved, fmt::format("{} ({} for the whole period)", name, needed),
             seconds(context.usage.span) * needed / kSecondsPerHour, price(Purchase::reserved));
}

}  // namespace plimsoll::pricing
