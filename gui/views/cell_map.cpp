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

void CellMap::setContours(const QList<Contour>& contours) {
    contours_ = contours;
    QJsonArray described;
    for (const auto& contour : contours) {
        QJsonArray lines;
        for (const QLineF& line : contour.lines) lines.append(QJsonArray{line.x1(), line.y1(), line.x2(), line.y2()});
        described.append(lines);
    }
    auto scene = property("scene").toJsonObject();
    scene.insert(QStringLiteral("contours"), described);
    setProperty("scene", scene);
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
        painter->drawText(rect, Qt::AlignCenter, metrics.elidedText(cell.text, Qt::ElideMiddle, room));
    }
    const auto pixel = [this](const QPointF& at) {
        return QPointF(parentPlot()->xAxis->coordToPixel(at.x()), parentPlot()->yAxis->coordToPixel(at.y()));
    };
    for (const auto& contour : std::as_const(contours_)) {
        painter->setPen(contour.pen);
        for (const QLineF& line : contour.lines) painter->drawLine(QLineF(pixel(line.p1()), pixel(line.p2())));
    }
}

}  // namespace plimsoll::gui
