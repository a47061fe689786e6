// SPDX-FileCopyrightText: 2026 The Plimsoll authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "gui/views/cell_map.hpp"

#include <QJsonArray>
#include <QJsonObject>

namespace plimsoll::gui {

namespace {

/// Black or white, whichever is easier to read on it.
QColor inkOn(const QColor& colour) {
    constexpr double kMiddle = 0.55;
    const double luminance = 0.299 * colour.redF() + 0.587 * colour.greenF() + 0.114 * colour.blueF();
    return luminance > kMiddle ? Qt::black : Qt::white;
}

}  // namespace

CellMap::CellMap(QCustomPlot* plot) : QCPAbstractItem(plot) {
    setSelectable(false);
    setClipAxisRect(plot->axisRect());
    setClipToAxisRect(true);
}

void CellMap::setCells(const QList<Cell>& cells, int columns) {
    cells_ = cells;
    columns_ = columns;
    QJsonArray texts;
    for (const auto& cell : cells) texts.append(cell.text);
    setProperty("scene", QJsonObject{{QStringLiteral("kind"), QStringLiteral("cells")},
                                     {QStringLiteral("columns"), columns},
                                     {QStringLiteral("texts"), texts}});
}

void CellMap::setStyle(const QFont& font, const QColor& unknown) {
    font_ = font;
    unknown_ = unknown;
}

double CellMap::selectTest(const QPointF& /*pos*/, bool /*onlySelectable*/, QVariant* /*details*/) const { return -1; }

QRectF CellMap::rectOf(qsizetype cell) const {
    const auto column = static_cast<double>(cell % columns_);
    const auto row = static_cast<double>(cell / columns_);
    const auto* x = parentPlot()->xAxis;
    const auto* y = parentPlot()->yAxis;
    return QRectF(QPointF(x->coordToPixel(column - 0.5), y->coordToPixel(row + 0.5)),
                  QPointF(x->coordToPixel(column + 0.5), y->coordToPixel(row - 0.5)));
}

void CellMap::draw(QCPPainter* painter) {
    painter->setFont(font_);
    const QFontMetricsF metrics(font_);
    for (qsizetype i = 0; i < cells_.size(); ++i) {
        const Cell& cell = cells_[i];
        const QRectF rect = rectOf(i);
        painter->fillRect(rect, cell.colour.isValid() ? QBrush(cell.colour) : QBrush(unknown_, Qt::BDiagPattern));
        constexpr double kMargin = 4;
        const double room = rect.width() - 2 * kMargin;
        if (cell.text.isEmpty() || rect.height() < metrics.height() || room < metrics.horizontalAdvance(u'm') * 3)
            continue;
        painter->setPen(cell.colour.isValid() ? inkOn(cell.colour) : unknown_);
        painter->drawText(rect, Qt::AlignCenter, metrics.elidedText(cell.text, Qt::ElideRight, room));
    }
    for (const auto& contour : std::as_const(contours_)) drawContour(*painter, contour);
}

void CellMap::drawContour(QCPPainter& painter, const Contour& contour) const {
    painter.setPen(contour.pen);
    const auto differ = [&](qsizetype one, qsizetype other) {
        return contour.kinds[one] >= 0 && contour.kinds[other] >= 0 && contour.kinds[one] != contour.kinds[other];
    };
    for (qsizetype i = 0; i < cells_.size(); ++i) {
        const QRectF rect = rectOf(i);
        if ((i + 1) % columns_ != 0 && differ(i, i + 1)) painter.drawLine(QLineF(rect.topRight(), rect.bottomRight()));
        if (i + columns_ < cells_.size() && differ(i, i + columns_))
            painter.drawLine(QLineF(rect.topLeft(), rect.topRight()));
    }
}

}  // namespace plimsoll::gui
