// SPDX-FileCopyrightText: 2026 The Plimsoll authors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <limits>
#include <vector>

#include <qcustomplot.h>

namespace plimsoll::gui {

/// A stepped line over time with gaps, quick at millions of points. QCPGraph's own sampling loses the points that share
/// a pixel with the start of a gap; this one draws the lowest and the highest value of each pixel, and a gap only where
/// a pixel has no value at all. Areas below it, or down to another such line (setChannelFillGraph), are filled
/// step by step: a polygon of thousands of corners would take a hundred times as long.
class SeriesGraph : public QCPGraph {
    Q_OBJECT

public:
    SeriesGraph(QCPAxis* time, QCPAxis* value);

    /// Values that are not numbers are gaps. Times ascend.
    void setSteps(const QList<double>& times, const QList<double>& values);

protected:
    void drawFill(QCPPainter* painter, QVector<QPointF>* lines) const override;
    void getOptimizedLineData(QVector<QCPGraphData>* lineData, const QCPGraphDataContainer::const_iterator& begin,
                              const QCPGraphDataContainer::const_iterator& end) const override;

private:
    /// The values of several points; empty, with the lowest above the highest, where all are gaps.
    struct Extent {
        double lowest = std::numeric_limits<double>::infinity();
        double highest = -std::numeric_limits<double>::infinity();

        [[nodiscard]] bool empty() const { return lowest > highest; }
        void add(const Extent& other) {
            if (other.lowest < lowest) lowest = other.lowest;
            if (other.highest > highest) highest = other.highest;
        }
        void add(double value) { add(Extent{value, value}); }  // what is not a number is neither less nor more
    };

    std::vector<Extent> blocks_;  ///< of kBlock points each, so that a view of everything need not look at all of them
};

}  // namespace plimsoll::gui
