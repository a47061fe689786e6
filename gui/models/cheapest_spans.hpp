// SPDX-FileCopyrightText: 2026 The Plimsoll authors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "gui/models/shown_comparison.hpp"

#include <QList>

#include <optional>

namespace plimsoll::gui {

/// Which deployment is the cheapest that meets its objectives over a span of the load curve.
struct CheapestSpan {
    double fromRate = 0, toRate = 0;  ///< requests/s
    std::optional<int> deployment;    ///< empty: none meets them
    /// Where objectives begin or stop to be met somewhere between two simulated loads: it changes to this one, at a
    /// load that is not known. Otherwise the same as `deployment`.
    std::optional<int> to;
    bool clear = true;  ///< the next one costs clearly more all along; false between the ends of a crossing, too
    [[nodiscard]] bool changes() const { return deployment != to; }
};

/// Among the deployments that are shown, ascending and without gaps, from the first simulated load to the last; empty
/// with fewer than two of them. Costs cross where the verdict says, in the interval that it says.
[[nodiscard]] QList<CheapestSpan> cheapestSpans(const Result& result, const ShownComparison& shown);

}  // namespace plimsoll::gui
