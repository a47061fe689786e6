// SPDX-FileCopyrightText: 2026 The Plimsoll authors
// SPDX-License-Identifier: Apache-2.0
#include "sim/fleet/spot_market.hpp"

#include <algorithm>
#include <cmath>

namespace plimsoll::sim {

SpotMarket::SpotMarket(const scenarios::InterruptionsSpec& spec, std::uint64_t seed)
    : spec_(spec),
      scale_seconds_(seconds_of(spec.mean_time_to_interruption) / std::tgamma(1 + 1 / spec.shape)),
      lives_(seed, "spot-life"),
      outages_(seed, "spot-outage") {}

Duration SpotMarket::life(std::uint64_t launch) const {
    const double uniform = lives_.draw(launch).first;
    return duration_from_seconds(scale_seconds_ * std::pow(-std::log(uniform), 1 / spec_.shape));
}

void SpotMarket::interrupted(std::uint64_t launch, SimTime notice) {
    const double outage = -std::log(outages_.draw(launch).first) * seconds_of(spec_.mean_outage);
    back_at_ = std::max(back_at_, after(notice, duration_from_seconds(outage)));
}

}  // namespace plimsoll::sim
