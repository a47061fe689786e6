// SPDX-FileCopyrightText: 2026 The Plimsoll authors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "gui/models/sweep.hpp"
#include "gui/models/table.hpp"

namespace plimsoll::gui {

/// A line of the table for each of these rows, in their order; the cheapest of each point has a star.
[[nodiscard]] Table tableOf(const Sweep& sweep, const QList<int>& rows);

/// What a row says, in a few lines: deployment, point, p99, cost, objectives.
[[nodiscard]] QString rowText(const Sweep& sweep, int row);

}  // namespace plimsoll::gui
