// SPDX-FileCopyrightText: 2026 The Plimsoll authors
// SPDX-License-Identifier: Apache-2.0
#include "pricing/commitment/coverage.hpp"

#include <algorithm>
#include <numeric>

namespace plimsoll::pricing {

const Money& CommitmentPlan::machine_rate() const {
    if (machine) return rates[*machine].value();
    return std::find_if(rates.begin(), rates.end(), [](const auto& rate) { return rate.has_value(); })->value();
}

Coverage::Coverage(std::span<const CommittableOffer> offers, std::span<const CommitmentPlan> plans,
                   std::span<const SustainedUse> sustained)
    : order_(plans.size()), sustained_(sustained.begin(), sustained.end()) {
    sustained_.resize(offers.size());
    for (std::size_t i = 0; i < offers.size(); ++i)
        if (sustained_[i].empty()) sustained_[i] = {SustainedTier{100, offers[i].on_demand}};
    for (const auto& plan : plans) {
        auto& steps = steps_.emplace_back();
        for (std::size_t i = 0; i < offers.size(); ++i)
            if (plan.rates[i]) steps.push_back({i, plan.rates[i]->trillionths()});
        std::stable_sort(steps.begin(), steps.end(), [&](const Step& left, const Step& right) {
            if (plan.smallest_first) return left.rate < right.rate;
            // rate / on-demand, ascending, without a division
            const auto one = MachineTime(left.rate) * offers[right.offer].on_demand.trillionths();
            const auto other = MachineTime(right.rate) * offers[left.offer].on_demand.trillionths();
            return one != other ? one < other : left.rate < right.rate;
        });
    }
    std::iota(order_.begin(), order_.end(), std::size_t{0});
    std::stable_sort(order_.begin(), order_.end(),
                     [&](std::size_t left, std::size_t right) { return plans[left].scope < plans[right].scope; });
}

template <class Covered>
void Coverage::apply(std::size_t plan, std::int64_t per_hour, Duration length, std::vector<Duration>& remaining,
                     const Covered& covered) const {
    MachineTime budget = MachineTime(per_hour) * length.count();
    for (const auto& [offer, rate] : steps_[plan]) {
        const auto reach = std::min<MachineTime>(budget / rate, remaining[offer].count());
        budget -= reach * rate;
        remaining[offer] -= Duration(static_cast<Duration::rep>(reach));
        covered(offer, reach);
    }
}

CoveredTime Coverage::of(const UsageByHour& usage, std::span<const std::int64_t> per_hour) const {
    const auto offers = usage.offers.size();
    CoveredTime result{{steps_.size(), std::vector<MachineTime>(offers)}, {}};
    std::vector<MachineTime> left(offers);
    std::vector<UsageLayers> layers(offers);
    for (const auto& hour : usage.hours) {
        auto remaining = hour.used;
        for (const auto plan : order_) {
            auto& covered = result.covered[plan];
            apply(plan, per_hour[plan], hour.length, remaining,
                  [&](std::size_t offer, MachineTime time) { covered[offer] += time * hour.times; });
        }
        for (std::size_t i = 0; i < offers; ++i) {
            left[i] += MachineTime(remaining[i].count()) * hour.times;
            if (sustained_[i].size() > 1) layers[i].add(hour.length, remaining[i], hour.times);
        }
    }
    for (std::size_t i = 0; i < offers; ++i)
        result.uncovered.push_back(sustained_[i].size() > 1 ? layers[i].in_tiers(sustained_[i], usage.span())
                                                            : TierTimes{left[i]});
    return result;
}

std::vector<std::int64_t> Coverage::useful_amounts(const UsageByHour& usage, std::span<const std::int64_t> per_hour,
                                                   std::size_t plan) const {
    std::vector<std::int64_t> amounts{0};
    for (const auto& hour : usage.hours) {
        auto remaining = hour.used;
        for (const auto narrower : order_) {
            if (narrower == plan) break;
            apply(narrower, per_hour[narrower], hour.length, remaining, [](std::size_t, MachineTime) {});
        }
        MachineTime sum = 0;
        for (const auto& [offer, rate] : steps_[plan]) {
            sum += MachineTime(rate) * remaining[offer].count();
            amounts.push_back(static_cast<std::int64_t>((sum + hour.length.count() - 1) / hour.length.count()));
        }
    }
    std::sort(amounts.begin(), amounts.end());
    amounts.erase(std::unique(amounts.begin(), amounts.end()), amounts.end());
    return amounts;
}

MachineTime Coverage::cost(const UsageByHour& usage, std::span<const std::int64_t> per_hour) const {
    MachineTime sum = 0;
    for (const auto amount : per_hour) sum += MachineTime(amount) * usage.span().count();
    const auto uncovered = of(usage, per_hour).uncovered;
    for (std::size_t i = 0; i < uncovered.size(); ++i)
        for (std::size_t tier = 0; tier < uncovered[i].size(); ++tier)
            sum += uncovered[i][tier] * sustained_[i][tier].per_hour.trillionths();
    return sum;
}

}  // namespace plimsoll::pricing
