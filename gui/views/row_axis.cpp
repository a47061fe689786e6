// SPDX-FileCopyrightText: 2026 The Plimsoll authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "gui/views/row_axis.hpp"

#include "gui/views/tickers.hpp"

#include <algorithm>
#include <cmath>

#include <qcustomplot.h>

namespace plimsoll::gui {

void setRows(QCPAxis& axis, const QStringList& names) {
    constexpr qsizetype kLongest = 28;
    QStringList labels;
    for (const QString& name : names)
        labels.append(name.size() <= kLongest
                          ? name
                          : name.left(kLongest / 2) + QStringLiteral("…") + name.right(kLongest / 2 - 1));
    axis.setTicker(QSharedPointer<RowTicker>::create(axis, labels));
    axis.setRangeReversed(true);
    axis.grid()->setVisible(false);
    axis.setTicks(true);
    axis.setTickLength(0);
    axis.setSubTicks(false);
}

std::optional<int> rowAt(const QCPAxis& axis, const QPointF& position, int rows) {
    const double at = axis.pixelToCoord(position.y());
    const double row = std::round(at);
    constexpr double kReach = 0.45;  // a little more than the bar
    if (row < 0 || row >= rows || std::abs(at - row) > kReach) return std::nullopt;
    return static_cast<int>(row);
}

double readableRows(const QFont& font, int height, double lines) {
    constexpr double kFewest = 5;
    return std::max(kFewest, std::floor(height / (lines * QFontMetricsF(font).height())));
}

double barHeight(qsizetype rows) {
    constexpr double kPerRow = 0.12, kLeast = 0.24, kMost = 0.72;
    return std::clamp(kPerRow * static_cast<double>(rows), kLeast, kMost);
}

void setRowLabels(QCustomPlot& plot, const QStringList& texts, const QList<QColor>& colours, const QFont& font) {
    constexpr int kPadding = 6;
    int widest = 0;
    for (qsizetype row = 0; row < texts.size(); ++row) {
        if (texts[row].isEmpty()) continue;
        auto* label = new QCPItemText(&plot);
        label->setClipToAxisRect(false);
        label->position->setTypeX(QCPItemPosition::ptAxisRectRatio);
        label->position->setTypeY(QCPItemPosition::ptPlotCoords);
        label->position->setAxes(plot.xAxis, plot.yAxis);
        label->position->setAxisRect(plot.axisRect());
        label->position->setCoords(1, static_cast<double>(row));
        label->setPositionAlignment(Qt::AlignLeft | Qt::AlignVCenter);
        label->setPadding(QMargins(kPadding, 0, 0, 0));
        label->setText(texts[row]);
        label->setFont(font);
        label->setColor(colours[row]);
        label->setSelectable(false);
        const auto showWithin = [label, row](const QCPRange& range) {
            label->setVisible(range.contains(static_cast<double>(row)));
        };
        showWithin(plot.yAxis->range());
        QObject::connect(plot.yAxis, qOverload<const QCPRange&>(&QCPAxis::rangeChanged), label, showWithin);
        widest = std::max(widest, QFontMetrics(font).horizontalAdvance(texts[row]));
    }
    plot.axisRect()->setMinimumMargins(QMargins(0, 0, widest + 2 * kPadding, 0));
}

}  // namespace plimsoll::gui
