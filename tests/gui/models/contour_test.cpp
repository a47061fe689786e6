// SPDX-FileCopyrightText: 2026 The Plimsoll authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "gui/models/contour.hpp"

#include <gtest/gtest.h>

namespace plimsoll::gui {
namespace {

QLineF line(double x1, double y1, double x2, double y2) { return {x1, y1, x2, y2}; }

// 2.5 - x - y, which is linear itself: from (2, 0.5) to (1.5, 1).
TEST(Contour, OfALinearValueIsItsLine) {
    EXPECT_EQ(zeroLines({2.5, 1.5, 0.5, 1.5, 0.5, -0.5}, 3), (QList<QLineF>{line(2, 0.5, 1.5, 1)}));
}

// + -   joined through the middle where that is positive: the negative corners are cut off; else the positive ones are.
// - +
TEST(Contour, AtASaddleTheMeanOfTheCornersSaysWhichAreJoined) {
    EXPECT_EQ(zeroLines({3, -1, -1, 3}, 2), (QList<QLineF>{line(0.75, 0, 1, 0.25), line(0.25, 1, 0, 0.75)}));
    EXPECT_EQ(zeroLines({1, -3, -3, 1}, 2), (QList<QLineF>{line(1, 0.75, 0.75, 1), line(0, 0.25, 0.25, 0)}));
}

TEST(Contour, BesideAnUnknownPointIsToldInTheTriangleOfTheOthers) {
    EXPECT_EQ(zeroLines({1, -1, std::nullopt, -1}, 2), (QList<QLineF>{line(0.5, 0, 0.5, 0.5)}));
    EXPECT_EQ(zeroLines({1, -1, std::nullopt, std::nullopt}, 2), QList<QLineF>{});
}

TEST(Contour, GoesThroughAPointThatIsZero) {
    EXPECT_EQ(zeroLines({1, 1, 0, -1}, 2), (QList<QLineF>{line(1, 0.5, 0, 1)}));
    EXPECT_EQ(zeroLines({1, 1, 0, 0}, 2), QList<QLineF>{});
}

TEST(Contour, OfASingleRowOrColumnStandsAcrossIt) {
    EXPECT_EQ(zeroLines({3, -1, std::nullopt, 1, -1}, 5),
              (QList<QLineF>{line(0.75, -0.5, 0.75, 0.5), line(3.5, -0.5, 3.5, 0.5)}));
    EXPECT_EQ(zeroLines({1, -1}, 1), (QList<QLineF>{line(-0.5, 0.5, 0.5, 0.5)}));
    EXPECT_EQ(zeroLines({}, 3), QList<QLineF>{});
}

}  // namespace
}  // namespace plimsoll::gui
