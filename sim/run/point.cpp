// SPDX-FileCopyrightText: 2026 The Plimsoll authors
// SPDX-License-Identifier: Apache-2.0
#include "sim/run/point.hpp"

#include "sim/compare/statistics.hpp"
#include "sim/plan/bucket_length.hpp"
#include "sim/random/stream.hpp"

#include <algorithm>
#include <chrono>
#include <cmath>

namespace plimsoll::sim {

namespace {

/// Beside a datasheet, a profile is as far off as it will be in 95 of 100 cases.
template <class Law>
Law with_other_steps(const Law& law, const PoolPlan& pool, double step_shift, bool beside_datasheet) {
    if (pool.datasheet_times) return law.scaled(std::pow(kDatasheetFactor, step_shift));
    return law.shifted(beside_datasheet ? results::kNormal975 * step_shift : step_shift);
}

void shift_steps(DeploymentPlan& plan, double step_shift) {
    if (step_shift == 0) return;
    const bool datasheet = plan.rests_on_datasheets();
    for (auto& pool : plan.pools) {
        if (pool.tokens)
            pool.tokens->step_time = with_other_steps(pool.tokens->step_time, pool, step_shift, datasheet);
        else
            pool.service = with_other_steps(pool.service, pool, step_shift, datasheet);
    }
}

void interrupt_more(DeploymentPlan& plan, double times) {
    if (times == 1) return;
    for (auto& pool : plan.pools) {
        if (!pool.interruptions) continue;
        auto& mean = pool.interruptions->mean_time_to_interruption;
        mean = std::max<Duration>(duration_from_seconds(seconds_of(mean) / times), std::chrono::seconds(1));
    }
}

/// A transfer takes longer by being larger: who shares the link with it feels that, too.
void stretch_starts(DeploymentPlan& plan, double times) {
    if (times == 1) return;
    const auto stretched = [&](Duration phase) { return duration_from_seconds(seconds_of(phase) * times); };
    for (auto& pool : plan.pools) {
        auto& start = pool.start;
        for (Duration* phase : {&start.provision, &start.boot, &start.warm_up}) *phase = stretched(*phase);
        start.image_bytes *= times;
        start.weights_bytes *= times;
    }
}

}  // namespace

SimulationInput input_of(const Experiment& experiment, const Point& point) {
    /// Of a deployment's instances: more cannot be told apart on a chart, and would only make results long.
    constexpr std::size_t kMostLives = 500;
    const auto& spec = experiment.scenario.experiment;
    SimulationInput input{experiment.deployments[point.deployment], point.overrides.load, {}};
    shift_steps(input.plan, point.overrides.step_shift);
    interrupt_more(input.plan, point.overrides.interruptions);
    stretch_starts(input.plan, point.overrides.starts);
    input.options.horizon = spec.horizon;
    input.options.warm_up = spec.warm_up;
    input.options.bucket = bucket_length(spec);
    input.options.seed = replication_seed(spec.seed, point.replication);
    const bool in_detail = experiment.in_detail && point.replication == 0 && point.overrides == Overrides{};
    input.options.lives = in_detail ? kMostLives : 0;
    input.options.bucket_quantiles = in_detail;
    input.options.tenants = experiment.tenants.size();
    return input;
}

}  // namespace plimsoll::sim
