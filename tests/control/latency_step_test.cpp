// SPDX-FileCopyrightText: 2026 The Plimsoll authors
// SPDX-License-Identifier: Apache-2.0
#include "sim/control/latency_step.hpp"

#include <gtest/gtest.h>

namespace plimsoll::sim {
namespace {

using std::chrono::milliseconds;
using std::chrono::minutes;

SimTime minute(int n) { return kStart + minutes(n); }

LatencyStep scaler() {
    scenarios::LatencyStepSpec spec;
    spec.above = milliseconds(500);
    spec.below = milliseconds(100);
    spec.step = 3;
    spec.cooldown = minutes(5);
    return {spec, {.min = 2, .max = 10}};
}

TEST(LatencyStep, addsAStepInEveryPeriodAboveTheThreshold) {
    auto step = scaler();
    EXPECT_EQ(step.desired(minute(1), 2, milliseconds(501)), 5U);
    EXPECT_EQ(step.desired(minute(2), 5, milliseconds(900)), 8U);
    EXPECT_EQ(step.desired(minute(3), 8, milliseconds(900)), 10U);  // the maximum
}

TEST(LatencyStep, theThresholdsThemselvesChangeNothing) {
    auto step = scaler();
    EXPECT_EQ(step.desired(minute(1), 4, milliseconds(500)), 4U);
    EXPECT_EQ(step.desired(minute(2), 4, milliseconds(100)), 4U);
}

TEST(LatencyStep, removesOneAtATimeAfterTheCooldown) {
    auto step = scaler();
    EXPECT_EQ(step.desired(minute(1), 4, milliseconds(600)), 7U);
    EXPECT_EQ(step.desired(minute(5), 7, milliseconds(50)), 7U);  // 4 minutes after the change
    EXPECT_EQ(step.desired(minute(6), 7, milliseconds(50)), 6U);  // 5 minutes: exactly the cooldown
    EXPECT_EQ(step.desired(minute(10), 6, milliseconds(50)), 6U);
    EXPECT_EQ(step.desired(minute(11), 6, milliseconds(50)), 5U);
}

TEST(LatencyStep, theFirstRemovalNeedsNoChangeBefore) {
    auto step = scaler();
    EXPECT_EQ(step.desired(minute(1), 4, milliseconds(50)), 3U);
}

TEST(LatencyStep, aRemovalDoesNotHoldBackAnAddition) {
    auto step = scaler();
    EXPECT_EQ(step.desired(minute(1), 4, milliseconds(50)), 3U);
    EXPECT_EQ(step.desired(minute(2), 3, milliseconds(600)), 6U);
}

TEST(LatencyStep, aCappedAdditionIsNoChangeAndStartsNoCooldown) {
    auto step = scaler();
    EXPECT_EQ(step.desired(minute(1), 10, milliseconds(600)), 10U);
    EXPECT_EQ(step.desired(minute(2), 10, milliseconds(50)), 9U);
}

TEST(LatencyStep, aPeriodWithoutCompletionsSaysNothing) {
    auto step = scaler();
    EXPECT_EQ(step.desired(minute(1), 4, std::nullopt), 4U);
}

TEST(LatencyStep, staysWithinTheLimits) {
    auto step = scaler();
    EXPECT_EQ(step.desired(minute(1), 2, milliseconds(50)), 2U);
    EXPECT_EQ(step.desired(minute(2), 1, milliseconds(50)), 2U);
    EXPECT_EQ(step.desired(minute(3), 12, milliseconds(600)), 10U);
}

}  // namespace
}  // namespace plimsoll::sim
