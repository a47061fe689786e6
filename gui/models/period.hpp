// SPDX-FileCopyrightText: 2026 The Plimsoll authors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "sim/compare/comparison.hpp"

#include <QString>

#include <optional>

namespace plimsoll::gui {

/// Results hold what a month costs. Pictures and texts show it for the period of the preferences; tables and what is
/// exported from them stay in USD/month, which their columns say.

/// What a month costs as what the period does: itself, or twelve of them.
[[nodiscard]] double inPeriod(double usdPerMonth);
[[nodiscard]] results::Estimate inPeriod(results::Estimate usdPerMonth);

/// "a month".
[[nodiscard]] QString aPeriod();
/// "$89.37".
[[nodiscard]] QString costAmount(double usdPerMonth);
/// "$89.37 a month", "$89.37 ± 0.16 a month".
[[nodiscard]] QString costText(double usdPerMonth, const std::optional<results::Interval>& ci = {});
/// "cost (USD a month)", of an axis.
[[nodiscard]] QString costTitle();

}  // namespace plimsoll::gui
