// SPDX-FileCopyrightText: 2026 The Plimsoll authors
// SPDX-License-Identifier: Apache-2.0
#pragma once

#include "sim/compare/comparison.hpp"

#include <cstdint>
#include <span>
#include <vector>

/// From the runs of one deployment to its result.
namespace plimsoll::results {

[[nodiscard]] DeploymentResult summarise(const ScenarioFacts& scenario, const DeploymentRuns& deployment);

/// Pooled percentiles and mean, intervals by sectioning over the runs that measured something.
[[nodiscard]] LatencySummary summarise_latency(std::span<const RunResult> runs, Histogram RunResult::*which);

/// Points of the distribution of the pooled latencies; none where nothing was measured. At most 146.
[[nodiscard]] std::vector<DistributionPoint> summarise_distribution(std::span<const RunResult> runs,
                                                                    Histogram RunResult::*which);

/// Means over the measured requests of all runs.
[[nodiscard]] PartsSummary summarise_parts(std::span<const RunResult> runs);

/// Means over the measured requests of all runs whose latency is about the median, the 95th and the 99th percentile.
[[nodiscard]] std::vector<PartsAtPercentile> summarise_parts_at_percentiles(std::span<const RunResult> runs);

/// FNV-1a over the bytes of the values, in order, least significant byte first.
[[nodiscard]] std::uint64_t combined_fingerprint(std::span<const std::uint64_t> fingerprints);

}  // namespace plimsoll::results
