// SPDX-FileCopyrightText: 2026 The Plimsoll authors
// SPDX-License-Identifier: Apache-2.0
#pragma once

#include "pricing/money.hpp"
#include "scenarios/duration.hpp"

#include <cstdint>
#include <vector>

/// Google Cloud's sustained use discounts come by themselves: the longer a machine runs in a month, the less its next
/// hour costs. Machines that do not overlap count as one, so that usage is looked at in layers: the k-th is there while
/// at least k machines run ("Sustained use discounts for Compute Engine"). Usage that a commitment covers has none, and
/// fills the lowest layers.
namespace plimsoll::pricing {

/// The price of the part of a month up to so much of it.
struct SustainedTier {
    int up_to_percent = 100;
    Money per_hour;

    bool operator==(const SustainedTier&) const = default;
};

/// In ascending order, the last up to 100; one tier is a price without discount.
using SustainedUse = std::vector<SustainedTier>;

/// Nanoseconds of machines, summed over any period.
__extension__ using MachineTime = __int128;
using TierTimes = std::vector<MachineTime>;  ///< by tier

/// Layers of machine time, in nanoseconds.
class UsageLayers {
public:
    /// Machine time of `times` equal stretches of the clock. \pre length > 0, used >= 0
    void add(Duration length, Duration used, std::int64_t times);
    /// How much of it falls into each tier, of a period that stands for a month.
    [[nodiscard]] TierTimes in_tiers(const SustainedUse& tiers, Duration period) const;

private:
    std::vector<MachineTime> whole_;    ///< [k]: added by stretches with just k whole layers, to each of these
    std::vector<MachineTime> partial_;  ///< [k]: in layer k beyond the whole ones
};

}  // namespace plimsoll::pricing
