// SPDX-FileCopyrightText: 2026 The Plimsoll authors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "gui/models/result.hpp"

#include <QString>
#include <QStringList>

/// What views say about one deployment.
namespace plimsoll::gui {

enum class Objectives { none, met, met_unclearly, missed, no_result };

/// Unclearly met: an interval contains its limit.
[[nodiscard]] Objectives objectivesOf(const results::DeploymentResult& deployment);
/// A sign and a word: "✓ met", "≈ met, not clearly", "✗ missed", "– no objective", "? no result".
[[nodiscard]] QString wordOf(Objectives objectives);
/// "✓ met, 99.98 %": with the share of the requests that decides.
[[nodiscard]] QString objectivesText(const results::DeploymentResult& deployment);

/// "$167 ± 11.8"; "–" without a result.
[[nodiscard]] QString costText(const results::DeploymentResult& deployment);
/// The amount of it alone: "$89.37 ± 0.16".
[[nodiscard]] QString costAmountText(const results::DeploymentResult& deployment);
/// "269 ± 2 ms"; "–" where nothing was measured.
[[nodiscard]] QString p99Text(const results::DeploymentResult& deployment);

/// ", not clear" where chance may account for a difference of costs: by the paired replications, or else where the
/// intervals of both overlap.
[[nodiscard]] QString doubtOfDifference(const results::DeploymentResult& one, const results::DeploymentResult& other);

/// Of the objectives and the deadline that are missed, with value and limit: "p99 latency 2.00 s of 1 s".
[[nodiscard]] QStringList missesOf(const results::DeploymentResult& deployment);
/// "done within 5.9 h of 24 h"; empty without a deadline, or where that is missed.
[[nodiscard]] QString deadlineText(const results::DeploymentResult& deployment);

/// Whether a deployment stays within a budget; unclear where the interval of its cost reaches to the other side.
enum class BudgetOutcome { within, within_unclearly, over_unclearly, over, no_result };
[[nodiscard]] BudgetOutcome budgetOutcome(const results::DeploymentResult& deployment, double budget);
[[nodiscard]] inline bool isWithin(BudgetOutcome outcome) { return outcome <= BudgetOutcome::within_unclearly; }
[[nodiscard]] QString signOf(BudgetOutcome outcome);
/// "leaves $33 of the budget", "is $12 over the budget, not clearly".
[[nodiscard]] QString budgetText(const results::DeploymentResult& deployment, double budget);

}  // namespace plimsoll::gui
