// SPDX-FileCopyrightText: 2026 The Plimsoll authors
// SPDX-License-Identifier: Apache-2.0
#pragma once

#include "sim/compare/comparison.hpp"

#include <optional>
#include <span>
#include <vector>

/// Whether latency objectives and deadlines are met. A request that never got an answer counts as infinitely slow, so
/// that a deployment cannot look fast by turning requests away.
namespace plimsoll::results {

/// Share of the arrived requests that got no answer: 1 - completed / arrived; 0 when none arrived.
[[nodiscard]] double unanswered_share(std::span<const RunResult> runs);

[[nodiscard]] SloOutcome judge_slo(const scenarios::SloSpec& slo, std::span<const RunResult> runs);

[[nodiscard]] DeadlineOutcome judge_deadline(Duration deadline, std::span<const RunResult> runs);

/// Those who keep the limits of all objectives at once; empty where no objective is a request's. `requests_per_s`: of
/// all that arrive.
[[nodiscard]] std::optional<Goodput> goodput_of(std::span<const scenarios::SloSpec> slos,
                                                std::span<const RunResult> runs, double requests_per_s);

/// Every objective that a deployment is held to.
struct Judgement {
    std::vector<SloOutcome> slo;
    std::optional<DeadlineOutcome> deadline;
    [[nodiscard]] bool met() const;
};

/// A batch is judged by its deadline and not by the objectives on latency, which are meant for someone who waits.
[[nodiscard]] Judgement judge(const ScenarioFacts& scenario, const DeploymentRuns& deployment,
                              std::span<const RunResult> runs);

}  // namespace plimsoll::results
