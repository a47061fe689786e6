// SPDX-FileCopyrightText: 2026 The Plimsoll authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "gui/views/series_graph.hpp"

#include <algorithm>
#include <cmath>

namespace plimsoll::gui {

namespace {

constexpr std::ptrdiff_t kBlock = 32;
constexpr double kGap = std::numeric_limits<double>::quiet_NaN();

}  // namespace

SeriesGraph::SeriesGraph(QCPAxis* time, QCPAxis* value) : QCPGraph(time, value) {
    setLineStyle(QCPGraph::lsStepLeft);
    setSelectable(QCP::stNone);
    setAntialiased(false);
}

void SeriesGraph::setSteps(const QList<double>& times, const QList<double>& values) {
    setData(times, values, true);
    blocks_.assign(static_cast<std::size_t>(values.size() / kBlock), {});
    for (std::size_t block = 0; block < blocks_.size(); ++block)
        for (std::ptrdiff_t i = 0; i < kBlock; ++i)
            blocks_[block].add(values[static_cast<std::ptrdiff_t>(block) * kBlock + i]);
}

void SeriesGraph::drawFill(QCPPainter* painter, QVector<QPointF>* lines) const {
    if (mBrush.style() == Qt::NoBrush || mBrush.color().alpha() == 0) return;
    // In vector files the edges of neighbouring rectangles would be seen.
    if (painter->modes().testFlag(QCPPainter::pmVectorized)) return QCPGraph::drawFill(painter, lines);

    // Of two points for each step the second has its value, up to where the next step begins.
    QVector<QPointF> below;
    if (const auto* other = static_cast<const SeriesGraph*>(channelFillGraph()); other != nullptr)
        other->getLines(&below, QCPDataRange(0, other->dataCount()));
    const QCPRange values = valueAxis()->range();
    const double floor = valueAxis()->coordToPixel(std::max(values.lower, 0.0));
    qsizetype under = 1;
    for (qsizetype step = 1; step + 2 < lines->size(); step += 2) {
        const double top = lines->at(step).y();
        const double right = lines->at(step + 2).x();
        for (double left = lines->at(step).x(); left < right;) {
            while (under + 2 < below.size() && below[under + 2].x() <= left) under += 2;
            const double until = under + 2 < below.size() ? std::min(right, below[under + 2].x()) : right;
            const double bottom = below.isEmpty() ? floor : below[under].y();
            if (bottom > top) painter->fillRect(QRectF(left, top, until - left, bottom - top), mBrush);
            left = until;
        }
    }
}

void SeriesGraph::getOptimizedLineData(QVector<QCPGraphData>* lineData,
                                       const QCPGraphDataContainer::const_iterator& begin,
                                       const QCPGraphDataContainer::const_iterator& end) const {
    lineData->clear();
    if (begin == end) return;
    const auto count = end - begin;
    const QCPRange range = keyAxis()->range();
    const double pixel = range.size() / std::max(1, keyAxis()->axisRect()->width());
    constexpr double kCrowded = 2;  // points per pixel from which sampling pays
    if (static_cast<double>(count) * pixel < kCrowded * std::min(range.size(), (end - 1)->key - begin->key)) {
        lineData->reserve(static_cast<int>(count));
        std::copy(begin, end, std::back_inserter(*lineData));
        return;
    }
    const auto append = [&](double key, double value) { lineData->append(QCPGraphData(key, value)); };
    const auto origin = mDataContainer->constBegin();
    double column = -1;
    for (auto point = begin; point != end;) {
        // Never a column twice, so that rounding cannot set keys back.
        column = std::max(column + 1, std::floor((point->key - range.lower) / pixel));
        const double left = range.lower + column * pixel;
        const double right = range.lower + (column + 1) * pixel;
        Extent extent;
        do {
            const std::ptrdiff_t at = point - origin;
            if (at % kBlock == 0 && end - point > kBlock && (point + kBlock - 1)->key < right) {
                extent.add(blocks_[static_cast<std::size_t>(at / kBlock)]);
                point += kBlock;
            } else {
                extent.add(point->value);
                ++point;
            }
        } while (point != end && point->key < right);
        if (extent.empty()) {
            append(left, kGap);
            continue;
        }
        constexpr double kHalf = 0.5;
        append(left, extent.lowest);
        if (extent.highest > extent.lowest) append(left + kHalf * pixel, extent.highest);
        if (!std::isnan((point - 1)->value)) continue;
        append(right, extent.highest);  // a gap begins behind the last value of this pixel
        append(right, kGap);
    }
}

}  // namespace plimsoll::gui
