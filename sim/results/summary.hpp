// SPDX-FileCopyrightText: 2026 The Plimsoll authors
// SPDX-License-Identifier: Apache-2.0
#pragma once

#include "sim/results/comparison.hpp"

#include <cstdint>
#include <span>

/// From the runs of one deployment to its result.
namespace plimsoll::results {

[[nodiscard]] DeploymentResult summarise(const ScenarioFacts& scenario, const DeploymentRuns& deployment);

/// Pooled percentiles and mean, intervals by sectioning over the runs that measured something.
[[nodiscard]] LatencySummary summarise_latency(std::span<const RunResult> runs, Histogram RunResult::*which);

[[nodiscard]] CostSummary summarise_cost(std::span<const RunResult> runs, Duration horizon);

/// FNV-1a over the bytes of the values, in order, least significant byte first.
[[nodiscard]] std::uint64_t combined_fingerprint(std::span<const std::uint64_t> fingerprints);

}  // namespace plimsoll::results
