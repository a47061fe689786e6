// SPDX-FileCopyrightText: 2026 The Plimsoll authors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <QColor>
#include <QLineF>
#include <QList>
#include <QString>

#include <qcustomplot.h>

namespace plimsoll::gui {

/// A grid of coloured cells: column i and row j around the coordinates (i, j), each with a text where it has room, and
/// contours over them.
class CellMap : public QCPAbstractItem {
    Q_OBJECT

public:
    struct Cell {
        QColor colour;  ///< invalid: nothing is known of it
        QString text;
    };
    /// Lines in the coordinates of cells: (i, j) is the middle of column i and row j.
    struct Contour {
        QList<QLineF> lines;
        QPen pen;
    };

    explicit CellMap(QCustomPlot* plot);

    /// Row by row, the lowest first.
    void setCells(const QList<Cell>& cells, int columns);
    void setContours(const QList<Contour>& contours);
    void setStyle(const QFont& font, const QColor& unknown);

    double selectTest(const QPointF& pos, bool onlySelectable, QVariant* details = nullptr) const override;

protected:
    void draw(QCPPainter* painter) override;

private:
    [[nodiscard]] QRectF rectOf(qsizetype cell) const;
    QList<Cell> cells_;
    int columns_ = 1;
    QList<Contour> contours_;
    QFont font_;
    QColor unknown_;
};

}  // namespace plimsoll::gui
