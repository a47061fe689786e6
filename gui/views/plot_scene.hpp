// SPDX-FileCopyrightText: 2026 The Plimsoll authors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <QJsonObject>

class QCustomPlot;

namespace plimsoll::gui {

/// Everything that a plot shows, as words and numbers: axes with labels and ranges, plottables with names and data
/// (long ones by their number of points, ends and extremes), texts and lines. Positions in pixels are left out, so
/// that the description is the same on every machine; numbers have six significant digits.
[[nodiscard]] QJsonObject sceneOf(const QCustomPlot& plot);

}  // namespace plimsoll::gui
