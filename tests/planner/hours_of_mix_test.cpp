// SPDX-FileCopyrightText: 2026 The Plimsoll authors
// SPDX-License-Identifier: Apache-2.0
#include "sim/planner/hours_of_mix.hpp"

#include "tests/pricing/commitment_cases.hpp"

#include <gtest/gtest.h>

namespace plimsoll::sim {
namespace {

using pricing::commitment_test::plan;
using pricing::commitment_test::quarters;

// One machine at 0.60 instead of 1.00: in three hours there are two, one and half of one.
TEST(HoursOfMix, AreBilledOneByOne) {
    const std::vector<pricing::UsageByHour> usages{quarters("x", "1.00", {8, 4, 2})};
    const std::vector<pricing::Commitment> mix{{plan(pricing::Scope::offer, {"0.60"}), pricing::Money::parse("0.60")}};
    const auto hours = hours_of_mix(usages, mix);
    ASSERT_EQ(hours.size(), 3U);
    constexpr double kExpected[3][3] = {{0.6, 0, 1}, {0.6, 0, 0}, {0.3, 0.3, 0}};
    for (std::size_t i = 0; i < 3; ++i) {
        EXPECT_DOUBLE_EQ(hours[i].used, kExpected[i][0]) << i;
        EXPECT_DOUBLE_EQ(hours[i].unused, kExpected[i][1]) << i;
        EXPECT_DOUBLE_EQ(hours[i].on_demand, kExpected[i][2]) << i;
    }
}

// A second week is added to the first, and half an hour counts half.
TEST(HoursOfMix, AreThoseOfAWeekInTheMean) {
    auto usage = quarters("x", "1.00", std::vector<std::int64_t>(169, 4));
    usage.hours.back() = {std::chrono::minutes(30), {std::chrono::hours(1)}, 1};
    const auto hours = hours_of_mix(std::vector{usage}, {});
    ASSERT_EQ(hours.size(), 168U);
    EXPECT_DOUBLE_EQ(hours[0].on_demand, 2 / 1.5);
    EXPECT_DOUBLE_EQ(hours[1].on_demand, 1);
}

}  // namespace
}  // namespace plimsoll::sim
