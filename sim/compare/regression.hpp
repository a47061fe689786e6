// SPDX-FileCopyrightText: 2026 The Plimsoll authors
// SPDX-License-Identifier: Apache-2.0
#pragma once

#include "sim/compare/result_change.hpp"

#include <optional>

/// Whether what is recommended got worse: the gate of a pipeline.
namespace plimsoll::results {

/// By how much a figure may rise, as shares of what it was.
struct Allowances {
    double cost = 0;
    double p99 = 0;
};

/// What is recommended now against what was recommended before; the two may be different deployments.
struct RegressionCheck {
    const DeploymentResult* before = nullptr;  ///< null: nothing met the objectives
    const DeploymentResult* after = nullptr;
    std::optional<FigureChange> cost_per_month, latency_p99_s;
    bool cost_regressed = false;
    bool p99_regressed = false;

    /// Something met the objectives before, and nothing does now.
    [[nodiscard]] bool recommendation_lost() const { return before != nullptr && after == nullptr; }
    [[nodiscard]] bool passed() const { return !cost_regressed && !p99_regressed && !recommendation_lost(); }
};

/// A figure regresses where it rises by more than is allowed and by more than chance explains. With one replication
/// nobody knows what chance explains: then what is allowed decides alone.
[[nodiscard]] bool regresses(const FigureChange& change, double allowance);

/// Points into both comparisons.
[[nodiscard]] RegressionCheck check_regression(const Comparison& baseline, const Comparison& now,
                                               const Allowances& allowances);

}  // namespace plimsoll::results
