// SPDX-FileCopyrightText: 2026 The Plimsoll authors
// SPDX-License-Identifier: Apache-2.0
#include "sim/run/run.hpp"

#include "sim/measured/contradiction.hpp"
#include "sim/measured/run_result_codec.hpp"
#include "sim/model_bug.hpp"
#include "sim/run/follow_ups.hpp"
#include "sim/run/run_gather.hpp"
#include "sim/run/run_key.hpp"
#include "sim/run/run_meter.hpp"
#include "sim/run/run_points.hpp"
#include "sim/run/run_simulation.hpp"
#include "sim/run/run_store.hpp"
#include "sim/run/run_verification.hpp"
#include "sim/run/simulator_module.hpp"
#include "sim/run/worker_pool.hpp"

#include <fmt/format.h>

#include <algorithm>
#include <filesystem>
#include <iterator>
#include <optional>
#include <string>
#include <utility>

namespace plimsoll::sim {

namespace {

/// What concerns all simulations ends the experiment: our own bug before the input, the input before the disk.
void rethrow_failures(const std::vector<WorkerTask>& tasks, const std::vector<WorkerResult>& results) {
    const auto first = [&](WorkerResult::Kind kind) {
        return std::find_if(results.begin(), results.end(), [&](const auto& result) { return result.kind == kind; });
    };
    if (const auto bug = first(WorkerResult::Kind::model_bug); bug != results.end())
        throw ModelBug(
            fmt::format("{}: {}", tasks[static_cast<std::size_t>(bug - results.begin())].label, bug->reason));
    if (const auto bad = first(WorkerResult::Kind::input_error); bad != results.end()) throw InputError(bad->problems);
    if (const auto io = first(WorkerResult::Kind::io_error); io != results.end()) throw IoError(io->reason);
}

/// The simulations of an experiment and, behind them, what checks them.
struct Work {
    std::vector<RunPoint> points;
    std::vector<WorkerTask> tasks;
    std::vector<std::size_t> deployments;          ///< of the tasks
    std::vector<std::optional<std::string>> keys;  ///< of the points; nothing for those that must be simulated
};

void add(Work& work, const RunPoint& point, WorkerTask task) {
    work.tasks.push_back(std::move(task));
    work.deployments.push_back(point.deployment);
}

Work plan_work(const Experiment& experiment, std::vector<RunPoint> points, const RunOptions& options,
               const std::vector<std::filesystem::path>& request_logs) {
    Work work{std::move(points), {}, {}, {}};
    for (const auto& point : work.points) {
        std::optional<std::filesystem::path> log;
        if (options.request_logs && point.is_first()) log = request_logs[point.deployment];
        work.keys.push_back(options.cache && !log ? run_key(experiment, point) : std::nullopt);
        add(work, point, simulation_task(experiment, point, std::move(log)));
    }
    for (const auto& point : work.points)
        if (options.verify && point.is_first()) add(work, point, verification_task(experiment, point));
    return work;
}

RunMeter meter_of(const Work& work, const Experiment& experiment) {
    std::vector<RunMeter::Task> tasks;
    for (std::size_t i = 0; i < work.tasks.size(); ++i) tasks.push_back({work.tasks[i].weight, work.deployments[i]});
    std::vector<std::string> names;
    for (const auto& deployment : experiment.deployments) names.push_back(deployment.name);
    return {tasks, std::move(names)};
}

/// Runs the tasks that `results` has nothing of yet, and puts in what came of them.
void run_with_progress(const Work& work, const Experiment& experiment, const RunOptions& options,
                       std::vector<WorkerResult>& results) {
    RunMeter meter = meter_of(work, experiment);
    std::vector<std::size_t> open;  // of the tasks that run, their place among all
    std::vector<WorkerTask> tasks;
    for (std::size_t i = 0; i < results.size(); ++i) {
        if (results[i].kind == WorkerResult::Kind::done) {
            meter.finished(i);
            continue;
        }
        open.push_back(i);
        tasks.push_back(work.tasks[i]);
    }
    const auto tell = [&](std::size_t task) {
        if (!options.progress) return;
        auto progress = meter.progress();
        progress.label = work.tasks[task].label;
        progress.deployment = experiment.deployments[work.deployments[task]].name;
        options.progress(progress);
    };
    WorkerPoolOptions pool;
    pool.jobs = options.jobs;
    pool.progress = [&](std::size_t task, double fraction) {
        meter.moved(open[task], fraction);
        tell(open[task]);
    };
    pool.finished = [&](std::size_t task) {
        meter.finished(open[task]);
        tell(open[task]);
    };
    if (options.progress) options.progress(meter.progress());
    if (!tasks.empty()) static_cast<void>(simulator());
    auto ran = run_tasks(tasks, pool);
    for (std::size_t i = 0; i < open.size(); ++i) results[open[i]] = std::move(ran[i]);
}

/// What is wrong with a result that was kept; nothing where it can be believed.
std::optional<std::string> fault_of(const Bytes& kept, std::size_t pools) {
    try {
        return results::contradiction(results::decode(kept), pools);
    } catch (const IoError& error) {
        return error.what();
    }
}

/// The cache, and what there is to say about it.
class Cache {
public:
    Cache(const std::optional<std::filesystem::path>& folder, std::vector<std::string>& remarks) : remarks_(remarks) {
        if (folder) store_.emplace(*folder);
    }

