// SPDX-FileCopyrightText: 2026 The Plimsoll authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "gui/views/marker_style.hpp"

#include <cmath>

namespace plimsoll::gui {

namespace {

constexpr double kRadius = 3;  // QCPScatterStyle scales paths so that 6 units are the marker's size
constexpr double kArm = 1;     // half the width of an arm of the plus

QPainterPath closed(const QPolygonF& corners) {
    QPainterPath path;
    path.addPolygon(corners);
    path.closeSubpath();
    return path;
}

QPainterPath plus() {
    return closed({{-kArm, -kRadius},
                   {kArm, -kRadius},
                   {kArm, -kArm},
                   {kRadius, -kArm},
                   {kRadius, kArm},
                   {kArm, kArm},
                   {kArm, kRadius},
                   {-kArm, kRadius},
                   {-kArm, kArm},
                   {-kRadius, kArm},
                   {-kRadius, -kArm},
                   {-kArm, -kArm}});
}

QPainterPath cross() {
    constexpr double kEighthTurn = 45;
    return QTransform().rotate(kEighthTurn).map(plus());
}

QPainterPath star() {
    constexpr int kCorners = 10;
    constexpr double kInner = 0.45;
    constexpr double kOuter = 1.2;  // a star fills less than its circle
    QPolygonF corners;
    for (int i = 0; i < kCorners; ++i) {
        const double radius = kRadius * kOuter * (i % 2 == 0 ? 1 : kInner);
        const double angle = 2 * M_PI * i / kCorners;
        corners.append({radius * std::sin(angle), -radius * std::cos(angle)});
    }
    return closed(corners);
}

QPainterPath pathOf(Marker marker) {
    QPainterPath path;
    constexpr double kSide = 0.9;    // of a square beside a disc of the same weight
    constexpr double kHeight = 1.1;  // and of a triangle and a diamond
    constexpr double kBase = 0.8;    // below the middle, of a triangle's height
    const double side = kSide * kRadius;
    const double high = kHeight * kRadius;
    switch (marker) {
        case Marker::disc:
            path.addEllipse(QPointF(), kRadius, kRadius);
            return path;
        case Marker::square:
            path.addRect(-side, -side, 2 * side, 2 * side);
            return path;
        case Marker::triangle:
            return closed({{-high, high * kBase}, {high, high * kBase}, {0, -high}});
        case Marker::triangle_inverted:
            return closed({{-high, -high * kBase}, {high, -high * kBase}, {0, high}});
        case Marker::diamond:
            return closed({{0, -high}, {high, 0}, {0, high}, {-high, 0}});
        case Marker::plus:
            return plus();
        case Marker::cross:
            return cross();
        case Marker::star:
            return star();
    }
    return path;
}

}  // namespace

QCPScatterStyle markerStyle(Marker marker, const QColor& colour, const QColor& background, double size, bool filled) {
    QPen pen(colour, 1.4);
    pen.setCosmetic(true);  // or it would be scaled with the path
    pen.setJoinStyle(Qt::MiterJoin);
    return {pathOf(marker), pen, QBrush(filled ? colour : background), size};
}

}  // namespace plimsoll::gui
