// SPDX-FileCopyrightText: 2026 The Plimsoll authors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <QList>

#include <qcustomplot.h>

namespace plimsoll::gui {

/// Many short texts of a plot in one item, of which only the visible ones cost time.
class PlotTexts : public QCPAbstractItem {
    Q_OBJECT

public:
    struct Text {
        double from = 0, to = 0;  ///< along the x axis; from == to: starts there, of any length
        double y = 0;
        QString text;
        QColor colour;
        bool bold = false;
    };

    explicit PlotTexts(QCustomPlot* plot);

    /// Texts with an extent are centred in it and left out where they do not fit, as are those that are too high.
    void setTexts(const QList<Text>& texts, const QFont& font);

    double selectTest(const QPointF& pos, bool onlySelectable, QVariant* details = nullptr) const override;

protected:
    void draw(QCPPainter* painter) override;

private:
    QList<Text> texts_;
    QFont font_;
};

}  // namespace plimsoll::gui
