// SPDX-FileCopyrightText: 2026 The Plimsoll authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "gui/models/axis_scale.hpp"

#include <gtest/gtest.h>

#include <cmath>

namespace plimsoll::gui {
namespace {

TEST(AxisScale, StartsAtZeroWithinADecade) {
    const AxisScale scale = scaleOf({100, 400, 1000});
    EXPECT_FALSE(scale.logarithmic);
    EXPECT_EQ(scale.lower, 0);
    EXPECT_GT(scale.upper, 1000);
    EXPECT_LT(scale.upper, 1200);
    EXPECT_EQ(scale.placeOf(0), 0);
}

TEST(AxisScale, IsLogarithmicBeyondADecade) {
    const AxisScale scale = scaleOf({0.013, 21600});
    EXPECT_TRUE(scale.logarithmic);
    EXPECT_GT(scale.lower, 0);
    EXPECT_LT(scale.lower, 0.013);
    EXPECT_GT(scale.upper, 21600);
    EXPECT_EQ(scale.zeroAt, std::nullopt);
    // Both margins take the same part of the axis.
    EXPECT_NEAR(0.013 / scale.lower, scale.upper / 21600, 1e-9);
}

TEST(AxisScale, HasAPlaceForZeroBelowEverything) {
    const AxisScale scale = scaleOf({0, 0.005, 700});
    ASSERT_TRUE(scale.logarithmic);
    ASSERT_TRUE(scale.zeroAt);
    EXPECT_LT(*scale.zeroAt, 0.005);
    EXPECT_GT(*scale.zeroAt, scale.lower);
    EXPECT_EQ(scale.placeOf(0), *scale.zeroAt);
    EXPECT_EQ(scale.placeOf(0.005), 0.005);
}

TEST(AxisScale, ShowsZerosOnALinearAxisWhereTheRestIsClose) {
    const AxisScale scale = scaleOf({0, 5, 7});
    EXPECT_FALSE(scale.logarithmic);
    EXPECT_EQ(scale.placeOf(0), 0);
}

TEST(AxisScale, MakesRoomForIntervalsButNotForOneDownToZero) {
    const AxisScale upwards = scaleOf({1, 2}, {0.5, 8});
    EXPECT_GT(upwards.upper, 8);
    const AxisScale downwards = scaleOf({1, 100}, {1e-6, 120});
    EXPECT_LT(downwards.lower, 0.1);
    EXPECT_GT(downwards.lower, 0.01);
    EXPECT_EQ(downwards.placeOf(1e-6), downwards.lower) << "the end of the interval is drawn at the axis' end";
    const AxisScale same = scaleOf({1, 100}, {0, 0});
    EXPECT_EQ(same.lower, scaleOf({1, 100}).lower);
}

TEST(AxisScale, GoesByTheRatioAskedFor) {
    EXPECT_FALSE(scaleOf({1, 2}).logarithmic);
    EXPECT_TRUE(scaleOf({1, 2}, {}, 1).logarithmic);
    EXPECT_FALSE(scaleOf({2, 2}, {}, 1).logarithmic) << "one value has no ratio";
}

TEST(AxisScale, BearsNothingAndNoNumbers) {
    for (const auto& values : {QList<double>{}, QList<double>{0, 0}, QList<double>{NAN, HUGE_VAL}}) {
        const AxisScale scale = scaleOf(values);
        EXPECT_FALSE(scale.logarithmic);
        EXPECT_EQ(scale.lower, 0);
        EXPECT_EQ(scale.upper, 1);
    }
}

}  // namespace
}  // namespace plimsoll::gui
