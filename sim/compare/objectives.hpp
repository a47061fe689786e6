// SPDX-FileCopyrightText: 2026 The Plimsoll authors
// SPDX-License-Identifier: Apache-2.0
#pragma once

#include "sim/compare/comparison.hpp"

#include <span>

/// Whether latency objectives and deadlines are met. A request that never got an answer counts as infinitely slow, so
/// that a deployment cannot look fast by turning requests away.
namespace plimsoll::results {

/// Share of the arrived requests that got no answer: 1 - completed / arrived; 0 when none arrived.
[[nodiscard]] double unanswered_share(std::span<const RunResult> runs);

[[nodiscard]] SloOutcome judge_slo(const scenarios::SloSpec& slo, std::span<const RunResult> runs);

[[nodiscard]] DeadlineOutcome judge_deadline(Duration deadline, std::span<const RunResult> runs);

}  // namespace plimsoll::results
