// SPDX-FileCopyrightText: 2026 The Plimsoll authors
// SPDX-License-Identifier: Apache-2.0
#include "sim/planner/hours_of_mix.hpp"

#include "pricing/commitment/commitment_bill.hpp"

#include <algorithm>
#include <chrono>
#include <cstddef>

namespace plimsoll::sim {

std::vector<HourOfMix> hours_of_mix(std::span<const pricing::UsageByHour> usages,
                                    std::span<const pricing::Commitment> mix) {
    constexpr std::size_t kWeek = 168;
    std::vector<HourOfMix> hours;
    std::vector<double> lengths;  // in hours: the last one may be cut short
    for (const auto& usage : usages)
        for (std::size_t i = 0; i < usage.hours.size(); ++i) {
            const auto place = i % kWeek;
            hours.resize(std::max(hours.size(), place + 1));
            lengths.resize(hours.size());
            const auto bill = pricing::commitment_bill({usage.offers, {usage.hours[i]}}, mix);
            hours[place].used += (bill.committed - bill.unused).approximate();
            hours[place].unused += bill.unused.approximate();
            hours[place].on_demand += bill.uncovered.approximate();
            lengths[place] += std::chrono::duration<double, std::ratio<3600>>(usage.hours[i].length).count();
        }
    for (std::size_t i = 0; i < hours.size(); ++i)
        for (double* usd : {&hours[i].used, &hours[i].unused, &hours[i].on_demand}) *usd /= lengths[i];
    return hours;
}

}  // namespace plimsoll::sim
