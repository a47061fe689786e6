// SPDX-FileCopyrightText: 2026 The Plimsoll authors
// SPDX-License-Identifier: Apache-2.0
#pragma once

#include "sim/compare/comparison.hpp"

#include <optional>
#include <vector>

/// Who stands for choice, and how near each comes to its objectives.
namespace plimsoll::results {

/// Whether the deployment stands for choice beside the others: it answers while someone waits, where others do, and no
/// price of it is invented.
[[nodiscard]] bool competes(const std::vector<DeploymentResult>& deployments, std::size_t which);

/// A batch deployment does not answer while someone waits: where others are held to latency objectives, it is an
/// alternative for work that can wait, named in a sentence of its own.
[[nodiscard]] bool answers_later(const std::vector<DeploymentResult>& deployments, std::size_t which);

/// Those that compete and meet every objective, the cheapest first; of equally cheap ones the earlier in the list.
[[nodiscard]] std::vector<std::size_t> feasible_by_cost(const std::vector<DeploymentResult>& deployments);

/// A value as a multiple of its limit; infinite where there is no value, or where the limit is 0 and the value is not.
[[nodiscard]] double ratio_to(const std::optional<double>& value, Duration limit);

/// By how much the objectives are missed: the largest ratio of a value to its limit; infinite where requests never got
/// an answer, at most 1 where all are met.
[[nodiscard]] double worst_ratio(const DeploymentResult& deployment);

/// The attainment of the objective with the least to spare, which is its attainment less its percentile (100 % for a
/// deadline); 1 where the deployment has none.
[[nodiscard]] double decisive_attainment(const DeploymentResult& deployment);

}  // namespace plimsoll::results
