// SPDX-FileCopyrightText: 2026 The Plimsoll authors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <optional>

#include <qcustomplot.h>

namespace plimsoll::gui {

/// How a line across a plot looks: a limit, a percentile, the present load.
struct GuideStyle {
    QPen pen;
    QColor text;
    QFont font;
    QColor background = {};  ///< behind the name, so that what crosses it can be told from it; invalid: none
};

/// A vertical line at x over the whole height, named at its upper end, on the side with more room.
void addVerticalGuide(QCustomPlot& plot, double x, const QString& name, const GuideStyle& style);

/// A horizontal line at y over the whole width, named above its right end, or from that share of the width on.
void addHorizontalGuide(QCustomPlot& plot, double y, const QString& name, const GuideStyle& style,
                        std::optional<double> from = {});

/// Shades everything right of x, or above y, below the data.
void shadeRightOf(QCustomPlot& plot, double x, const QBrush& brush);
void shadeAbove(QCustomPlot& plot, double y, const QBrush& brush);

}  // namespace plimsoll::gui
