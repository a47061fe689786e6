// SPDX-FileCopyrightText: 2026 The Plimsoll authors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "gui/views/legend_strip.hpp"

#include <QColor>
#include <QFont>
#include <QList>
#include <QString>

class QCustomPlot;

namespace plimsoll::gui {

/// A row of a waterfall: a bar from one amount to another, and what stands beside it.
struct WaterfallBar {
    QString name;
    double from = 0, to = 0;
    QString label;
    bool isTotal = false;
};

/// How a waterfall looks.
struct WaterfallStyle {
    bool dark = false;
    QColor text, soft;
    QFont font;
};

/// "+$1.20", "−$3.00".
[[nodiscard]] QString signedMoney(double amount, const QString& currency = QStringLiteral("USD"));

/// Draws the bars as rows of the y axis, along the x axis, whose range they set unless it is kept, with their labels
/// and lines from the end of each to the start of the next. \returns the legend
QList<LegendEntry> drawWaterfall(QCustomPlot& plot, const QList<WaterfallBar>& bars, const WaterfallStyle& style,
                                 bool keepRange);

}  // namespace plimsoll::gui
