// SPDX-FileCopyrightText: 2026 The Plimsoll authors
// SPDX-License-Identifier: Apache-2.0
#include "sim/run/run_gather.hpp"

#include "scenarios/enum_names.hpp"
#include "sim/run/example_price.hpp"
#include "sim/run/sensitivity_points.hpp"

#include <fmt/format.h>

#include <algorithm>
#include <iterator>
#include <map>
#include <optional>
#include <set>
#include <string>
#include <utility>
#include <variant>

namespace plimsoll::sim {

namespace {

/// The simulations of one deployment, by what they simulated.
struct Gathered {
    std::map<std::uint32_t, results::RunResult> runs;                  // by replication
    std::map<double, std::vector<results::RunResult>> curve;           // by load
    std::map<double, std::vector<results::RunResult>> near_crossings;  // by load
    std::map<std::uint32_t, results::RunResult> interrupted_more;      // by replication
    std::optional<results::RunResult> faster;
    std::optional<results::RunResult> slower;
    std::vector<std::pair<Point, results::RunResult>> varied;
};

void add(Gathered& deployment, const PlannedPoint& planned, results::RunResult run) {
    const auto& [which, replication, overrides] = planned.point;
    switch (planned.role) {
        case Role::main:
            deployment.runs.emplace(replication, std::move(run));
            break;
        case Role::step_times:
            (overrides.step_shift < 0 ? deployment.faster : deployment.slower) = std::move(run);
            break;
        case Role::load_curve:
            deployment.curve[overrides.load].push_back(std::move(run));
            break;
        case Role::crossing:
            deployment.near_crossings[overrides.load].push_back(std::move(run));
            break;
        case Role::interruptions:
            deployment.interrupted_more.emplace(replication, std::move(run));
            break;
        case Role::sensitivity:
            deployment.varied.emplace_back(planned.point, std::move(run));
            break;
    }
}

using Replications = std::set<std::uint32_t>;

Replications replications_of(const Gathered& deployment) {
    Replications set;
    for (const auto& [replication, run] : deployment.runs) set.insert(replication);
    return set;
}

/// Comparisons pair the runs of two deployments by their place in the list. Where as many are left of both but not
/// the same ones, the pairs would not share their random numbers: then only those that both have stay.
void align(std::vector<Gathered>& deployments) {
    for (bool changed = true; std::exchange(changed, false);) {
        for (auto& left : deployments)
            for (auto& right : deployments) {
                const auto mine = replications_of(left);
                const auto theirs = replications_of(right);
                if (mine.size() != theirs.size() || mine == theirs) continue;
                std::erase_if(left.runs, [&](const auto& run) { return !theirs.contains(run.first); });
                std::erase_if(right.runs, [&](const auto& run) { return !mine.contains(run.first); });
                changed = true;
            }
    }
}

/// The same mean rate throughout.
bool is_steady(const scenarios::WorkloadSpec& workload) {
    const auto* generated = std::get_if<scenarios::GeneratedTraffic>(&workload.traffic);
    if (generated == nullptr || generated->process == scenarios::GeneratedTraffic::Process::mmpp) return false;
    const auto& profile = generated->profile;
    return profile.daily.empty() && profile.weekly.empty() && profile.bursts.empty() && !generated->conversations;
}

results::ScenarioFacts facts_of(const Experiment& experiment) {
    const auto& scenario = experiment.scenario;
    const auto& spec = scenario.experiment;
    return {scenario.name,         scenario.path,     scenario.slo,       spec.seed,
            spec.replications,     spec.horizon,      spec.warm_up,       scenario.workload.load,
            spec.examples_compete, scenario.text,     scenario.overrides, is_steady(scenario.workload),
            experiment.catalogs,   experiment.tenants};
}

std::string device_note(const results::StepTimeSource& source) {
    if (source.profile.empty()) return "step times are datasheet figures";
    return fmt::format("step times are from the profile {}", source.profile);
}

void add_notes(const Experiment& experiment, results::ComparisonNotes& notes) {
    for (const auto& a : experiment.assumptions)
        notes.assumptions.push_back({a.pointer, a.value.text, std::string(scenarios::name_of(a.origin)), a.source,
                                     a.date, a.value.number, a.value.unit, a.value.flag});
    notes.notes.insert(notes.notes.end(), experiment.notes.begin(), experiment.notes.end());
    for (const auto& note : experiment.traffic_notes) notes.traffic.push_back({note.code, note.text});
    notes.prices = experiment.prices;
    notes.oldest_price_date = experiment.oldest_price_date;
}

/// The simulations with these overrides, of the replications that have a main one.
std::vector<results::RunResult> runs_with(const Overrides& overrides, const Gathered& deployment) {
    std::vector<results::RunResult> runs;
    for (const auto& [point, run] : deployment.varied)
        if (point.overrides == overrides && deployment.runs.contains(point.replication)) runs.push_back(run);
    return runs;
}

/// By deployment; nothing where no sensitivities were asked for.
void add_varied(const Experiment& experiment, const std::vector<Gathered>& gathered,
                std::vector<results::DeploymentRuns>& deployments) {
    for (auto& deployment : deployments) deployment.varied.emplace();
    for (const auto& [which, assumption, low, high] : varied_assumptions(experiment))
        deployments[which].varied->push_back(
            {assumption, runs_with(low, gathered[which]), runs_with(high, gathered[which])});
}

}  // namespace

results::Comparison gather(const Experiment& experiment, const std::vector<PlannedPoint>& points,
                           const std::vector<SimulatedRun>& results, results::ComparisonNotes notes) {
    std::vector<Gathered> gathered(experiment.deployments.size());
    for (std::size_t i = 0; i < points.size(); ++i)
        if (results[i].kind == WorkerResult::Kind::done)
            add(gathered[points[i].point.deployment], points[i], results[i].run());
    align(gathered);
    const bool varied = std::any_of(points.begin(), points.end(),
                                    [](const PlannedPoint& planned) { return planned.role == Role::sensitivity; });

    const auto& curve = experiment.scenario.experiment.load_curve;
    std::vector<results::DeploymentRuns> deployments(gathered.size());
    if (varied) add_varied(experiment, gathered, deployments);
    for (std::size_t d = 0; d < gathered.size(); ++d) {
        const auto& plan = experiment.deployments[d];
        results::DeploymentRuns& all = deployments[d];
        all.name = plan.name;
        all.pointer = fmt::format("/deployments/{}", d);
        all.serving = plan.serving;
        all.deadline = plan.deadline;
        all.prices = {experiment.offers[d], experiment.scenario.price_factors};
        all.fixed_size = plan.serving == scenarios::Serving::real_time &&
                         std::none_of(plan.pools.begin(), plan.pools.end(),
                                      [](const PoolPlan& pool) { return pool.autoscaler.has_value(); });
        all.model = plan.model;
        all.example = has_example_price(plan, experiment.offers[d]);
        if (plan.model) all.device_note = device_note(plan.model->step_times);
        all.faster = std::move(gathered[d].faster);
        all.slower = std::move(gathered[d].slower);
        all.step_factor = plan.rests_on_datasheets() ? kDatasheetFactor : 0;
        all.interruptible = plan.is_interruptible();
        for (auto& [load, runs] : gathered[d].near_crossings) all.near_crossings.emplace_back(load, std::move(runs));
        for (auto& [replication, run] : gathered[d].runs) {
            if (const auto more = gathered[d].interrupted_more.find(replication);
                more != gathered[d].interrupted_more.end())
                all.interrupted_more.emplace_back(all.runs.size(), std::move(more->second));
            all.runs.push_back(std::move(run));
        }
        for (const double load : curve)
            all.load_curve.emplace_back(load, load == 1 ? all.runs : std::move(gathered[d].curve[load]));
    }
    add_notes(experiment, notes);
    return results::compare(facts_of(experiment), deployments, std::move(notes));
}

}  // namespace plimsoll::sim
