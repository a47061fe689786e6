// SPDX-FileCopyrightText: 2026 The Plimsoll authors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <QList>
#include <QStringList>
#include <optional>

class QCPAxis;
class QCustomPlot;
class QColor;
class QFont;
class QPointF;

namespace plimsoll::gui {

/// Makes a vertical axis one of rows: 0 at the top, names instead of numbers, as many as have room. Long names lose
/// their middle: beginning and end tell them apart.
void setRows(QCPAxis& axis, const QStringList& names);

/// The row at a position of the plot; empty: between rows, or beyond them.
[[nodiscard]] std::optional<int> rowAt(const QCPAxis& axis, const QPointF& position, int rows);

/// How many rows of so many lines each can be read in that height, in pixels; at least five.
[[nodiscard]] double readableRows(const QFont& font, int height, double lines = 1);

/// Texts beside the rows, at the right of the plot: an empty one for a row without. Colours by row.
void setRowLabels(QCustomPlot& plot, const QStringList& texts, const QList<QColor>& colours, const QFont& font);

/// Height of a bar, of the distance of two rows: few rows have room for more air between them.
[[nodiscard]] double barHeight(qsizetype rows);

}  // namespace plimsoll::gui
