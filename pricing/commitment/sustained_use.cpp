// SPDX-FileCopyrightText: 2026 The Plimsoll authors
// SPDX-License-Identifier: Apache-2.0
#include "pricing/commitment/sustained_use.hpp"

#include <algorithm>

namespace plimsoll::pricing {

void UsageLayers::add(Duration length, Duration used, std::int64_t times) {
    const auto layer = static_cast<std::size_t>(used / length);
    if (layer >= whole_.size()) {
        whole_.resize(layer + 1);
        partial_.resize(layer + 1);
    }
    whole_[layer] += MachineTime(length.count()) * times;
    partial_[layer] += MachineTime((used % length).count()) * times;
}

TierTimes UsageLayers::in_tiers(const SustainedUse& tiers, Duration period) const {
    constexpr int kPercent = 100;
    TierTimes times(tiers.size());
    MachineTime above = 0;  // stretches in which this layer is whole
    for (std::size_t layer = whole_.size(); layer-- > 0;) {
        const MachineTime time = above + partial_[layer];
        MachineTime from = 0;
        for (std::size_t tier = 0; tier < tiers.size(); ++tier) {
            const MachineTime to = MachineTime(period.count()) * tiers[tier].up_to_percent / kPercent;
            times[tier] += std::clamp<MachineTime>(time - from, 0, to - from);
            from = to;
        }
        above += whole_[layer];
    }
    return times;
}

}  // namespace plimsoll::pricing
