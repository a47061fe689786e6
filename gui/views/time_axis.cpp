// SPDX-FileCopyrightText: 2026 The Plimsoll authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "gui/views/time_axis.hpp"

#include "gui/models/selection.hpp"
#include "gui/views/tickers.hpp"

#include <QCoreApplication>

#include <qcustomplot.h>

namespace plimsoll::gui {

void setTimeAxis(QCPAxis& axis, double end) {
    axis.setTicker(QSharedPointer<ClockTicker>::create(&axis));
    axis.setLabel(QCoreApplication::translate("Timeline", "time since the start (h:min)"));
    keepWithin(axis, 0, end);
}

void shareTime(QCPAxis& axis, double end, Selection& selection) {
    const auto follow = [&axis, end, &selection] {
        const auto span = selection.shownTime();
        axis.setRange(span ? QCPRange(span->from, span->to) : QCPRange(0, end));
    };
    follow();
    QObject::connect(&axis, qOverload<const QCPRange&>(&QCPAxis::rangeChanged), &selection,
                     [end, &selection](const QCPRange& range) {
                         const bool all = range.lower <= 0 && range.upper >= end;
                         selection.showTime(all ? std::nullopt : std::optional(TimeSpan{range.lower, range.upper}));
                     });
    QObject::connect(&selection, &Selection::shownTimeChanged, &axis, [&axis, follow] {
        follow();
        axis.parentPlot()->replot(QCustomPlot::rpQueuedReplot);
    });
}

void keepWithin(QCPAxis& axis, double lower, double upper) {
    QObject::disconnect(&axis, nullptr, &axis, nullptr);  // earlier ends
    QObject::connect(&axis, qOverload<const QCPRange&>(&QCPAxis::rangeChanged), &axis,
                     [&axis, lower, upper](const QCPRange& range) { axis.setRange(range.bounded(lower, upper)); });
}

}  // namespace plimsoll::gui
