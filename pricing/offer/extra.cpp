// SPDX-FileCopyrightText: 2026 The Plimsoll authors
// SPDX-License-Identifier: Apache-2.0
#include "pricing/offer/extra.hpp"

#include "pricing/bill.hpp"
#include "pricing/quantity.hpp"
#include "scenarios/enum_names.hpp"
#include "scenarios/suggestion.hpp"

#include <fmt/format.h>

#include <algorithm>
#include <array>
#include <utility>

namespace plimsoll::pricing {
namespace {

using Per = scenarios::ExtraSpec::Per;
using Time = BilledUnit::Time;

constexpr std::array kHeld{Per::instance, Per::deployment};
constexpr std::array kHappens{Per::request, Per::input_token, Per::output_token, Per::start, Per::month};
constexpr std::array kWorked{Per::instance};

std::optional<Misfit> misfit_of_driver(std::span<const Per> allowed, Per per, const std::string& unit) {
    if (std::find(allowed.begin(), allowed.end(), per) != allowed.end()) return std::nullopt;
    std::vector<std::string> names;
    for (const Per each : allowed) names.emplace_back(scenarios::name_of(each));
    return Misfit{fmt::format("what is priced by the {} is not counted per {}", unit, scenarios::name_of(per)),
                  fmt::format("it may be per {}", scenarios::one_of(names))};
}

std::optional<Misfit> misfit_of_amount(bool bytes, const std::string& unit, const scenarios::ExtraSpec& spec) {
    if (bytes == spec.size_gb.has_value()) return std::nullopt;
    if (bytes)
        return Misfit{fmt::format("what is priced by the {} has a size", unit), R"(add for example "size": "4 KB")"};
    return Misfit{fmt::format("what is priced by the {} has no size", unit), R"(write "count" instead)"};
}

bool describes_traffic(const scenarios::ExtraSpec& spec) {
    return spec.connection_time || spec.requests_per_connection != 1 || spec.rules > 0;
}

/// Whether what requests take of a load balancer is derived from them.
bool takes_capacity(const QuantityMeter& meter, const scenarios::ExtraSpec& spec) {
    return meter.capacity && spec.per == Per::request;
}

/// Units for an hour that one request takes. Each share grows with the requests alone, so that the largest is the same
/// one in every hour, and the hours add up to the requests.
Quantity capacity_of_request(const CapacityUnit& unit, const scenarios::ExtraSpec& spec) {
    const Quantity hour = seconds(std::chrono::hours(1));
    const Quantity connections = 1 / quantity_from(spec.requests_per_connection);
    Quantity most = connections / (quantity_from(unit.new_connections_per_s) * hour);
    if (spec.connection_time)
        most = std::max(most, Quantity(connections * seconds(*spec.connection_time) /
                                       (quantity_from(unit.active_connections) * hour)));
    if (spec.size_gb) most = std::max(most, Quantity(quantity_from(*spec.size_gb) / quantity_from(unit.gb_per_hour)));
    if (unit.rule_evaluations_per_s > 0 && spec.rules > unit.free_rules)
        most = std::max(most, Quantity(quantity_from(spec.rules - unit.free_rules) /
                                       (quantity_from(unit.rule_evaluations_per_s) * hour)));
    return most;
}

Quantity time_held(Per per, const PoolUsage& usage) {
    if (per == Per::deployment) return seconds(usage.span);
    Quantity all = 0;
    for (const auto& use : usage.instances) all += seconds(use.end - use.start);
    return all;
}

Quantity times(Per per, const PoolUsage& usage) {
    switch (per) {
        case Per::request:
            return usage.requests;
        case Per::input_token:
            return usage.input_tokens;
        case Per::output_token:
            return usage.output_tokens;
        case Per::start:
            return usage.instances.size();
        case Per::month:
            return seconds(usage.span) / seconds(kMonth);
        case Per::instance:
        case Per::deployment:
        case Per::machine_cost:
            break;
    }
    return 0;
}

}  // namespace

Offer offer_from(const scenarios::InlineExtra& spec) {
    Offer offer;
    offer.id = "in-line";
    offer.title = spec.item;
    offer.kind = OfferKind::service;
    offer.category = spec.category;
    offer.provenance.source = "scenario";
    offer.provenance.own = true;
    if (spec.unit == "%") {
        constexpr int kPercent = 100;
        offer.meters = {ShareMeter{{}, spec.item, Money::parse(spec.price).times(Quantity(1, kPercent)), spec.of}};
        return offer;
    }
    QuantityMeter meter;
    meter.item = spec.item;
    meter.unit = spec.unit;
    meter.tiers = {{std::nullopt, Money::parse(spec.price)}};
    offer.meters = {std::move(meter)};
    return offer;
}

std::optional<Misfit> misfit(const Offer& service, const scenarios::ExtraSpec& spec) {
    for (const auto& meter : service.meters) {
        std::optional<Misfit> found;
        if (std::holds_alternative<ShareMeter>(meter)) {
            if (spec.per != Per::machine_cost)
                found = Misfit{
                    fmt::format("a share of what machines cost is not counted per {}", scenarios::name_of(spec.per)),
                    R"(write "per": "machine-cost")"};
        } else if (const auto* work = std::get_if<WorkMeter>(&meter)) {
            found = misfit_of_driver(kWorked, spec.per, work->unit);
            if (!found) found = misfit_of_amount(billed_unit(work->unit).bytes, work->unit, spec);
        } else if (const auto* quantity = std::get_if<QuantityMeter>(&meter)) {
            if (takes_capacity(*quantity, spec)) continue;
            if (describes_traffic(spec))
                return Misfit{fmt::format("what is priced by the {} does not go by connections", quantity->unit),
                              R"(they are for capacity units, "per": "request")"};
            const auto unit = billed_unit(quantity->unit);
            found = unit.time == Time::none ? misfit_of_driver(kHappens, spec.per, quantity->unit)
                                            : misfit_of_driver(kHeld, spec.per, quantity->unit);
            if (!found) found = misfit_of_amount(unit.bytes, quantity->unit, spec);
        }
        if (found) return found;
    }
    return std::nullopt;
}

Extra extra_from(Offer service, const scenarios::ExtraSpec& spec) {
    Extra extra{std::move(service), spec.per, quantity_from(spec.size_gb.value_or(spec.count))};
    for (auto& meter : extra.offer.meters) {
        if (auto* work = std::get_if<WorkMeter>(&meter)) work->units_per_second *= extra.amount;
        if (const auto* quantity = std::get_if<QuantityMeter>(&meter);
            quantity != nullptr && takes_capacity(*quantity, spec))
            extra.amount = capacity_of_request(*quantity->capacity, spec);
    }
    return extra;
}

void add_needs(const Extra& extra, UsageRules& rules) {
    if (extra.per == Per::instance || extra.per == Per::start)
        for (const auto& meter : extra.offer.meters)
            if (std::holds_alternative<QuantityMeter>(meter)) rules.lives = true;
    for (const auto& meter : extra.offer.meters) std::visit([&](const auto& rule) { rule.add_needs(rules); }, meter);
}

Quantity units_of(const Extra& extra, const QuantityMeter& meter, const PoolUsage& usage) {
    const auto unit = billed_unit(meter.unit);
    const Quantity each = extra.amount / unit.size;
    if (unit.time == Time::none || (meter.capacity && extra.per == Per::request)) return each * times(extra.per, usage);
    constexpr auto kHour = std::chrono::hours(1);
    return each * time_held(extra.per, usage) / seconds(unit.time == Time::hour ? Duration(kHour) : kMonth);
}

PoolUsage sum_of(std::span<const PoolUsage> pools) {
    PoolUsage all = pools.front();
    for (const auto& pool : pools.subspan(1)) {
        all.instances.insert(all.instances.end(), pool.instances.begin(), pool.instances.end());
        all.requests += pool.requests;
        all.input_tokens += pool.input_tokens;
        all.output_tokens += pool.output_tokens;
        for (const auto& work : pool.work) {
            const auto same = std::find_if(all.work.begin(), all.work.end(),
                                           [&](const auto& each) { return each.rule == work.rule; });
            if (same == all.work.end())
                all.work.push_back(work);
            else
                same->durations += work.durations;
        }
    }
    return all;
}

}  // namespace plimsoll::pricing
