// SPDX-FileCopyrightText: 2026 The Plimsoll authors
// SPDX-License-Identifier: Apache-2.0
#pragma once

#include "pricing/commitment/commitment_bill.hpp"

#include <cstdint>
#include <initializer_list>
#include <string>
#include <vector>

/// Small usages and plans, by hand.
namespace plimsoll::pricing::commitment_test {

inline constexpr Duration kHour = std::chrono::hours(1);

/// Machines of one offer: how much of an hour in all ran in each, in quarters of an hour.
inline UsageByHour quarters(const std::string& offer, const std::string& on_demand,
                            const std::vector<std::int64_t>& used) {
    UsageByHour usage{{{offer, Money::parse(on_demand)}}, {}};
    for (const auto count : used) usage.hours.push_back({kHour, {kHour / 4 * count}, 1});
    return usage;
}

/// A plan for some offers at these rates; an empty one is not covered.
inline CommitmentPlan plan(Scope scope, const std::vector<std::string>& rates) {
    CommitmentPlan made{"kind", "title", scope, "covers", {}, true};
    for (const auto& rate : rates)
        made.rates.push_back(rate.empty() ? std::nullopt : std::optional(Money::parse(rate)));
    return made;
}

}  // namespace plimsoll::pricing::commitment_test
