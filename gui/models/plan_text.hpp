// SPDX-FileCopyrightText: 2026 The Plimsoll authors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "gui/models/plan_answer.hpp"
#include "gui/models/summary_page.hpp"
#include "gui/models/table.hpp"

namespace plimsoll::gui {

/// The planner's answer as a page: the winner and why, how sure that is, what binds, what a tenth less of it costs, the
/// next one, what would flip the choice, and what the search took. Links "use:INDEX" take a candidate into the
/// scenario.
[[nodiscard]] QString planHtml(const PlanAnswer& plan, const SummaryLook& look);

/// The candidate of such a link.
[[nodiscard]] std::optional<int> candidateOfLink(const QString& link);

/// A line for each candidate that the answer names.
[[nodiscard]] Table planTable(const PlanAnswer& plan);

/// "p99 latency <= 150 ms: 142 ms".
[[nodiscard]] QString bindingText(const PlanCandidate& candidate);

}  // namespace plimsoll::gui
