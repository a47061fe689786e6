// SPDX-FileCopyrightText: 2026 The Plimsoll authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "gui/views/tickers.hpp"

#include "gui/models/text.hpp"

#include <QFontMetrics>

#include <algorithm>
#include <cmath>

namespace plimsoll::gui {

QString PlainTicker::getTickLabel(double tick, const QLocale&, QChar, int) { return numberText(tick); }

void fitTicks(QCPAxis& axis) {
    constexpr int kFewest = 2, kRoomPx = 70;
    axis.ticker()->setTickCount(std::clamp(axis.axisRect()->width() / kRoomPx, kFewest, kMostTicks));
}

/// The smallest step that leaves labels their room, and none that would need a smaller unit in every second label.
double ClockTicker::getTickStep(const QCPRange& range) {
    constexpr double kMinute = 60, kHour = 60 * kMinute, kDay = 24 * kHour;
    static const QVector<double> kSteps{1,        2,           5,           10,           15,           30,
                                        kMinute,  2 * kMinute, 5 * kMinute, 10 * kMinute, 15 * kMinute, 30 * kMinute,
                                        kHour,    2 * kHour,   3 * kHour,   6 * kHour,    12 * kHour,   kDay,
                                        2 * kDay, 5 * kDay,    10 * kDay,   30 * kDay};
    double wanted = range.size() / std::max(1, tickCount());
    if (axis_ != nullptr) {
        QString label = range.upper > kDay ? QStringLiteral("00 d 00:00  ") : QStringLiteral("00:00  ");
        if (wanted < kMinute) label += QStringLiteral(":00");
        const double share =
            QFontMetricsF(axis_->tickLabelFont()).horizontalAdvance(label) / std::max(1, axis_->axisRect()->width());
        wanted = std::max(wanted, share * range.size());
    }
    const auto step = std::lower_bound(kSteps.begin(), kSteps.end(), wanted);
    const bool among = wanted >= kSteps.first() && step != kSteps.end();
    return among ? *step : QCPAxisTickerTime::getTickStep(range);
}

QString ClockTicker::getTickLabel(double tick, const QLocale&, QChar, int) { return clockText(tick); }

QVector<double> PowerTicker::createTickVector(double, const QCPRange& range) {
    QVector<double> ticks;
    if (range.lower <= 0) return ticks;
    const int first = static_cast<int>(std::floor(std::log10(range.lower)));
    const int last = static_cast<int>(std::ceil(std::log10(range.upper)));
    const int step = std::max(1, (last - first) / std::max(1, mostTicks_));
    for (int power = first - first % step - step; power <= last + step; power += step)
        ticks.append(std::pow(10.0, power));
    return ticks;
}

QString PowerTicker::getTickLabel(double tick, const QLocale&, QChar, int) { return numberText(tick); }

double RowTicker::getTickStep(const QCPRange& range) {
    constexpr double kSpacing = 1.3;  // in lines
    const QFontMetricsF metrics(axis_.tickLabelFont());
    const auto* rect = axis_.axisRect();
    const bool below = axis_.orientation() == Qt::Horizontal;
    double extent = metrics.height();
    for (const QString& name : names_)
        if (below) extent = std::max(extent, metrics.horizontalAdvance(name));
    const double room = (below ? rect->width() : rect->height()) / (kSpacing * extent);
    const double wanted = range.size() / std::max(1.0, room);
    double step = 1;
    constexpr double kSteps[] = {2, 2.5, 2};  // 1, 2, 5, 10, 20, 50, …
    for (int i = 0; step < wanted; i = (i + 1) % 3) step *= kSteps[i];
    return step;
}

QVector<double> RowTicker::createTickVector(double tickStep, const QCPRange& range) {
    QVector<double> ticks;
    const double last = std::min(range.upper, static_cast<double>(names_.size()) - 1);
    for (double row = std::max(0.0, std::ceil(range.lower / tickStep) * tickStep); row <= last; row += tickStep)
        ticks.append(row);
    return ticks;
}

QString RowTicker::getTickLabel(double tick, const QLocale&, QChar, int) {
    return names_.value(static_cast<qsizetype>(std::lround(tick)));
}

}  // namespace plimsoll::gui
