// SPDX-FileCopyrightText: 2026 The Plimsoll authors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "gui/models/latency_figure.hpp"

#include <QList>

namespace plimsoll::gui {

/// A deployment between cost and latency.
struct TradeOff {
    int deployment = 0;
    results::Estimate latency;  ///< s
    results::Estimate cost;     ///< USD/month
    bool feasible = false;
    /// One that costs no more and is no slower, is better in one of both, and is feasible where this one is: the
    /// cheapest such. Empty: none, the deployment lies on the Pareto front.
    std::optional<int> dominatedBy;
    /// Whether the intervals of the differences, paired by replication, say so, too; empty without intervals.
    std::optional<bool> clear;
};

/// Of the deployments at these places that have a latency, compared with one another. O(n^2).
[[nodiscard]] QList<TradeOff> tradeOffs(const Result& result, const QList<int>& deployments, LatencyFigure figure);

/// Those that nothing dominates, from the fastest to the cheapest. Of equal ones all.
[[nodiscard]] QList<TradeOff> paretoFront(const QList<TradeOff>& all);

/// "costs $217 more a month than 'X' and is slower: 448 ms against 13.0 ms"; empty for one on the front.
[[nodiscard]] QString whyDominated(const Result& result, const TradeOff& dominated, LatencyFigure figure);

/// "against 'X': +$217 a month (×2.3), +4.61 ms (+34.5 %)"; empty for the baseline itself.
[[nodiscard]] QString againstBaseline(const Result& result, const TradeOff& tradeOff, int baseline,
                                      LatencyFigure figure);

}  // namespace plimsoll::gui
