// SPDX-FileCopyrightText: 2026 The Plimsoll authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "gui/views/cursor_read_out.hpp"

#include <QJsonArray>
#include <QJsonObject>

#include <algorithm>

namespace plimsoll::gui {

namespace {

constexpr double kTextPadding = 6;
constexpr double kMarkerRoom = 18;
constexpr double kColumnGap = 14;
constexpr double kFromLine = 8;

}  // namespace

CursorReadOut::CursorReadOut(QCustomPlot* plot) : QCPAbstractItem(plot) {
    setSelectable(false);
    setClipAxisRect(plot->axisRect());
    setClipToAxisRect(true);
    setVisible(false);
}

void CursorReadOut::setStyle(const QFont& font, const QColor& text, const QColor& background) {
    font_ = font;
    text_ = text;
    background_ = background;
}

void CursorReadOut::showAt(double x, const QString& title, const QList<Row>& rows) {
    x_ = x;
    title_ = title;
    rows_ = rows;
    setVisible(true);
    QJsonArray values;
    for (const auto& row : rows) values.append(QJsonArray{row.name, row.value});
    setProperty("scene", QJsonObject{{QStringLiteral("kind"), QStringLiteral("read-out")},
                                     {QStringLiteral("title"), title},
                                     {QStringLiteral("rows"), values}});
}

double CursorReadOut::selectTest(const QPointF& /*pos*/, bool /*onlySelectable*/, QVariant* /*details*/) const {
    return -1;
}

QRectF CursorReadOut::box(double x) const {
    const QFontMetricsF metrics(font_);
    double names = 0;
    double values = 0;
    for (const auto& row : rows_) {
        names = std::max(names, metrics.horizontalAdvance(row.name));
        values = std::max(values, metrics.horizontalAdvance(row.value));
    }
    const double table = rows_.isEmpty() ? 0 : kMarkerRoom + names + kColumnGap + values;
    const QRectF room = clipRect();
    // Rather the end of a name is lost than a value.
    const double width = std::min(room.width(), std::max(metrics.horizontalAdvance(title_), table) + 2 * kTextPadding);
    const double height = metrics.height() * static_cast<double>(rows_.size() + 1) + 2 * kTextPadding;
    const bool fitsRight = x + kFromLine + width < room.right();
    const double left = fitsRight ? x + kFromLine : std::max(room.left(), x - kFromLine - width);
    constexpr double kBelowTop = 22;  // names of vertical lines stand there
    return {left, room.top() + kBelowTop, width, height};
}

void CursorReadOut::draw(QCPPainter* painter) {
    const double x = mParentPlot->xAxis->coordToPixel(x_);
    const QRectF room = clipRect();
    if (x < room.left() || x > room.right()) return;
    painter->setAntialiasing(false);
    painter->setPen(QPen(text_, 0));
    painter->drawLine(QLineF(x, room.top(), x, room.bottom()));

    const QRectF frame = box(x);
    painter->setAntialiasing(true);
    QColor veil = background_;
    constexpr float kVeil = 0.85F;  // what is behind can be made out
    veil.setAlphaF(kVeil);
    painter->setBrush(veil);
    QColor border = text_;
    constexpr float kBorderAlpha = 0.35F;
    border.setAlphaF(kBorderAlpha);
    painter->setPen(border);
    constexpr double kCorner = 3;
    painter->drawRoundedRect(frame, kCorner, kCorner);
    painter->setFont(font_);
    painter->setPen(text_);
    const QFontMetricsF metrics(font_);
    const double height = metrics.height();
    QRectF line(frame.left() + kTextPadding, frame.top() + kTextPadding, frame.width() - 2 * kTextPadding, height);
    painter->drawText(line, Qt::AlignLeft | Qt::AlignVCenter, metrics.elidedText(title_, Qt::ElideRight, line.width()));
    for (const auto& row : std::as_const(rows_)) {
        line.translate(0, height);
        row.marker.applyTo(painter, QPen(text_));
        row.marker.drawShape(painter, line.left() + kMarkerRoom / 3, line.center().y());
        painter->setPen(text_);
        painter->drawText(
            line.adjusted(kMarkerRoom, 0, 0, 0), Qt::AlignLeft | Qt::AlignVCenter,
            metrics.elidedText(row.name, Qt::ElideRight,
                               line.width() - kMarkerRoom - kColumnGap / 2 - metrics.horizontalAdvance(row.value)));
        painter->drawText(line, Qt::AlignRight | Qt::AlignVCenter, row.value);
    }
}

}  // namespace plimsoll::gui
