// SPDX-FileCopyrightText: 2026 The Plimsoll authors
// SPDX-License-Identifier: Apache-2.0
#include "sim/run/run.hpp"

#include "sim/model_bug.hpp"
#include "sim/run/follow_ups.hpp"
#include "sim/run/run_cache.hpp"
#include "sim/run/run_gather.hpp"
#include "sim/run/run_phase.hpp"
#include "sim/run/run_points.hpp"
#include "sim/run/run_simulation.hpp"
#include "sim/run/sensitivity_points.hpp"

#include <fmt/format.h>

#include <utility>

namespace plimsoll::sim {

namespace {

/// Bills are audited where they are made, which is here and no longer in the workers.
void require_clean(const results::Comparison& comparison) {
    for (const auto& deployment : comparison.deployments)
        for (const auto& check : deployment.audit)
            if (!check.passed)
                throw ModelBug(
                    fmt::format("{}: broken invariant \"{}\": {}", deployment.name, check.name, check.detail));
}

results::Comparison compared(const Experiment& experiment, const Simulated& simulated, const RunOptions& options,
                             const std::vector<LostRun>& lost) {
    auto notes = options.notes;
    for (const auto& each : lost) notes.lost.push_back({each.label, each.reason});
    return gather(experiment, simulated.points, simulated.results, std::move(notes));
}

/// The options of the phases. Progress of the last one goes on from that of the phases before it.
class RunPhases {
public:
    RunPhases(const RunOptions& options, std::vector<std::filesystem::path> request_logs)
        : options_{options.jobs, options.verify, std::move(request_logs), {}, options.in_place},
          tell_(options.progress) {}

    /// A phase that makes progress between these shares of all work, behind `done` simulations.
    [[nodiscard]] PhaseOptions next(double from, double to, std::size_t done) {
        PhaseOptions phase = options_;
        if (tell_)
            phase.progress = [this, from, to, done](RunProgress progress) {
                progress.done += done;
                progress.of += done;
                progress.fraction = from + (to - from) * progress.fraction;
                tell_(progress);
                last_ = std::move(progress);
            };
        return phase;
    }
    /// Says so where the last phase was not announced as such.
    void end() {
        if (!tell_ || last_.fraction >= 1) return;
        last_.fraction = 1;
        tell_(last_);
    }

private:
    PhaseOptions options_;
    std::function<void(const RunProgress&)> tell_;
    RunProgress last_;
};

}  // namespace

RunOutcome run_experiment(const Experiment& experiment, const RunOptions& options) {
    RunOutcome outcome;
    RunCache cache(options.store, outcome.remarks);
    std::vector<std::filesystem::path> request_logs;
    if (options.request_logs) request_logs = request_log_paths(experiment, *options.request_logs);
    RunPhases phases(options, request_logs);
    Simulated simulated;

    // Where costs may cross, about as much again as this share of the first phase follows.
    constexpr double kBeforeCrossings = 0.8;
    const bool may_cross = experiment.deployments.size() > 1 && experiment.scenario.experiment.load_curve.size() > 1;
    const auto main_points = plan_points(experiment);
    const auto varied = options.sensitivities ? sensitivity_points(experiment) : std::vector<PlannedPoint>{};
    const auto share = [&](std::size_t points) {
        return static_cast<double>(points) / static_cast<double>(main_points.size() + varied.size());
    };
    const double all = share(main_points.size());  // of the work, without the sensitivities
    double from = may_cross ? kBeforeCrossings * all : all;
    run_phase(experiment, main_points, phases.next(0, from, 0), cache, outcome, simulated);
    outcome.comparison = compared(experiment, simulated, options, outcome.lost);
    for (int i = 0; i < kMostFollowUps; ++i) {
        const auto more = follow_ups(experiment, outcome.comparison, simulated.points);
        if (more.empty()) break;
        const double to = all - (all - from) / 2;
        run_phase(experiment, more, phases.next(from, to, simulated.points.size()), cache, outcome, simulated);
        from = to;
        outcome.comparison = compared(experiment, simulated, options, outcome.lost);
    }
    if (!varied.empty()) {
        run_phase(experiment, varied, phases.next(all, 1, simulated.points.size()), cache, outcome, simulated);
        outcome.comparison = compared(experiment, simulated, options, outcome.lost);
    }
    phases.end();
    require_clean(outcome.comparison);
    for (const auto& log : request_logs)  // that of a simulation which was lost is missed with it
        if (outcome.lost.empty() && !std::filesystem::exists(log)) outcome.missing_logs.push_back(log);
    return outcome;
}

}  // namespace plimsoll::sim
