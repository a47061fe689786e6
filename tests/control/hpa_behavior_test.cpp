// SPDX-FileCopyrightText: 2026 The Plimsoll authors
// SPDX-License-Identifier: Apache-2.0
#include "sim/control/hpa.hpp"

#include <gtest/gtest.h>

#include <vector>

namespace plimsoll::sim {
namespace {

using std::chrono::seconds;

SimTime at(int second) { return kStart + seconds(second); }

/// Every replica is ready; the metric is chosen so that `wanted` replicas are recommended (target 1).
HpaObservation wants(int second, std::uint32_t replicas, double wanted) {
    return {at(second), replicas, replicas, 0, wanted / replicas};
}

scenarios::HpaSpec spec_with(int down_window, int up_window) {
    scenarios::HpaSpec spec;
    spec.target = 1;
    spec.tolerance = 0;
    spec.scale_down_stabilization = seconds(down_window);
    spec.scale_up_stabilization = seconds(up_window);
    return spec;
}

TEST(HpaStabilization, scaleDownFollowsTheHighestRecommendationOfTheWindow) {
    Hpa hpa(spec_with(60, 0), {.min = 1, .max = 100});
    EXPECT_EQ(hpa.desired(wants(0, 10, 10)), 10U);
    EXPECT_EQ(hpa.desired(wants(15, 10, 6)), 10U);  // max(10 at 0 s, 6)
    EXPECT_EQ(hpa.desired(wants(30, 10, 8)), 10U);
    EXPECT_EQ(hpa.desired(wants(45, 10, 3)), 10U);
    EXPECT_EQ(hpa.desired(wants(59, 10, 3)), 10U);
    // The recommendation of 0 s is exactly 60 s old and out of the window; 8 at 30 s is the highest left.
    EXPECT_EQ(hpa.desired(wants(60, 10, 3)), 8U);
    EXPECT_EQ(hpa.desired(wants(89, 8, 3)), 8U);
    EXPECT_EQ(hpa.desired(wants(90, 8, 2)), 3U);  // 3 at 45, 59, 60 and 89 s
}

TEST(HpaStabilization, theNumberAtTheFirstSyncCountsAsARecommendation) {
    Hpa hpa(spec_with(60, 0), {.min = 1, .max = 100});
    EXPECT_EQ(hpa.desired(wants(0, 10, 2)), 10U);
    EXPECT_EQ(hpa.desired(wants(45, 10, 2)), 10U);
    EXPECT_EQ(hpa.desired(wants(60, 10, 2)), 2U);
}

TEST(HpaStabilization, flappingLoadKeepsTheHigherNumber) {
    Hpa hpa(spec_with(300, 0), {.min = 1, .max = 100});
    std::uint32_t replicas = 4;
    std::uint32_t changes = 0;
    for (int sync = 0; sync < 200; ++sync) {
        const std::uint32_t next = hpa.desired(wants(15 * sync, replicas, sync % 2 == 0 ? 8 : 4));
        changes += next != replicas ? 1 : 0;
        replicas = next;
    }
    EXPECT_EQ(replicas, 8U);
    EXPECT_EQ(changes, 1U);  // 4 to 8 once; without the window it would be 200 changes
}

TEST(HpaStabilization, withoutAWindowFlappingLoadIsFollowed) {
    Hpa hpa(spec_with(0, 0), {.min = 1, .max = 100});
    EXPECT_EQ(hpa.desired(wants(0, 4, 8)), 8U);
    EXPECT_EQ(hpa.desired(wants(15, 8, 4)), 4U);
    EXPECT_EQ(hpa.desired(wants(30, 4, 8)), 8U);
}

TEST(HpaStabilization, scaleUpFollowsTheLowestRecommendationOfItsWindow) {
    Hpa hpa(spec_with(0, 60), {.min = 1, .max = 100});
    EXPECT_EQ(hpa.desired(wants(0, 4, 8)), 4U);  // the number at the first sync, 4, is in the window
    EXPECT_EQ(hpa.desired(wants(15, 4, 6)), 4U);
    EXPECT_EQ(hpa.desired(wants(30, 4, 7)), 4U);
    EXPECT_EQ(hpa.desired(wants(60, 4, 9)), 6U);  // 8 at 0 s and the 4 are out, 6 at 15 s is the lowest
}

TEST(HpaStabilization, betweenTheTwoLimitsNothingChanges) {
    // Up needs all of the last 60 s, down too: a sawtooth around the present number moves nothing.
    Hpa hpa(spec_with(60, 60), {.min = 1, .max = 100});
    std::uint32_t replicas = 6;
    for (int sync = 0; sync < 40; ++sync) {
        replicas = hpa.desired(wants(15 * sync, replicas, sync % 2 == 0 ? 9 : 3));
        EXPECT_EQ(replicas, 6U);
    }
}

TEST(HpaRate, noMoreThanDoubleOrFourMoreInFifteenSeconds) {
    Hpa hpa(spec_with(300, 0), {.min = 1, .max = 1000});
    EXPECT_EQ(hpa.desired(wants(0, 1, 500)), 5U);    // 1 + 4 > 2 * 1
    EXPECT_EQ(hpa.desired(wants(15, 5, 500)), 10U);  // 2 * 5 > 5 + 4
    EXPECT_EQ(hpa.desired(wants(30, 10, 500)), 20U);
    EXPECT_EQ(hpa.desired(wants(45, 20, 500)), 40U);
}

TEST(HpaRate, whatWasAddedInThePeriodCounts) {
    Hpa hpa(spec_with(300, 0), {.min = 1, .max = 1000});
    EXPECT_EQ(hpa.desired(wants(0, 10, 15)), 15U);
    EXPECT_EQ(hpa.desired(wants(5, 15, 18)), 18U);
    // Started at 18 - 5 - 3 = 10, so 20 at most until the first step is 15 s old.
    EXPECT_EQ(hpa.desired(wants(14, 18, 100)), 20U);
    // At 15 s exactly the step of 0 s has left the period: 20 - 3 - 2 = 15, limit 30.
    EXPECT_EQ(hpa.desired(wants(15, 20, 100)), 30U);
}

TEST(HpaRate, whatWasRemovedInThePeriodMayComeBack) {
    Hpa hpa(spec_with(0, 0), {.min = 1, .max = 1000});
    EXPECT_EQ(hpa.desired(wants(0, 20, 2)), 2U);
    EXPECT_EQ(hpa.desired(wants(10, 2, 100)), 40U);  // 2 + 18 removed = 20 at the period's start, doubled
}

TEST(HpaRate, aRemovalAsOldAsThePeriodIsForgotten) {
    Hpa hpa(spec_with(0, 0), {.min = 1, .max = 1000});
    EXPECT_EQ(hpa.desired(wants(0, 20, 2)), 2U);
    EXPECT_EQ(hpa.desired(wants(15, 2, 100)), 6U);
}

TEST(HpaRate, downwardsTheWholePoolMayGoInOnePeriod) {
    Hpa hpa(spec_with(0, 0), {.min = 2, .max = 1000});
    EXPECT_EQ(hpa.desired(wants(0, 100, 1)), 2U);
}

}  // namespace
}  // namespace plimsoll::sim
