// SPDX-FileCopyrightText: 2026 The Plimsoll authors
// SPDX-License-Identifier: Apache-2.0
#pragma once

#include "pricing/commitment/commitment.hpp"
#include "pricing/commitment/usage_by_hour.hpp"

#include <span>
#include <vector>

namespace plimsoll::sim {

/// What an hour with commitments costs, in USD: what is committed, used or not, and what is left, at list price.
struct HourOfMix {
    double used = 0;
    double unused = 0;
    double on_demand = 0;
};

/// The hours of the simulated period, or, of more than a week, those of a week: the mean of these usages, which are
/// equally probable and of one period. Each hour is billed by itself, as commitments are applied.
[[nodiscard]] std::vector<HourOfMix> hours_of_mix(std::span<const pricing::UsageByHour> usages,
                                                  std::span<const pricing::Commitment> mix);

}  // namespace plimsoll::sim
