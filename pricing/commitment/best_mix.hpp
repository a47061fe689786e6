// SPDX-FileCopyrightText: 2026 The Plimsoll authors
// SPDX-License-Identifier: Apache-2.0
#pragma once

#include "pricing/commitment/coverage.hpp"

#include <span>
#include <vector>

namespace plimsoll::pricing {

/// What would be worth committing to, of these plans: the amounts by which all this usage together costs least. Each of
/// `usages` is equally probable: replications, levels of demand. Plans of one offer are bought by the machine, all
/// others by any amount.
///
/// Of one plan for one offer, the k-th machine is worth it where the share of the time in which at least k run exceeds
/// rate / on-demand price, a newsvendor's critical ratio (Arrow, Harris and Marschak, Econometrica 19, 1951), and cost
/// is convex in k: machines are taken one by one while that saves. Amounts for several offers have a least cost at one
/// of the few at which cost bends, found for every number of machines that is looked at. Then machines are taken back,
/// or exchanged for others, while that saves. Tests compare this with all combinations of small cases.
///
/// \pre the usages have the same offers, and each plan a rate for each of them or none
[[nodiscard]] std::vector<Commitment> best_mix(std::span<const UsageByHour> usages,
                                               std::span<const CommitmentPlan> plans,
                                               std::span<const SustainedUse> sustained = {});

}  // namespace plimsoll::pricing
