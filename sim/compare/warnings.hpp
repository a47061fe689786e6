// SPDX-FileCopyrightText: 2026 The Plimsoll authors
// SPDX-License-Identifier: Apache-2.0
#pragma once

#include "sim/compare/comparison.hpp"

#include <chrono>
#include <optional>
#include <string>
#include <vector>

/// Warnings that matter: what makes a number mean less, or something else, than a reader may think, and what to do
/// about it. One rule per function; a rule gives nothing where all is well.
namespace plimsoll::results {

using MaybeWarning = std::optional<Warning>;

/// A price older than that is stale.
inline constexpr std::chrono::days kStalePrice{180};

[[nodiscard]] MaybeWarning warn_no_result(const DeploymentResult& deployment);
[[nodiscard]] MaybeWarning warn_unstable(const DeploymentResult& deployment);
/// At least 1 % of the requests waited for a cold start, and that wait makes at least half of the p99.
[[nodiscard]] MaybeWarning warn_cold_start_tail(const DeploymentResult& deployment);
[[nodiscard]] MaybeWarning warn_rejected(const DeploymentResult& deployment);
[[nodiscard]] MaybeWarning warn_interruptions(const DeploymentResult& deployment);
[[nodiscard]] MaybeWarning warn_deadline_missed(const DeploymentResult& deployment);
[[nodiscard]] MaybeWarning warn_no_deadline(const DeploymentResult& deployment);
/// The upper half of the interval of the p99 is more than 10 % of it; says so of the cost, too, where the cause is one.
[[nodiscard]] MaybeWarning warn_wide_p99(const DeploymentResult& deployment);
/// The same of the cost, where that was not said.
[[nodiscard]] MaybeWarning warn_wide_cost(const DeploymentResult& deployment);
/// The simulation starts empty, and the warm-up does not hide it.
[[nodiscard]] MaybeWarning warn_warm_up(const DeploymentResult& deployment);
/// Fewer than ten interruptions in all replications.
[[nodiscard]] MaybeWarning warn_few_interruptions(const DeploymentResult& deployment);
/// More than 5 % of the steps are timed outside of what the profile holds.
[[nodiscard]] MaybeWarning warn_extrapolated(const DeploymentResult& deployment);
/// Fewer than 1,000 measured requests: fewer than ten of them are beyond the p99.
[[nodiscard]] MaybeWarning warn_few_measured(const DeploymentResult& deployment);
/// Tokens for which the offer has no price.
[[nodiscard]] MaybeWarning warn_unpriced(const DeploymentResult& deployment);

/// Simulations of which nothing came.
[[nodiscard]] MaybeWarning warn_lost(const Comparison& comparison);
[[nodiscard]] MaybeWarning warn_no_slo_met(const Comparison& comparison);
[[nodiscard]] MaybeWarning warn_few_replications(const Comparison& comparison);
/// The oldest price was stale on the date that the caller passed.
[[nodiscard]] MaybeWarning warn_stale_prices(const Comparison& comparison);

/// All rules of a deployment, in the order above.
[[nodiscard]] std::vector<Warning> deployment_warnings(const DeploymentResult& deployment);
/// What was noted about the traffic, then all rules of the whole comparison.
[[nodiscard]] std::vector<Warning> comparison_warnings(const Comparison& comparison);

}  // namespace plimsoll::results
