// SPDX-FileCopyrightText: 2026 The Plimsoll authors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "gui/models/shown_comparison.hpp"
#include "gui/models/table.hpp"
#include "pricing/money.hpp"

#include <QString>
#include <optional>
#include <vector>

namespace plimsoll::gui {

/// What the steps from one cost to another are.
enum class WaterfallBy { item, driver, tenant };

/// One item, driver or tenant of two bills, per month.
struct WaterfallStep {
    QString item;
    pricing::Money before, after;

    [[nodiscard]] pricing::Money difference() const { return after - before; }
};

/// The way from one deployment's monthly cost to another's: `from` + all differences + `rounding` = `to`, exactly.
struct Waterfall {
    int from = 0, to = 0;              ///< indices of the deployments
    pricing::Money before, after;      ///< their costs per month, as the result has them
    std::vector<WaterfallStep> steps;  ///< savings first, the largest first; then what costs more
    pricing::Money rounding;           ///< costs per month are stated to a millionth of a dollar
};

/// Among the deployments that are shown, from the baseline, or else the recommended one, to the selected one, or else
/// the runner-up; where the two would be the same or the result names none, the first others that gave a result.
/// Empty: there are no two.
[[nodiscard]] std::optional<Waterfall> costWaterfall(const Result& result, std::optional<int> baseline,
                                                     std::optional<int> selected, const ShownComparison& shown,
                                                     WaterfallBy by = WaterfallBy::item);

/// Whether the result tells who sent the requests.
[[nodiscard]] bool knowsTenants(const Result& result);

/// The steps that change something, at most `most`: beyond these the smallest are one, "N other items".
[[nodiscard]] std::vector<WaterfallStep> largestSteps(const Waterfall& waterfall, int most);

/// Item by item, with exact amounts.
[[nodiscard]] Table waterfallTable(const Result& result, const Waterfall& waterfall);

}  // namespace plimsoll::gui
