// SPDX-FileCopyrightText: 2026 The Plimsoll authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "gui/views/table_strip.hpp"

#include <algorithm>

namespace plimsoll::gui {

namespace {

constexpr int kSide = 6;
constexpr int kBetween = 14;     // columns
constexpr int kMarkerRoom = 18;  // before a name
constexpr int kLeading = 2;

int widest(const QFontMetrics& metrics, const QStringList& texts) {
    int width = 0;
    for (const QString& text : texts) width = std::max(width, metrics.horizontalAdvance(text));
    return width;
}

}  // namespace

TableStrip::TableStrip(QCustomPlot* plot) : QCPLayoutElement(plot) { setMargins(QMargins()); }

void TableStrip::setStyle(const QFont& font, const QColor& text, const QColor& soft) {
    font_ = font;
    text_ = text;
    soft_ = soft;
}

void TableStrip::setRows(const QString& title, const QStringList& headings, const QList<Row>& rows) {
    title_ = title;
    headings_ = headings;
    rows_ = rows;
}

int TableStrip::height() const {
    constexpr qsizetype kAbove = 2;  // title and headings
    const int line = QFontMetrics(font_).height() + kLeading;
    return rows_.isEmpty() ? 0 : line * static_cast<int>(rows_.size() + kAbove) + kSide;
}

void TableStrip::draw(QCPPainter* painter) {
    if (rows_.isEmpty()) return;
    painter->setFont(font_);
    const QFontMetrics metrics(font_);
    const int line = metrics.height() + kLeading;
    const QRect room = rect().adjusted(kSide, 0, -kSide, 0);
    painter->setPen(text_);
    painter->drawText(QRect(room.topLeft(), QSize(room.width(), line)), Qt::AlignLeft | Qt::AlignVCenter, title_);

    QStringList names{QString()};
    QRect first(room.left(), room.top() + line, kMarkerRoom, room.height());
    for (const auto& row : std::as_const(rows_)) {
        names.append(row.name);
        first.translate(0, line);
        row.marker.applyTo(painter, QPen(text_));
        row.marker.drawShape(painter, first.left() + kMarkerRoom / 3.0, first.top() + line / 2.0);
        painter->setBrush(Qt::NoBrush);
    }
    int left = room.left() + kMarkerRoom;
    constexpr int kRounding = 2;  // widths of texts are no whole pixels
    const int width = std::min(widest(metrics, names) + kRounding, room.right() - left);
    for (qsizetype i = 1; i < names.size(); ++i) names[i] = metrics.elidedText(names[i], Qt::ElideRight, width);
    drawColumn(*painter, QRect(left, room.top() + line, width, line), names);
    left += width;
    for (qsizetype column = 0; column < headings_.size(); ++column) {
        QStringList texts{headings_[column]};
        for (const auto& row : std::as_const(rows_)) texts.append(row.cells.value(column));
        const int wide = widest(metrics, texts) + kBetween;
        if (left + wide > room.right()) return;
        drawColumn(*painter, QRect(left, room.top() + line, wide, line), texts);
        left += wide;
    }
}

/// The first text is a heading. Names stand at the left, numbers at the right.
void TableStrip::drawColumn(QCPPainter& painter, const QRect& column, const QStringList& texts) const {
    QRect cell = column;
    for (qsizetype i = 0; i < texts.size(); ++i) {
        painter.setPen(i == 0 ? soft_ : text_);
        painter.drawText(cell, (texts.first().isEmpty() ? Qt::AlignLeft : Qt::AlignRight) | Qt::AlignVCenter, texts[i]);
        cell.translate(0, column.height());
    }
}

}  // namespace plimsoll::gui
