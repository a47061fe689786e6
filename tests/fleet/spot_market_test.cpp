// SPDX-FileCopyrightText: 2026 The Plimsoll authors
// SPDX-License-Identifier: Apache-2.0
#include "sim/fleet/spot_market.hpp"

#include <gtest/gtest.h>

namespace plimsoll::sim {
namespace {

TEST(SpotMarket, outages_and_lives_of_centuries_stay_on_the_clock) {
    const Duration longest = std::chrono::hours(24) * 106'751;
    const scenarios::InterruptionsSpec spec{
        .mean_time_to_interruption = longest, .shape = 0.2, .notice = {}, .mean_outage = longest};
    const SimTime now = kStart + std::chrono::hours(24 * 365);
    for (std::uint64_t launch = 0; launch < 1000; ++launch) {
        SpotMarket market(spec, 1);
        EXPECT_GE(market.life(launch), Duration{0});
        market.interrupted(launch, now);
        EXPECT_GE(market.back_at(), now);
    }
}

}  // namespace
}  // namespace plimsoll::sim
