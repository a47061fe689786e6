// SPDX-FileCopyrightText: 2026 The Plimsoll authors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "gui/models/shown_comparison.hpp"
#include "gui/models/summary_page.hpp"
#include "gui/models/table.hpp"

namespace plimsoll::gui {

/// What it costs, for who pays: a month, a year, against the budget and the next best, whether that difference is
/// clear, and how old the prices are. As the HTML that QTextDocument knows.
[[nodiscard]] QString moneyHtml(const Result& result, const SummaryLook& look);

/// A row for each deployment that is shown, the cheapest first: a month, a year, and how much more than the
/// recommended.
[[nodiscard]] Table moneyTable(const Result& result, const ShownComparison& shown);

}  // namespace plimsoll::gui
