// SPDX-FileCopyrightText: 2026 The Plimsoll authors
// SPDX-License-Identifier: Apache-2.0
#pragma once

#include "sim/measured/run_result.hpp"
#include "sim/planner/answer.hpp"
#include "sim/planner/selection.hpp"
#include "sim/planner/space.hpp"

#include <cstddef>
#include <optional>
#include <span>
#include <vector>

/// A plan over what may come: one figure of what a candidate costs in each future, and whether it meets its objectives
/// in enough of them (docs/decisions/0030-plans-over-several-futures.md).
namespace plimsoll::sim {

/// The futures of a plan, and what is made small over them.
struct Outlook {
    std::span<const Space> futures;
    Aim aim;
    Quorum quorum;
    /// By future, where the aim is regret: what the cheapest that meets its objectives there costs a month. Nothing
    /// where none does: nobody regrets what could not be had.
    std::vector<std::optional<double>> best;

    /// What is made small. \param costs per month, by future
    [[nodiscard]] double figure(std::span<const double> costs) const;
    /// A regret has no scale of its own: samples hold it above what a month costs whoever knows what comes, so that a
    /// tolerance is a share of money spent. 0 for all other aims.
    [[nodiscard]] double offset() const;
};

/// The simulations of a candidate by future, each replication by replication.
using RunsByFuture = std::vector<std::span<const results::RunResult>>;

/// As fill_sample() of a space; costs are figures, above the offset.
void fill_sample(const Outlook& outlook, std::size_t candidate, const RunsByFuture& runs, double tolerance,
                 Sample& sample);

/// As figures_of() of a space, with what happens in each future where there are several. \pre there are runs
[[nodiscard]] CandidateFigures figures_of(const Outlook& outlook, std::size_t candidate, const RunsByFuture& runs);

}  // namespace plimsoll::sim
