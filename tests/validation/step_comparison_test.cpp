// SPDX-FileCopyrightText: 2026 The Plimsoll authors
// SPDX-License-Identifier: Apache-2.0
#include "step_comparison.hpp"

#include <gtest/gtest.h>

namespace plimsoll::models {
namespace {

StepTime predicted(double seconds, double relative_sd) { return {seconds, 0, 0, 0, relative_sd, 0.25}; }

// Against a recorded second: errors of -40 %, -10 % and +20 %. Two standard deviations are 0.6 x 0.2, 0.9 x 0.2 and
// 1.2 x 0.2 seconds, and cover the last two.
TEST(StepComparison, TellsErrorsOnBothSidesAndHowManyTheStatedDeviationCovers) {
    StepComparison comparison;
    comparison.add("steps", predicted(0.6, 0.1), 1);
    comparison.add("steps", predicted(1.2, 0.1), 1);
    comparison.add("steps", predicted(0.9, 0.1), 1);
    const auto errors = comparison.errors("steps");
    EXPECT_EQ(errors.count, 3U);
    EXPECT_NEAR(errors.median, -0.1, 1e-12);
    EXPECT_NEAR(errors.median_absolute, 0.2, 1e-12);
    EXPECT_NEAR(errors.p90_absolute, 0.4, 1e-12);
    EXPECT_NEAR(errors.within_two_sd, 2.0 / 3, 1e-12);
    EXPECT_EQ(errors.extrapolated, 0.25);
    EXPECT_EQ(comparison.errors("others").count, 0U);
    ASSERT_EQ(comparison.deviations().size(), 3U);
    EXPECT_NEAR(comparison.deviations()[0], 1 / 0.6 - 1, 1e-12);
    EXPECT_NEAR(comparison.deviations()[1], 1 - 1 / 1.2, 1e-12);
}

}  // namespace
}  // namespace plimsoll::models
