// SPDX-FileCopyrightText: 2026 The Plimsoll authors
// SPDX-License-Identifier: Apache-2.0
#include "sim/compare/regression.hpp"

namespace plimsoll::results {

bool regresses(const FigureChange& change, double allowance) {
    return change.difference() > 0 && change.relative() > allowance && change.clear().value_or(true);
}

RegressionCheck check_regression(const Comparison& baseline, const Comparison& now, const Allowances& allowances) {
    const auto change = change_between(baseline, now);
    RegressionCheck check{change.recommended_before, change.recommended_after, {}, {}};
    if (check.before == nullptr || check.after == nullptr) return check;
    const bool paired = share_random_numbers(baseline, now);
    check.cost_per_month = cost_change(*check.before, *check.after, paired);
    check.latency_p99_s = p99_change(*check.before, *check.after, paired);
    check.cost_regressed = check.cost_per_month && regresses(*check.cost_per_month, allowances.cost);
    check.p99_regressed = check.latency_p99_s && regresses(*check.latency_p99_s, allowances.p99);
    return check;
}

}  // namespace plimsoll::results
