// SPDX-FileCopyrightText: 2026 The Plimsoll authors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <QList>

#include <qcustomplot.h>

namespace plimsoll::gui {

/// A vertical line at a position of the x axis, and beside it what every curve is worth there.
class CursorReadOut : public QCPAbstractItem {
    Q_OBJECT

public:
    struct Row {
        QCPScatterStyle marker;
        QString name;
        QString value;
    };

    explicit CursorReadOut(QCustomPlot* plot);

    void setStyle(const QFont& font, const QColor& text, const QColor& background);
    void showAt(double x, const QString& title, const QList<Row>& rows);

    double selectTest(const QPointF& pos, bool onlySelectable, QVariant* details = nullptr) const override;

protected:
    void draw(QCPPainter* painter) override;

private:
    [[nodiscard]] QRectF box(double x) const;

    double x_ = 0;
    QString title_;
    QList<Row> rows_;
    QFont font_;
    QColor text_;
    QColor background_;
};

}  // namespace plimsoll::gui
