// SPDX-FileCopyrightText: 2026 The Plimsoll authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "gui/views/waterfall_bars.hpp"

#include "gui/models/text.hpp"
#include "gui/views/row_axis.hpp"
#include "gui/views/tickers.hpp"

#include <QCoreApplication>

#include <algorithm>
#include <cmath>

#include <qcustomplot.h>

namespace plimsoll::gui {

namespace {

void showRange(QCustomPlot& plot, const QList<WaterfallBar>& bars) {
    double least = 0, most = 0;
    for (const auto& bar : bars) {
        least = std::min({least, bar.from, bar.to});
        most = std::max({most, bar.from, bar.to});
    }
    constexpr double kHeadroom = 1.04;
    plot.xAxis->setRange(least * kHeadroom, most > 0 ? most * kHeadroom : 1);
}

void drawLevels(QCustomPlot& plot, const QList<WaterfallBar>& bars, const QColor& colour) {
    const double half = barHeight(bars.size()) / 2;
    for (qsizetype row = 0; row + 1 < bars.size(); ++row) {
        auto* level = new QCPItemLine(&plot);
        const auto at = static_cast<double>(row);
        level->start->setCoords(bars[row].to, at + half);
        level->end->setCoords(bars[row].to, at + 1 - half);
        level->setPen(QPen(colour, 1));
        level->setSelectable(false);
    }
}

QCPBars* barsOf(QCustomPlot& plot, const QString& name, double height) {
    auto* bars = new QCPBars(plot.yAxis, plot.xAxis);
    bars->setWidth(height);
    bars->setStackingGap(0);
    bars->setName(name);
    bars->setSelectable(QCP::stNone);
    return bars;
}

}  // namespace

QString signedMoney(double amount, const QString& currency) {
    return (amount < 0 ? QStringLiteral("−%1") : QStringLiteral("+%1")).arg(moneyText(std::abs(amount), currency));
}

QList<LegendEntry> drawWaterfall(QCustomPlot& plot, const QList<WaterfallBar>& bars, const WaterfallStyle& style,
                                 bool keepRange) {
    const auto tr = [](const char* text) { return QCoreApplication::translate("Waterfall", text); };
    QStringList names, labels;
    for (const auto& bar : bars) {
        names.append(bar.name);
        labels.append(bar.label);
    }
    setRows(*plot.yAxis, names);
    plot.yAxis->setRange(-0.5, static_cast<double>(bars.size()) - 0.5);
    plot.xAxis->setTicker(QSharedPointer<PlainTicker>::create(kMostTicks));
    if (!keepRange) showRange(plot, bars);

    const QColor less = style.dark ? QColor(0x33C79C) : QColor(0x009E73);
    const QColor more = QColor(0xD55E00);
    struct Kind {
        QString name;
        QBrush brush;
        QColor outline;
        QList<double> keys, values;
    };
    Kind total{tr("total"), style.soft, style.text, {}, {}};
    Kind saves{tr("− costs less"), QBrush(less, Qt::BDiagPattern), less, {}, {}};
    Kind costs{tr("+ costs more"), QBrush(more), more, {}, {}};
    const double height = barHeight(bars.size());
    auto* floor = barsOf(plot, tr("below the step"), height);  // floating bars stand on invisible ones
    floor->setPen(Qt::NoPen);
    floor->setBrush(Qt::NoBrush);
    for (qsizetype i = 0; i < bars.size(); ++i) {
        const auto& bar = bars[i];
        const auto key = static_cast<double>(i);
        Kind& kind = bar.isTotal ? total : bar.to < bar.from ? saves : costs;
        kind.keys.append(key);
        kind.values.append(std::abs(bar.to - bar.from));
        floor->addData(key, std::min(bar.from, bar.to));
    }
    QList<LegendEntry> legend;
    for (const auto& kind : {total, saves, costs}) {
        if (kind.keys.isEmpty()) continue;
        auto* drawn = barsOf(plot, kind.name, height);
        drawn->setData(kind.keys, kind.values, true);
        drawn->setBrush(kind.brush);
        drawn->setPen(QPen(kind.outline, 1));
        drawn->moveAbove(floor);
        legend.append({.text = kind.name, .line = QPen(kind.outline, 1), .swatch = kind.brush});
    }
    setRowLabels(plot, labels, QList<QColor>(labels.size(), style.text), style.font);
    drawLevels(plot, bars, style.soft);
    return legend;
}

}  // namespace plimsoll::gui
