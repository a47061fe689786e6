// SPDX-FileCopyrightText: 2026 The Plimsoll authors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "gui/models/sweep.hpp"
#include "gui/models/table.hpp"

#include <QPair>

#include <optional>

namespace plimsoll::gui {

/// A value of an axis at which two deployments cost the same, the other axes standing still.
struct BreakEven {
    QList<int> at;                        ///< step of each axis; that of the axis is the one below
    double value = 0;                     ///< of the axis
    std::optional<results::Interval> ci;  ///< by chance; none without intervals of both
    int cheaperBelow = 0;                 ///< deployment
};

/// The costs of one deployment along an axis.
struct CostLine {
    QList<double> x;                ///< ascending
    QList<results::Estimate> cost;  ///< USD/month
};

/// At the steps that `at` has on the other axes. \pre the axis has numbers
[[nodiscard]] CostLine costsAlong(const Sweep& sweep, int axis, const QList<int>& at, int deployment);

/// At those steps: whether they meet their objectives or not, ascending. By the rule of the load curve's break-evens:
/// costs are joined in log(value), so that values that are not positive say nothing.
[[nodiscard]] QList<BreakEven> breakEvensAlong(const Sweep& sweep, int axis, const QList<int>& at, int one, int other);

/// At all combinations of the other axes, in their order.
[[nodiscard]] QList<BreakEven> breakEvens(const Sweep& sweep, int axis, int one, int other);

/// The first two deployments of which one is the cheapest that meets its objectives at a step of the axis and the other
/// one at the next; nothing where the cheapest stays the same.
[[nodiscard]] std::optional<QPair<int, int>> rivalsAlong(const Sweep& sweep, int axis, const QList<int>& at);

/// A line for each.
[[nodiscard]] Table breakEvenTable(const Sweep& sweep, int axis, int one, int other);

/// "load 7.1 (6.5 to 7.8): below it 'model API' is cheaper, above it 'Lambda'".
[[nodiscard]] QString textOf(const Sweep& sweep, int axis, const BreakEven& even, int one, int other);

}  // namespace plimsoll::gui
