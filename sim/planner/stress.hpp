// SPDX-FileCopyrightText: 2026 The Plimsoll authors
// SPDX-License-Identifier: Apache-2.0
#pragma once

#include "sim/plan/plan.hpp"
#include "sim/planner/answer.hpp"
#include "sim/run/run.hpp"
#include "sim/run/run_store.hpp"

#include <cstddef>
#include <optional>
#include <string>
#include <vector>

/// What becomes of a deployment when something goes wrong: each stress alone, for the whole horizon.
namespace plimsoll::sim {

enum class Stress : std::uint8_t {
    none,       ///< as it is
    traffic,    ///< so many times the requests
    instances,  ///< half of the places for instances are gone, rounded down: a zone of two
    spot,       ///< no spot capacity: what may fall back is on-demand, the rest is not there
    prices,     ///< every price so many times as high
    steps,      ///< every step takes so many times as long
};

struct StressOptions {
    double traffic = 3;
    double prices = 1.3;
    double steps = 2;
    unsigned jobs = 1;          ///< simulations at a time; the result is the same
    RunStore* store = nullptr;  ///< of finished simulations; may be null
};

/// A deployment under one stress.
struct StressRow {
    enum class Outcome : std::uint8_t {
        simulated,
        unconcerned,   ///< it has no spot machines, no instances
        nothing_left,  ///< no instance is left that could answer
        lost           ///< its simulations ended without a result
    };
    Stress stress = Stress::none;
    Outcome outcome = Outcome::simulated;
    std::optional<CandidateFigures> figures;  ///< where it was simulated
    /// Where an objective is missed: which part of latency is the largest: "queue", "cold start" …
    std::string cause;
};

struct StressedDeployment {
    std::string name;
    std::vector<StressRow> rows;  ///< the first is the deployment as it is
};

struct StressReport {
    StressOptions options;
    std::vector<StressedDeployment> deployments;
    std::vector<LostRun> lost;
    std::vector<std::string> remarks;
};

/// "traffic x 3", "prices +30 %".
[[nodiscard]] std::string stress_name(Stress stress, const StressOptions& options);

/// What is left of the deployment and its offers under this stress. Traffic and prices leave it as it is. Nothing where
/// no pool is left.
[[nodiscard]] std::optional<DeploymentPlan> stressed(DeploymentPlan plan, pricing::DeploymentOffers& offers,
                                                     Stress stress, const StressOptions& options);

/// Simulates these deployments of the experiment under each stress, in as many replications as it says.
/// \throws InputError, IoError, ModelBug, Interrupted as run_experiment
[[nodiscard]] StressReport run_stresses(const Experiment& experiment, const std::vector<std::size_t>& deployments,
                                        const StressOptions& options);

/// The report for people, no wider than so many columns.
[[nodiscard]] std::string stress_text(const StressReport& report, std::size_t width);
/// The report for programs: `plimsoll.stress/1` (docs/planning.md).
[[nodiscard]] std::string stress_json(const StressReport& report, const Experiment& experiment);

}  // namespace plimsoll::sim
