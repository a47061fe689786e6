// SPDX-FileCopyrightText: 2026 The Plimsoll authors
// SPDX-License-Identifier: Apache-2.0
#include "sim/run/follow_ups.hpp"

#include "sim/compare/rare_events.hpp"

#include <algorithm>
#include <cmath>

namespace plimsoll::sim {

namespace {

using Points = std::vector<PlannedPoint>;

/// Whether that deployment was simulated near that load, so that another simulation would tell nothing new.
bool is_known(const Points& done, std::size_t deployment, double load) {
    constexpr double kSame = 0.05;  // of the load: so near, the slope of the costs leads to the crossing
    return std::any_of(done.begin(), done.end(), [&](const PlannedPoint& planned) {
        const auto& [which, replication, overrides] = planned.point;
        return planned.role == Role::crossing && which == deployment && std::abs(overrides.load / load - 1) < kSame;
    });
}

/// The crossing to the next of sixteen loads an octave, inside of the two that it lies between: a changed price moves a
/// crossing a little, and then finds what was simulated before.
double near_crossing(const results::LoadChange& change) {
    constexpr double kPerOctave = 16;
    const auto at = [](double step) { return std::exp2(step / kPerOctave); };
    double step = std::round(std::log2(change.load) * kPerOctave);
    if (at(step) <= change.load_below) ++step;
    if (at(step) >= change.load_above) --step;
    return at(step) > change.load_below ? at(step) : change.load;
}

void add_crossing(const Experiment& experiment, const results::LoadChange& change, const Points& done, Points& points) {
    std::vector<std::size_t> two;
    for (std::size_t d = 0; d < experiment.deployments.size(); ++d)
        if (const auto& name = experiment.deployments[d].name; name == change.from || name == change.to)
            two.push_back(d);
    const auto known = [&](std::size_t deployment) { return is_known(done, deployment, change.load); };
    if (two.size() != 2 || std::all_of(two.begin(), two.end(), known)) return;
    const auto replications = experiment.scenario.experiment.replications;
    const double load = near_crossing(change);
    for (const std::size_t d : two)
        for (std::uint32_t r = 0; r < replications; ++r) points.push_back({{d, r, {.load = load}}, Role::crossing});
}

/// By which factor interruptions must be more frequent for about five in a replication.
double more_often(const DeploymentPlan& plan, const results::DeploymentResult& result, Duration horizon) {
    constexpr double kWanted = 5;
    constexpr double kAtLeast = 2;
    double usual_s = 0;
    for (const auto& pool : plan.pools)
        if (pool.interruptions) usual_s = seconds_of(pool.interruptions->mean_time_to_interruption);
    const double up_s = result.instances.mean * seconds_of(horizon);
    return up_s > 0 ? std::max(kAtLeast, kWanted * usual_s / up_s) : 0;
}

void add_interruptions(const Experiment& experiment, const results::Comparison& comparison, std::size_t deployment,
                       const Points& done, Points& points) {
    const auto& result = comparison.deployments[deployment];
    const auto& plan = experiment.deployments[deployment];
    const auto& spec = experiment.scenario.experiment;
    const bool known = std::any_of(done.begin(), done.end(), [&](const PlannedPoint& planned) {
        return planned.role == Role::interruptions && planned.point.deployment == deployment;
    });
    const double factor = more_often(plan, result, spec.horizon);
    if (known || factor == 0 || !results::saw_few_interruptions(result)) return;
    constexpr std::uint32_t kMost = 4;  // some twenty interruptions: what one changes is known to a quarter
    for (std::uint32_t r = 0; r < std::min(spec.replications, kMost); ++r)
        points.push_back({{deployment, r, {.interruptions = factor}}, Role::interruptions});
}

}  // namespace

std::vector<PlannedPoint> follow_ups(const Experiment& experiment, const results::Comparison& comparison,
                                     const Points& done) {
    Points points;
    if (experiment.scenario.experiment.replications < 2) return points;  // no interval can come of it
    for (const auto& change : comparison.verdict.changes)
        if (change.kind == results::LoadChange::Kind::cost) {
            Points all = done;
            all.insert(all.end(), points.begin(), points.end());
            add_crossing(experiment, change, all, points);
        }
    for (std::size_t d = 0; d < experiment.deployments.size(); ++d)
        add_interruptions(experiment, comparison, d, done, points);
    return points;
}

}  // namespace plimsoll::sim
