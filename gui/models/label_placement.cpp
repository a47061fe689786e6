// SPDX-FileCopyrightText: 2026 The Plimsoll authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "gui/models/label_placement.hpp"

#include <algorithm>

namespace plimsoll::gui {

namespace {

constexpr double kGap = 3;  // between what is drawn at a point and its text

/// Right of the point, left, above, below, then the corners; again and further away. The nearest come first.
QList<QRectF> candidates(const LabelWish& wish) {
    constexpr int kRings = 4;
    QList<QRectF> places;
    const double width = wish.size.width();
    const double height = wish.size.height();
    const auto add = [&](double centreX, double centreY) {
        places.append(QRectF(QPointF(centreX - width / 2, centreY - height / 2), wish.size));
    };
    const auto [x, y] = std::pair(wish.point.x(), wish.point.y());
    for (int ring = 0; ring < kRings; ++ring) {
        const double away = wish.clearance + kGap + ring * height;
        const double side = width / 2 + wish.clearance + kGap;
        const double beside = width / 2 + away;
        const double up = height / 2 + away;
        if (ring == 0) {
            add(x + beside, y);
            add(x - beside, y);
        }
        add(x, y - up);
        add(x, y + up);
        for (const double sign : {1.0, -1.0}) {
            add(x + sign * side, y - up + height / 2);
            add(x + sign * side, y + up - height / 2);
        }
    }
    return places;
}

bool meetsAny(const QRectF& place, const QList<QRectF>& others) {
    return std::any_of(others.begin(), others.end(), [&](const QRectF& other) { return place.intersects(other); });
}

}  // namespace

QList<std::optional<QRectF>> placeLabels(const QList<LabelWish>& wishes, const QRectF& area, const QList<QRectF>& taken,
                                         const QList<QRectF>& avoided) {
    QList<QRectF> occupied = taken;
    QList<std::optional<QRectF>> places;
    for (const auto& wish : wishes) {
        std::optional<QRectF> place;
        for (const QRectF& candidate : candidates(wish)) {
            if (!area.contains(candidate) || meetsAny(candidate, occupied)) continue;
            if (!meetsAny(candidate, avoided)) {
                place = candidate;
                break;
            }
            if (!place) place = candidate;
        }
        if (place) occupied.append(*place);
        places.append(place);
    }
    return places;
}

}  // namespace plimsoll::gui
