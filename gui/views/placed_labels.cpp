// SPDX-FileCopyrightText: 2026 The Plimsoll authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "gui/views/placed_labels.hpp"

#include "gui/models/label_placement.hpp"

#include <QJsonArray>
#include <QJsonObject>

namespace plimsoll::gui {

namespace {

QFont fontOf(const PlacedLabels::Label& label, const QFont& font) {
    QFont own = font;
    own.setBold(label.bold);
    return own;
}

QPointF nearestOf(const QRectF& rect, const QPointF& point) {
    return {std::clamp(point.x(), rect.left(), rect.right()), std::clamp(point.y(), rect.top(), rect.bottom())};
}

}  // namespace

PlacedLabels::PlacedLabels(QCustomPlot* plot) : QCPAbstractItem(plot) {
    setSelectable(false);
    setClipAxisRect(plot->axisRect());
    setClipToAxisRect(true);
}

void PlacedLabels::setLabels(const QList<Label>& labels) {
    labels_ = labels;
    QJsonArray texts;
    for (const auto& label : labels) texts.append(label.text);
    setProperty("scene",
                QJsonObject{{QStringLiteral("kind"), QStringLiteral("labels")}, {QStringLiteral("texts"), texts}});
}

void PlacedLabels::setPoints(const QList<QPointF>& points, double width) {
    points_ = points;
    pointWidth_ = width;
}

void PlacedLabels::setStyle(const QFont& font, QColor background) {
    constexpr float kAlpha = 0.75F;
    background.setAlphaF(kAlpha);
    font_ = font;
    background_ = background;
}

double PlacedLabels::selectTest(const QPointF& /*pos*/, bool /*onlySelectable*/, QVariant* /*details*/) const {
    return -1;
}

void PlacedLabels::draw(QCPPainter* painter) {
    const QRectF area = clipRect();
    QList<LabelWish> wishes;
    QList<Label> visible;
    for (const auto& label : std::as_const(labels_)) {
        const QPointF pixel = pixelOf(label.point);
        if (!area.contains(pixel)) continue;
        const QRect text = QFontMetrics(fontOf(label, font_)).boundingRect(label.text);
        constexpr double kSide = 3;
        wishes.append({pixel, QSizeF(text.width() + 2 * kSide, text.height()), label.clearance});
        visible.append(label);
    }
    QList<QRectF> bars;
    for (const auto& bar : std::as_const(bars_))
        bars.append(QRectF(pixelOf(bar.p1()), pixelOf(bar.p2())).normalized().adjusted(-2, -2, 2, 2));

    const auto places = placeLabels(wishes, area, takenPlaces(), bars);
    painter->setAntialiasing(true);
    for (qsizetype i = 0; i < places.size(); ++i) {
        if (!places[i]) continue;
        const Label& label = visible[i];
        const QLineF leader(nearestOf(*places[i], wishes[i].point), wishes[i].point);
        if (constexpr double kFar = 8; leader.length() > label.clearance + kFar) {
            painter->setPen(QPen(label.colour, 0.6));
            painter->drawLine(leader.p1(), leader.pointAt(1 - label.clearance / leader.length()));
        }
        painter->fillRect(*places[i], background_);
        painter->setPen(label.colour);
        painter->setFont(fontOf(label, font_));
        painter->drawText(*places[i], Qt::AlignCenter, label.text);
    }
}

QPointF PlacedLabels::pixelOf(const QPointF& point) const {
    return {mParentPlot->xAxis->coordToPixel(point.x()), mParentPlot->yAxis->coordToPixel(point.y())};
}

QList<QRectF> PlacedLabels::takenPlaces() const {
    QList<QRectF> taken;
    const double half = pointWidth_ / 2;
    for (const auto& point : points_) {
        const QPointF pixel = pixelOf(point);
        taken.append(QRectF(pixel.x() - half, pixel.y() - half, pointWidth_, pointWidth_));
    }
    for (int i = 0; i < mParentPlot->itemCount(); ++i)
        if (const auto* text = qobject_cast<const QCPItemText*>(mParentPlot->item(i));
            text != nullptr && text->visible())
            taken.append(QRectF(text->topLeft->pixelPosition(), text->bottomRight->pixelPosition()));
    return taken;
}

}  // namespace plimsoll::gui
