// SPDX-FileCopyrightText: 2026 The Plimsoll authors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <QList>

#include <qcustomplot.h>

namespace plimsoll::gui {

/// Names beside points of a plot, placed anew whenever the plot is drawn so that they overlap neither one another nor
/// points nor the plot's other texts, and keep off bars where they can. A thin line leads to those further away; the
/// last ones are left out where there is no room.
class PlacedLabels : public QCPAbstractItem {
    Q_OBJECT

public:
    struct Label {
        QPointF point;  ///< plot coordinates
        QString text;
        QColor colour;
        bool bold = false;
        double clearance = 6;  ///< px: half the width of what is drawn at the point
    };

    explicit PlacedLabels(QCustomPlot* plot);

    /// The more important ones first.
    void setLabels(const QList<Label>& labels);
    /// Plot coordinates: markers of that width in pixels, and bars.
    void setPoints(const QList<QPointF>& points, double width);
    void setBars(const QList<QLineF>& bars) { bars_ = bars; }
    /// Names lie on that colour, through which lines can be seen.
    void setStyle(const QFont& font, QColor background);

    double selectTest(const QPointF& pos, bool onlySelectable, QVariant* details = nullptr) const override;

protected:
    void draw(QCPPainter* painter) override;

private:
    [[nodiscard]] QPointF pixelOf(const QPointF& point) const;
    [[nodiscard]] QList<QRectF> takenPlaces() const;

    QList<Label> labels_;
    QList<QPointF> points_;
    double pointWidth_ = 0;
    QList<QLineF> bars_;
    QFont font_;
    QColor background_;
};

}  // namespace plimsoll::gui
