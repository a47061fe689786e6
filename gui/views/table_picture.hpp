// SPDX-FileCopyrightText: 2026 The Plimsoll authors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "gui/models/table.hpp"

#include <QFont>
#include <QPalette>
#include <QSize>

class QPaintDevice;

namespace plimsoll::gui {

/// Draws a table as a page would show it, for the pictures of views that are tables. What does not fit is cut off
/// with a line that says how many rows more there are.
void paintTable(QPaintDevice& device, const QSize& size, const Table& table, const QFont& font,
                const QPalette& palette);

}  // namespace plimsoll::gui
