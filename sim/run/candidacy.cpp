// SPDX-FileCopyrightText: 2026 The Plimsoll authors
// SPDX-License-Identifier: Apache-2.0
#include "sim/run/candidacy.hpp"

#include "sim/run/example_price.hpp"

#include <algorithm>

namespace plimsoll::sim {

Candidacy candidacy_of(const Experiment& experiment, std::size_t deployment) {
    const auto& plans = experiment.deployments;
    const auto is_batch = [](const DeploymentPlan& plan) { return plan.serving == scenarios::Serving::batch; };
    if (!experiment.scenario.experiment.examples_compete &&
        has_example_price(plans[deployment], experiment.offers[deployment]))
        return Candidacy::example;
    const bool somebody_waits = !experiment.scenario.slo.empty() && !std::all_of(plans.begin(), plans.end(), is_batch);
    return is_batch(plans[deployment]) && somebody_waits ? Candidacy::answers_later : Candidacy::competes;
}

}  // namespace plimsoll::sim
