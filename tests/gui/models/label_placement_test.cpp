// SPDX-FileCopyrightText: 2026 The Plimsoll authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "gui/models/label_placement.hpp"

#include <gtest/gtest.h>

#include <algorithm>

namespace plimsoll::gui {
namespace {

constexpr QRectF kArea(0, 0, 400, 300);
constexpr QSizeF kSize(80, 14);

TEST(LabelPlacement, PutsALoneLabelRightOfItsPoint) {
    const auto places = placeLabels({{QPointF(100, 100), kSize}}, kArea, {}, {});
    ASSERT_TRUE(places[0]);
    EXPECT_GT(places[0]->left(), 100);
    EXPECT_EQ(places[0]->center().y(), 100);
}

TEST(LabelPlacement, TurnsToTheOtherSideAtTheEdge) {
    const auto places = placeLabels({{QPointF(390, 100), kSize}}, kArea, {}, {});
    ASSERT_TRUE(places[0]);
    EXPECT_LT(places[0]->right(), 390);
}

TEST(LabelPlacement, KeepsLabelsOfACrowdApartAndInside) {
    QList<LabelWish> wishes;
    QList<QRectF> points;
    for (int i = 0; i < 12; ++i) {
        const QPointF point(150 + 6 * i, 150 + 5 * (i % 3));
        wishes.append({point, kSize});
        points.append(QRectF(point - QPointF(5, 5), QSizeF(10, 10)));
    }
    const auto places = placeLabels(wishes, kArea, points, {});
    QList<QRectF> placed;
    for (const auto& place : places) {
        if (!place) continue;
        EXPECT_TRUE(kArea.contains(*place));
        for (const auto& other : placed) EXPECT_FALSE(place->intersects(other));
        for (const auto& point : points) EXPECT_FALSE(place->intersects(point));
        placed.append(*place);
    }
    EXPECT_GE(placed.size(), 8) << "most of them find room further away";
}

TEST(LabelPlacement, ServesTheFirstFirst) {
    // There is room for one label only.
    const QRectF narrow(90, 90, 100, 20);
    const auto places = placeLabels({{QPointF(100, 100), kSize}, {QPointF(101, 100), kSize}}, narrow, {}, {});
    EXPECT_TRUE(places[0]);
    EXPECT_FALSE(places[1]);
}

TEST(LabelPlacement, CoversWhatIsToBeAvoidedOnlyWithoutAnotherPlace) {
    const QRectF bar(100, 95, 200, 10);  // just where the label would go
    const auto aside = placeLabels({{QPointF(100, 100), kSize}}, kArea, {}, {bar});
    ASSERT_TRUE(aside[0]);
    EXPECT_FALSE(aside[0]->intersects(bar));
    const auto without = placeLabels({{QPointF(100, 100), kSize}}, kArea, {}, {kArea});
    ASSERT_TRUE(without[0]);
    const auto never = placeLabels({{QPointF(100, 100), kSize}}, kArea, {kArea}, {});
    EXPECT_FALSE(never[0]);
}

}  // namespace
}  // namespace plimsoll::gui
