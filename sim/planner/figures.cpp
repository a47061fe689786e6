// SPDX-FileCopyrightText: 2026 The Plimsoll authors
// SPDX-License-Identifier: Apache-2.0
#include "sim/planner/figures.hpp"

#include "scenarios/readable.hpp"
#include "sim/compare/bill.hpp"
#include "sim/compare/contest.hpp"
#include "sim/compare/objectives.hpp"
#include "sim/compare/text.hpp"

#include <algorithm>
#include <limits>
#include <vector>

namespace plimsoll::sim {

namespace {

using Runs = std::span<const results::RunResult>;

const DeploymentPlan& plan_of(const Space& space, std::size_t candidate) {
    return space.experiment.deployments[candidate];
}

bool is_batch(const Space& space, std::size_t candidate) {
    return plan_of(space, candidate).serving == scenarios::Serving::batch;
}

Duration stretched(Duration limit, double factor) { return duration_from_seconds(seconds_of(limit) * factor); }

Slack latency_slack(const scenarios::SloSpec& slo, Runs runs, double tolerance) {
    constexpr double kPercent = 100;
    Slack slack;
    for (const auto& run : runs) {
        const auto beyond = [&](double factor) {
            auto other = slo;
            other.at_most = stretched(slo.at_most, factor);
            return results::judge_slo(other, {&run, 1}).attainment - slo.percentile / kPercent;
        };
        slack.strict.push_back(beyond(1 - tolerance));
        slack.loose.push_back(beyond(1 + tolerance));
        const double allowed = 1 - slo.percentile / kPercent;
        const double more = -slack.strict.back();
        slack.excess.push_back(allowed > 0 ? (more + allowed) / allowed : 1);
    }
    return slack;
}

Slack deadline_slack(Duration deadline, Runs runs, double tolerance) {
    Slack slack;
    for (const auto& run : runs) {
        const auto outcome = results::judge_deadline(deadline, {&run, 1});
        // Whoever never finished is as late as can be.
        const double ratio = outcome.slowest_s ? results::ratio_to(outcome.slowest_s, deadline) : 2;
        slack.strict.push_back(1 - tolerance - ratio);
        slack.loose.push_back(1 + tolerance - ratio);
    }
    return slack;
}

ObjectiveFigure objective_of(const results::SloOutcome& outcome) {
    return {results::slo_text(outcome.slo), seconds_of(outcome.slo.at_most), outcome.value_s, outcome.ci};
}

ObjectiveFigure objective_of(const results::DeadlineOutcome& outcome) {
    const double limit = seconds_of(outcome.at_most);
    return {"deadline <= " + scenarios::duration_text(limit), limit, outcome.slowest_s, {}};
}

}  // namespace

double ObjectiveFigure::ratio() const {
    if (!value_s) return std::numeric_limits<double>::infinity();
    if (limit_s == 0) return *value_s == 0 ? 0 : std::numeric_limits<double>::infinity();
    return *value_s / limit_s;
}

std::vector<double> costs_of(const Space& space, std::size_t candidate, Runs runs) {
    const auto& scenario = space.experiment.scenario;
    const results::Prices prices{space.experiment.offers[candidate], scenario.price_factors};
    std::vector<double> costs;
    for (const auto& run : runs)
        costs.push_back(
            pricing::per_month(results::bill_of(run, prices).total, scenario.experiment.horizon).approximate());
    return costs;
}

void fill_sample(const Space& space, std::size_t candidate, Runs runs, double tolerance, Sample& sample) {
    if (runs.empty()) return;
    sample.cost = costs_of(space, candidate, runs);
    sample.slack.clear();
    if (is_batch(space, candidate))
        sample.slack.push_back(deadline_slack(*plan_of(space, candidate).deadline, runs, tolerance));
    else
        for (const auto& slo : space.experiment.scenario.slo)
            sample.slack.push_back(latency_slack(slo, runs, tolerance));
    const auto figures = figures_of(space, candidate, runs);
    sample.met = figures.met;
    sample.worst_ratio = figures.objectives[figures.binding].ratio();
}

CandidateFigures figures_of(const Space& space, std::size_t candidate, Runs runs) {
    CandidateFigures figures;
    figures.candidate = candidate;
    figures.replications = static_cast<std::uint32_t>(runs.size());
    const auto costs = costs_of(space, candidate, runs);
    figures.cost_per_month = mean_cost(costs);
    figures.cost_ci = results::mean_interval(costs);
    const auto p99 = results::judge_slo({scenarios::SloSpec::Metric::latency, 99, Duration{0}}, runs);
    figures.p99_s = p99.value_s;
    figures.p99_ci = p99.ci;
    figures.met = true;
    if (is_batch(space, candidate)) {
        if (const auto& deadline = plan_of(space, candidate).deadline) {
            const auto outcome = results::judge_deadline(*deadline, runs);
            figures.met = outcome.met;
            figures.objectives.push_back(objective_of(outcome));
        }
    } else {
        for (const auto& slo : space.experiment.scenario.slo) {
            const auto outcome = results::judge_slo(slo, runs);
            figures.met = figures.met && outcome.met;
            figures.objectives.push_back(objective_of(outcome));
        }
    }
    const auto& all = figures.objectives;
    figures.binding = static_cast<std::size_t>(
        std::max_element(all.begin(), all.end(), [](const auto& a, const auto& b) { return a.ratio() < b.ratio(); }) -
        all.begin());
    return figures;
}

}  // namespace plimsoll::sim
