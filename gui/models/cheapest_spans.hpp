// SPDX-FileCopyrightText: 2026 The Plimsoll authors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "gui/models/result.hpp"

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
    [[nodiscard]] bool changes() const { return deployment != to; }
};

/// Ascending and without gaps, from the first simulated load to the last; empty with fewer than two of them. Costs
/// cross where the verdict says.
[[nodiscard]] QList<CheapestSpan> cheapestSpans(const Result& result);

}  // namespace plimsoll::gui
