// SPDX-FileCopyrightText: 2026 The Plimsoll authors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <QLineF>
#include <QList>

#include <optional>

namespace plimsoll::gui {

/// Where a value that is known at points of a grid passes 0, linear between neighbours (marching squares; where
/// opposite corners of a square are alike, the mean of the four says which are joined). Of a square with three known
/// corners it is told in their triangle, of one with fewer nothing. In a single row or column the lines reach half a
/// step to either side. \param values row by row; the point in column i and row j has the coordinates (i, j)
[[nodiscard]] QList<QLineF> zeroLines(const QList<std::optional<double>>& values, int columns);

}  // namespace plimsoll::gui
