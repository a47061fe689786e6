// SPDX-FileCopyrightText: 2026 The Plimsoll authors
// SPDX-License-Identifier: Apache-2.0
#pragma once

#include "sim/compare/comparison.hpp"

#include <optional>
#include <string>
#include <vector>

/// What became of a result: the same deployments, before and after.
namespace plimsoll::results {

/// A figure before and after.
struct FigureChange {
    double before = 0;
    double after = 0;
    /// Of the difference, by chance alone: what step times and prices may be off by is the same on both sides. Paired
    /// by replication where both have the same random numbers, else of both together. Empty with one replication.
    std::optional<Interval> difference_ci;
    bool paired = false;

    [[nodiscard]] double difference() const { return after - before; }
    /// The interval excludes 0: more than chance explains. Empty without an interval.
    [[nodiscard]] std::optional<bool> clear() const;
    /// As a share of what it was; infinite where that was 0 and it is more now.
    [[nodiscard]] double relative() const;
};

/// A deployment, matched by name. Figures are empty where one side lacks it, or gave no result.
struct DeploymentChange {
    std::string name;
    const DeploymentResult* before = nullptr;  ///< null: new
    const DeploymentResult* after = nullptr;   ///< null: gone
    std::optional<FigureChange> cost_per_month, latency_p99_s;

    /// The same in all that is compared: fingerprint, cost, objectives.
    [[nodiscard]] bool same() const;
};

/// Points into both comparisons.
struct ResultChange {
    const DeploymentResult* recommended_before = nullptr;  ///< the cheapest that meets its objectives; null: none does
    const DeploymentResult* recommended_after = nullptr;
    std::vector<DeploymentChange> deployments;  ///< those after in their order, then those that are gone

    [[nodiscard]] bool same() const;
};

[[nodiscard]] ResultChange change_between(const Comparison& before, const Comparison& after);

/// Whether replication i of both is driven by the same random numbers.
[[nodiscard]] bool share_random_numbers(const Comparison& before, const Comparison& after);

/// The figures of one deployment against those of another, or of itself.
/// \param paired both are of comparisons that share their random numbers
[[nodiscard]] std::optional<FigureChange> cost_change(const DeploymentResult& before, const DeploymentResult& after,
                                                      bool paired);
[[nodiscard]] std::optional<FigureChange> p99_change(const DeploymentResult& before, const DeploymentResult& after,
                                                     bool paired);

}  // namespace plimsoll::results
