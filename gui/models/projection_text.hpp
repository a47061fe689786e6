// SPDX-FileCopyrightText: 2026 The Plimsoll authors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "gui/models/projected_bills.hpp"
#include "gui/models/summary_page.hpp"
#include "gui/models/table.hpp"

namespace plimsoll::gui {

/// The months ahead in words: who is the cheapest from when on, the sums with what they may be, budgets, who misses
/// objectives from when on, and what decides how sure a sum is. Names are links to deployments.
[[nodiscard]] QString projectionHtml(const ProjectedBills& bills, const SummaryLook& look);

/// A row for each month of each deployment.
[[nodiscard]] Table projectionTable(const ProjectedBills& bills);

/// "$1,964 ($1,678 to $2,312)".
[[nodiscard]] QString predictionText(const BillPrediction& bill, const QString& currency);

}  // namespace plimsoll::gui
