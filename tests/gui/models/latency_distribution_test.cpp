// SPDX-FileCopyrightText: 2026 The Plimsoll authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "gui/models/latency_distribution.hpp"

#include <gtest/gtest.h>

namespace plimsoll::gui {
namespace {

/// Half of the requests take 100 ms, the others up to 10 s.
const std::vector<results::DistributionPoint> kPoints{{0, 0.01}, {0.2, 0.1}, {0.5, 0.1}, {0.9, 1}, {1, 10}};

TEST(LatencyDistribution, ReadsItsPoints) {
    EXPECT_EQ(shareWithin(kPoints, 1), 0.9);
    EXPECT_EQ(shareWithin(kPoints, 10), 1);
    EXPECT_EQ(shareWithin(kPoints, 0.01), 0);
}

TEST(LatencyDistribution, TakesTheWholeStepWhereManyTakeEquallyLong) {
    EXPECT_EQ(shareWithin(kPoints, 0.1), 0.5);
    EXPECT_LT(shareWithin(kPoints, 0.0999), 0.2);
}

TEST(LatencyDistribution, ReadsBetweenByTheLogarithmOfTheTime) {
    EXPECT_NEAR(shareWithin(kPoints, std::sqrt(0.1)), 0.7, 1e-12);
    EXPECT_NEAR(shareWithin(kPoints, std::sqrt(10)), 0.95, 1e-12);
}

TEST(LatencyDistribution, IsNothingBelowAndEverythingBeyond) {
    EXPECT_EQ(shareWithin(kPoints, 0.001), 0);
    EXPECT_EQ(shareWithin(kPoints, 1000), 1);
    EXPECT_EQ(shareWithin({}, 1), 0);
}

TEST(LatencyDistribution, BearsAnswersAtOnce) {
    const std::vector<results::DistributionPoint> points{{0, 0}, {0.5, 0}, {1, 1}};
    EXPECT_EQ(shareWithin(points, 0), 0.5);
    EXPECT_EQ(shareWithin(points, 0.5), 0.5) << "a logarithm has no way from 0";
    EXPECT_EQ(shareWithin(points, 1), 1);
}

}  // namespace
}  // namespace plimsoll::gui
