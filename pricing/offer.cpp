// SPDX-FileCopyrightText: 2026 The Plimsoll authors
// SPDX-License-Identifier: Apache-2.0
#include "pricing/offer.hpp"

#include <fmt/format.h>
#include <fmt/ranges.h>

#include <algorithm>

namespace plimsoll::pricing {
namespace {

const char* name_of(scenarios::Purchase purchase) {
    switch (purchase) {
        case scenarios::Purchase::on_demand:
            return "on-demand";
        case scenarios::Purchase::spot:
            return "spot";
        case scenarios::Purchase::reserved:
            return "reserved";
    }
    return "";
}

const std::optional<Money>& price_of(const InstanceMeter& meter, scenarios::Purchase purchase) {
    switch (purchase) {
        case scenarios::Purchase::spot:
            return meter.spot_per_hour;
        case scenarios::Purchase::reserved:
            return meter.reserved_per_hour;
        case scenarios::Purchase::on_demand:
            break;
    }
    return meter.on_demand_per_hour;
}

}  // namespace

std::optional<WorkRule> WorkMeter::rule() const {
    if (basis == Basis::lifetime) return std::nullopt;
    return WorkRule{basis == Basis::busy ? WorkRule::Basis::busy : WorkRule::Basis::invocation, rounding, bills_start};
}

UsageRules usage_rules(const Offer& offer) {
    UsageRules rules;
    for (const auto& meter : offer.meters) {
        const auto* work = std::get_if<WorkMeter>(&meter);
        const auto rule = work == nullptr ? std::nullopt : work->rule();
        if (rule && std::find(rules.work.begin(), rules.work.end(), *rule) == rules.work.end())
            rules.work.push_back(*rule);
        if (std::holds_alternative<InstanceMeter>(meter) || (work != nullptr && !rule)) rules.lives = true;
    }
    return rules;
}

std::optional<std::string> missing_price(const Offer& offer, scenarios::Purchase purchase) {
    using scenarios::Purchase;
    std::vector<std::string> available;
    bool by_the_hour = false;
    for (const auto& meter : offer.meters) {
        const auto* instance = std::get_if<InstanceMeter>(&meter);
        if (instance == nullptr) {
            continue;
        }
        by_the_hour = true;
        if (price_of(*instance, purchase)) {
            return std::nullopt;
        }
        for (const auto other : {Purchase::on_demand, Purchase::spot, Purchase::reserved}) {
            if (price_of(*instance, other)) {
                available.emplace_back(name_of(other));
            }
        }
    }
    if (!by_the_hour && !offer.meters.empty()) {
        if (purchase == Purchase::on_demand) {
            return std::nullopt;
        }
        return fmt::format("'{}' is billed by use and cannot be bought as {}", offer.id, name_of(purchase));
    }
    return fmt::format("'{}' has no {} price{}", offer.id, name_of(purchase),
                       available.empty() ? "" : fmt::format(" (it has: {})", fmt::join(available, ", ")));
}

}  // namespace plimsoll::pricing
