// SPDX-FileCopyrightText: 2026 The Plimsoll authors
// SPDX-License-Identifier: Apache-2.0
#include "sim/compare/comparison.hpp"

#include "scenarios/input_error.hpp"
#include "sim/compare/summary.hpp"
#include "sim/compare/verdict.hpp"
#include "sim/compare/warnings.hpp"

#include <algorithm>

namespace plimsoll::results {

bool DeploymentResult::feasible() const noexcept {
    if (replications == 0 || (deadline && !deadline->met)) return false;
    return std::all_of(slo.begin(), slo.end(), [](const SloOutcome& outcome) { return outcome.met; });
}

bool DeploymentResult::audit_passed() const noexcept {
    return std::all_of(audit.begin(), audit.end(), [](const AuditSummary& check) { return check.passed; });
}

Comparison compare(ScenarioFacts scenario, const std::vector<DeploymentRuns>& deployments, ComparisonNotes notes) {
    Comparison comparison;
    comparison.scenario = std::move(scenario);
    comparison.notes = std::move(notes);
    std::vector<std::uint64_t> fingerprints;
    for (const auto& runs : deployments) {
        comparison.deployments.push_back(summarise(comparison.scenario, runs));
        fingerprints.push_back(comparison.deployments.back().fingerprint);
    }
    std::sort(fingerprints.begin(), fingerprints.end());
    comparison.fingerprint = combined_fingerprint(fingerprints);
    comparison.verdict = decide(comparison.deployments);
    for (auto& deployment : comparison.deployments) deployment.warnings = deployment_warnings(deployment);
    comparison.warnings = comparison_warnings(comparison);
    return comparison;
}

}  // namespace plimsoll::results