    /// A file that cannot be believed is told and dropped.
    [[nodiscard]] std::optional<Bytes> find(const std::optional<std::string>& key, std::size_t pools) {
        if (!store_ || !key) return {};
        auto found = store_->find(*key);
        if (!found) return {};
        const auto fault = fault_of(*found, pools);
        if (!fault) return found;
        remarks_.push_back(fmt::format("{} of the cache is damaged and was dropped, its simulation runs again: {}",
                                       store_->drop(*key).string(), *fault));
        return {};
    }
    /// Where nothing can be written, that is told once.
    void keep(const std::optional<std::string>& key, const Bytes& result) {
        if (!store_ || !key || full_) return;
        try {
            store_->keep(*key, result);
        } catch (const IoError& error) {
            full_ = true;
            remarks_.push_back(fmt::format("the cache keeps nothing new: {}", error.what()));
        }
    }
    void trim() const {
        constexpr std::uintmax_t kMostBytes = std::uintmax_t{1} << 30;
        if (store_) store_->trim(kMostBytes);
    }

private:
    std::optional<RunStore> store_;
    std::vector<std::string>& remarks_;
    bool full_ = false;
};

/// The same, with what the cache holds, which is then kept up to date.
std::vector<WorkerResult> run_with_cache(const Work& work, const Experiment& experiment, const RunOptions& options,
                                         std::vector<std::string>& remarks) {
    std::vector<WorkerResult> results(work.tasks.size());
    Cache cache(options.cache, remarks);
    std::vector<std::size_t> fresh;
    for (std::size_t i = 0; i < work.keys.size(); ++i) {
        const auto pools = experiment.deployments[work.points[i].deployment].pools.size();
        if (auto found = cache.find(work.keys[i], pools))
            results[i] = {WorkerResult::Kind::done, std::move(*found), {}, {}};
        else
            fresh.push_back(i);
    }
    run_with_progress(work, experiment, options, results);
    for (const std::size_t i : fresh)
        if (results[i].kind == WorkerResult::Kind::done) cache.keep(work.keys[i], results[i].bytes);
    if (!fresh.empty()) cache.trim();
    return results;
}

/// Bills are audited where they are made, which is here and no longer in the workers.
void require_clean(const results::Comparison& comparison) {
    for (const auto& deployment : comparison.deployments)
        for (const auto& check : deployment.audit)
            if (!check.passed)
                throw ModelBug(
                    fmt::format("{}: broken invariant \"{}\": {}", deployment.name, check.name, check.detail));
}

/// Everything that was simulated, in the order of the phases.
struct Simulated {
    std::vector<RunPoint> points;
    std::vector<WorkerResult> results;  ///< of the points
};

/// Runs a phase, and adds what came of it.
void run_phase(const Experiment& experiment, std::vector<RunPoint> points, const RunOptions& options,
               const std::vector<std::filesystem::path>& request_logs, RunOutcome& outcome, Simulated& simulated) {
    const auto work = plan_work(experiment, std::move(points), options, request_logs);
    auto results = run_with_cache(work, experiment, options, outcome.remarks);
    rethrow_failures(work.tasks, results);
    for (std::size_t i = 0; i < results.size(); ++i) {
        if (results[i].kind != WorkerResult::Kind::done)
            outcome.lost.push_back({work.tasks[i].label, results[i].reason});
        else if (i >= work.points.size())
            outcome.verified_requests += verified_requests(work.tasks[i], results[i].bytes);
    }
    results.resize(work.points.size());
    simulated.points.insert(simulated.points.end(), work.points.begin(), work.points.end());
    std::move(results.begin(), results.end(), std::back_inserter(simulated.results));
}

results::Comparison compared(const Experiment& experiment, const Simulated& simulated, const RunOptions& options,
                             const std::vector<LostRun>& lost) {
    auto notes = options.notes;
    for (const auto& each : lost) notes.lost.push_back({each.label, each.reason});
    return gather(experiment, simulated.points, simulated.results, std::move(notes));
}

/// The options of a phase, whose progress goes on from that of the phases before it.
RunOptions options_of_phase(const RunOptions& options, double from, double to, std::size_t done, RunProgress& last) {
    RunOptions phase = options;
    if (options.progress)
        phase.progress = [&options, &last, from, to, done](RunProgress progress) {
            progress.done += done;
            progress.of += done;
            progress.fraction = from + (to - from) * progress.fraction;
            options.progress(progress);
            last = std::move(progress);
        };
    return phase;
}

}  // namespace

RunOutcome run_experiment(const Experiment& experiment, const RunOptions& options) {
    RunOutcome outcome;
    std::vector<std::filesystem::path> request_logs;
    if (options.request_logs) request_logs = request_log_paths(experiment, *options.request_logs);

    // Where costs may cross, about as much again as this share of the first phase follows.
    constexpr double kBeforeCrossings = 0.8;
    const bool may_cross = experiment.deployments.size() > 1 && experiment.scenario.experiment.load_curve.size() > 1;
    double from = may_cross ? kBeforeCrossings : 1;
    Simulated simulated;
    RunProgress last;
    run_phase(experiment, plan_points(experiment), options_of_phase(options, 0, from, 0, last), request_logs, outcome,
              simulated);
    outcome.comparison = compared(experiment, simulated, options, outcome.lost);
    for (int i = 0; i < kMostFollowUps; ++i) {
        auto more = follow_ups(experiment, outcome.comparison, simulated.points);
        if (more.empty()) break;
        const double to = 1 - (1 - from) / 2;
        const std::size_t done = simulated.points.size();
        run_phase(experiment, std::move(more), options_of_phase(options, from, to, done, last), request_logs, outcome,
                  simulated);
        from = to;
        outcome.comparison = compared(experiment, simulated, options, outcome.lost);
    }
    if (options.progress && last.fraction < 1) {
        last.fraction = 1;
        options.progress(last);
    }
    require_clean(outcome.comparison);
    for (const auto& log : request_logs)  // that of a simulation which was lost is missed with it
        if (outcome.lost.empty() && !std::filesystem::exists(log)) outcome.missing_logs.push_back(log);
    return outcome;
}

}  // namespace plimsoll::sim
