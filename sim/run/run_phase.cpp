// SPDX-FileCopyrightText: 2026 The Plimsoll authors
// SPDX-License-Identifier: Apache-2.0
#include "sim/run/run_phase.hpp"

#include "sim/model_bug.hpp"
#include "sim/run/run_key.hpp"
#include "sim/run/run_meter.hpp"
#include "sim/run/run_simulation.hpp"
#include "sim/run/run_verification.hpp"
#include "sim/run/simulator_module.hpp"

#include <fmt/format.h>

#include <algorithm>
#include <utility>

namespace plimsoll::sim {

namespace {

/// What concerns all simulations ends the experiment: our own bug before the input, the input before the disk.
void rethrow_failures(const std::vector<WorkerTask>& tasks, const std::vector<SimulatedRun>& results) {
    const auto first = [&](WorkerResult::Kind kind) {
        return std::find_if(results.begin(), results.end(), [&](const auto& result) { return result.kind == kind; });
    };
    if (const auto bug = first(WorkerResult::Kind::model_bug); bug != results.end())
        throw ModelBug(
            fmt::format("{}: {}", tasks[static_cast<std::size_t>(bug - results.begin())].label, bug->reason));
    if (const auto bad = first(WorkerResult::Kind::input_error); bad != results.end()) throw InputError(bad->problems);
    if (const auto io = first(WorkerResult::Kind::io_error); io != results.end()) throw IoError(io->reason);
}

/// The simulations of a phase and, behind them, what checks them.
struct Work {
    std::vector<WorkerTask> tasks;
    std::vector<std::size_t> deployments;                   ///< of the tasks
    std::vector<std::optional<std::string>> keys;           ///< of the points; nothing for those that must be simulated
    std::vector<std::shared_ptr<results::RunResult>> here;  ///< of the points: where their results come; null: as bytes
};

void add(Work& work, const PlannedPoint& planned, WorkerTask task) {
    work.tasks.push_back(std::move(task));
    work.deployments.push_back(planned.point.deployment);
}

Work plan_work(const Experiment& experiment, const std::vector<PlannedPoint>& points, const PhaseOptions& options,
               SharedTraffic& traffic) {
    Work work;
    for (const auto& planned : points) {
        std::optional<std::filesystem::path> log;
        if (!options.request_logs.empty() && planned.is_first()) log = options.request_logs[planned.point.deployment];
        work.keys.push_back(log ? std::nullopt : run_key(experiment, planned.point));
        const bool in_place =
            options.in_place && !log && !experiment.deployments[planned.point.deployment].may_transfer();
        work.here.push_back(in_place ? std::make_shared<results::RunResult>() : nullptr);
        add(work, planned,
            in_place ? simulation_here(experiment, planned, traffic, work.here.back())
                     : simulation_task(experiment, planned, traffic, std::move(log)));
    }
    for (const auto& planned : points)
        if (options.verify && planned.is_first()) add(work, planned, verification_task(experiment, planned));
    return work;
}

RunMeter meter_of(const Work& work, const Experiment& experiment) {
    std::vector<RunMeter::Task> tasks;
    for (std::size_t i = 0; i < work.tasks.size(); ++i) tasks.push_back({work.tasks[i].weight, work.deployments[i]});
    std::vector<std::string> names;
    for (const auto& deployment : experiment.deployments) names.push_back(deployment.name);
    return {tasks, std::move(names)};
}

/// Tasks that are one simulation: the first of them runs for all.
using Same = std::vector<std::size_t>;

std::vector<Same> same_tasks(const Work& work) {
    std::vector<Same> all;
    std::map<std::string_view, std::size_t> place;  // in `all`
    for (std::size_t i = 0; i < work.tasks.size(); ++i) {
        if (i < work.keys.size() && work.keys[i]) {
            const auto [known, is_new] = place.try_emplace(*work.keys[i], all.size());
            if (!is_new) {
                all[known->second].push_back(i);
                continue;
            }
        }
        all.push_back({i});
    }
    return all;
}

/// Tells the traffic which simulations will run.
void share_traffic(const std::vector<Same>& open, const std::vector<PlannedPoint>& points, SharedTraffic& traffic) {
    std::vector<Point> simulated;
    for (const auto& same : open)
        if (same.front() < points.size()) simulated.push_back(points[same.front()].point);
    traffic.share(simulated);
}

/// Runs these tasks and puts in what came of them.
void run_open(const Work& work, const std::vector<Same>& open, const std::vector<PlannedPoint>& points,
              const Experiment& experiment, const PhaseOptions& options, SharedTraffic& traffic,
              std::vector<SimulatedRun>& results) {
    RunMeter meter = meter_of(work, experiment);
    for (std::size_t i = 0; i < results.size(); ++i)
        if (results[i].kind == WorkerResult::Kind::done) meter.finished(i);
    const auto tell = [&](std::size_t task) {
        if (!options.progress) return;
        auto progress = meter.progress();
        progress.label = work.tasks[task].label;
        progress.deployment = experiment.deployments[work.deployments[task]].name;
        options.progress(progress);
    };
    WorkerPoolOptions pool;
    pool.jobs = options.jobs;
    pool.progress = [&](std::size_t which, double fraction) {
        for (const std::size_t task : open[which]) meter.moved(task, fraction);
        tell(open[which].front());
    };
    pool.finished = [&](std::size_t which, const WorkerResult& result) {
        if (const auto task = open[which].front(); task < points.size()) traffic.finished(points[task].point);
        const bool lost = result.kind != WorkerResult::Kind::done;
        for (const std::size_t task : open[which]) lost ? meter.lost(task) : meter.finished(task);
        tell(open[which].front());
    };
    if (options.progress) options.progress(meter.progress());
    std::vector<WorkerTask> tasks;
    tasks.reserve(open.size());
    for (const auto& same : open) tasks.push_back(work.tasks[same.front()]);
    if (!tasks.empty()) static_cast<void>(simulator());
    share_traffic(open, points, traffic);
    auto ran = run_tasks(tasks, pool);
    for (std::size_t which = 0; which < open.size(); ++which) {
        const auto first = open[which].front();
        const SimulatedRun result{std::move(ran[which]), first < points.size() ? work.here[first] : nullptr};
        for (const auto task : open[which]) results[task] = result;
    }
}

/// Takes what was simulated before, runs the rest, and keeps that. \param ran counts the simulations that ran
std::vector<SimulatedRun> run_work(const Work& work, const std::vector<PlannedPoint>& points,
                                   const Experiment& experiment, const PhaseOptions& options, SharedTraffic& traffic,
                                   RunCache& cache, const Simulated& before, std::size_t& ran) {
    std::vector<SimulatedRun> results(work.tasks.size());
    std::vector<Same> open;
    for (auto& same : same_tasks(work)) {
        const auto first = same.front();
        std::optional<SimulatedRun> found;
        if (first < points.size()) {
            const auto& plan = experiment.deployments[points[first].point.deployment];
            if (const auto* known = before.find(work.keys[first]))
                found = *known;
            else if (auto kept = cache.find(work.keys[first], plan.pools.size()))
                found = {{WorkerResult::Kind::done, std::move(*kept), {}, {}}, nullptr};
        }
        if (found)
            for (const auto task : same) results[task] = *found;
        else
            open.push_back(std::move(same));
    }
    run_open(work, open, points, experiment, options, traffic, results);
    for (const auto& same : open) {
        const auto first = same.front();
        if (first >= points.size()) continue;  // a verification
        ++ran;
        if (results[first].kind == WorkerResult::Kind::done) cache.keep(work.keys[first], results[first]);
    }
    return results;
}

}  // namespace

void Simulated::add(const PlannedPoint& point, const std::optional<std::string>& key, SimulatedRun result) {
    if (key && result.kind == WorkerResult::Kind::done) place.try_emplace(*key, results.size());
    points.push_back(point);
    results.push_back(std::move(result));
}

const SimulatedRun* Simulated::find(const std::optional<std::string>& key) const {
    const auto found = key ? place.find(*key) : place.end();
    return found == place.end() ? nullptr : &results[found->second];
}

void run_phase(const Experiment& experiment, const std::vector<PlannedPoint>& points, const PhaseOptions& options,
               RunCache& cache, RunOutcome& outcome, Simulated& simulated) {
    using Reach = SharedRequests::Reach;
    SharedTraffic traffic(experiment, options.in_place ? Reach::this_process : Reach::all_processes);
    const auto work = plan_work(experiment, points, options, traffic);
    auto results = run_work(work, points, experiment, options, traffic, cache, simulated, outcome.simulated);
    rethrow_failures(work.tasks, results);
    for (std::size_t i = 0; i < results.size(); ++i) {
        if (results[i].kind != WorkerResult::Kind::done)
            outcome.lost.push_back({work.tasks[i].label, results[i].reason});
        else if (i >= points.size())
            outcome.verified_requests += verified_requests(work.tasks[i], results[i].bytes);
    }
    for (std::size_t i = 0; i < points.size(); ++i) simulated.add(points[i], work.keys[i], std::move(results[i]));
}

}  // namespace plimsoll::sim
