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
        if (const auto* work = std::get_if<WorkMeter>(&meter)) {
            found = misfit_of_driver(kWorked, spec.per, work->unit);
            if (!found) found = misfit_of_amount(billed_unit(work->unit).bytes, work->unit, spec);
        } else if (const auto* quantity = std::get_if<QuantityMeter>(&meter)) {
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
    for (auto& meter : extra.offer.meters)
        if (auto* work = std::get_if<WorkMeter>(&meter)) work->units_per_second *= extra.amount;
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
    if (unit.time == Time::none) return each * times(extra.per, usage);
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
