// SPDX-FileCopyrightText: 2026 The Plimsoll authors
// SPDX-License-Identifier: Apache-2.0
#include "sim/planner/stress.hpp"

#include "sim/planner/figures.hpp"
#include "sim/planner/space.hpp"
#include "sim/planner/trials.hpp"

#include <algorithm>
#include <array>
#include <span>
#include <utility>

namespace plimsoll::sim {

namespace {

constexpr Stress kStresses[] = {Stress::none, Stress::traffic, Stress::instances,
                                Stress::spot, Stress::prices,  Stress::steps};

bool is_spot(const PoolPlan& pool) { return pool.purchase == scenarios::Purchase::spot; }

bool concerns(Stress stress, const DeploymentPlan& plan) {
    const auto any = [&](auto has) { return std::any_of(plan.pools.begin(), plan.pools.end(), has); };
    if (stress == Stress::spot) return any(is_spot);
    if (stress == Stress::instances)
        return any([](const PoolPlan& pool) { return pool.provisioning != Provisioning::none; });
    return true;
}

/// Whether anything of the pool is left. What a controller keeps at least, it keeps in the half that is left.
bool lose_half(PoolPlan& pool, bool controlled) {
    auto& [min, max] = pool.replicas;
    max /= 2;
    min = controlled ? std::min(min, max) : min / 2;
    pool.max_instances /= 2;
    switch (pool.provisioning) {
        case Provisioning::replicas:
            return controlled ? max > 0 : min > 0;
        case Provisioning::on_request:
            pool.provisioned = std::min(pool.provisioned, pool.max_instances);
            min = std::max(min, pool.provisioned);
            return pool.max_instances > 0;
        case Provisioning::none:
            break;
    }
    return true;
}

/// The same.
bool lose_spot(PoolPlan& pool) {
    if (!is_spot(pool)) return true;
    if (!pool.fallback_on_demand) return false;
    pool.purchase = scenarios::Purchase::on_demand;
    pool.interruptions.reset();
    pool.fallback_on_demand = false;
    return true;
}

bool stress_pool(PoolPlan& pool, Stress stress, const StressOptions& options, bool windowed) {
    switch (stress) {
        case Stress::instances:
            return lose_half(pool, windowed || pool.autoscaler);
        case Stress::spot:
            return lose_spot(pool);
        case Stress::steps:
            if (pool.tokens)
                pool.tokens->step_time = pool.tokens->step_time.scaled(options.steps);
            else
                pool.service = pool.service.scaled(options.steps);
            break;
        case Stress::none:
        case Stress::traffic:
        case Stress::prices:
            break;
    }
    return true;
}

/// The stressed deployments as candidates of a space: it simulates once what differs by prices alone.
class StressedSpace {
public:
    StressedSpace(const Experiment& experiment, const StressOptions& options)
        : experiment_(experiment), options_(options) {
        space_.experiment = experiment;
        space_.experiment.deployments.clear();
        space_.experiment.offers.clear();
        space_.experiment.in_detail = false;
    }
    /// Its candidate; nothing where no pool is left.
    std::optional<std::size_t> add(std::size_t deployment, Stress stress) {
        auto offers = experiment_.offers[deployment];
        auto plan = stressed(experiment_.deployments[deployment], offers, stress, options_);
        if (!plan) return {};
        plan->name += std::string(", ") + stress_name(stress, options_);
        Candidate candidate;
        candidate.deployment = plan->name;
        if (stress == Stress::traffic) candidate.overrides.load = options_.traffic;
        space_.experiment.deployments.push_back(std::move(*plan));
        space_.experiment.offers.push_back(std::move(offers));
        space_.candidates.push_back(std::move(candidate));
        return space_.candidates.size() - 1;
    }
    [[nodiscard]] const Space& space() {
        number_simulations(space_);
        return space_;
    }

private:
    const Experiment& experiment_;
    const StressOptions& options_;
    Space space_;
};

/// Mean seconds of a measured request in each part of its latency.
std::array<double, 5> parts_of(std::span<const results::RunResult> runs) {
    results::LatencyParts sum;
    double measured = 0;
    for (const auto& run : runs) {
        sum += run.parts;
        measured += static_cast<double>(run.requests.measured);
    }
    if (measured == 0) return {};
    const auto mean = [measured](unsigned __int128 part) { return static_cast<double>(part) / measured; };
    return {mean(sum.network), mean(sum.queue), mean(sum.batching), mean(sum.cold_start), mean(sum.compute)};
}

/// What most of the latency is.
std::string cause_of(std::span<const results::RunResult> runs) {
    constexpr std::array kNames{"network", "queue", "batching", "cold start", "compute"};
    const auto parts = parts_of(runs);
    return kNames[static_cast<std::size_t>(std::max_element(parts.begin(), parts.end()) - parts.begin())];
}

void raise(CandidateFigures& figures, double factor) {
    figures.cost_per_month *= factor;
    if (figures.cost_ci) figures.cost_ci = {figures.cost_ci->lo * factor, figures.cost_ci->hi * factor};
}

/// A row and the candidate that is simulated for it.
using Planned = std::pair<StressRow, std::optional<std::size_t>>;

void fill(StressRow& row, std::size_t candidate, const Space& space, const Trials& trials,
          const StressOptions& options) {
    if (trials.is_lost(candidate)) {
        row.outcome = StressRow::Outcome::lost;
        return;
    }
    row.figures = figures_of(space, candidate, trials.runs(candidate));
    if (row.stress == Stress::prices) raise(*row.figures, options.prices);
    if (!row.figures->met) row.cause = cause_of(trials.runs(candidate));
}

}  // namespace

std::optional<DeploymentPlan> stressed(DeploymentPlan plan, pricing::DeploymentOffers& offers, Stress stress,
                                       const StressOptions& options) {
    for (std::size_t i = plan.pools.size(); i-- > 0;) {
        if (stress_pool(plan.pools[i], stress, options, plan.window_every.has_value())) continue;
        plan.pools.erase(plan.pools.begin() + static_cast<std::ptrdiff_t>(i));
        offers.pools.erase(offers.pools.begin() + static_cast<std::ptrdiff_t>(i));
    }
    if (auto* slots = std::get_if<RequestSlots>(&plan.discipline); slots != nullptr && slots->cold_service)
        if (stress == Stress::steps) slots->cold_service = slots->cold_service->scaled(options.steps);
    if (auto* calls = std::get_if<ApiCalls>(&plan.discipline); calls != nullptr && stress == Stress::steps)
        calls->per_output_token = duration_from_seconds(seconds_of(calls->per_output_token) * options.steps);
    if (plan.pools.empty()) return {};
    return plan;
}

StressReport run_stresses(const Experiment& experiment, const std::vector<std::size_t>& deployments,
                          const StressOptions& options) {
    StressedSpace all(experiment, options);
    std::vector<std::vector<Planned>> planned;
    std::vector<std::pair<std::size_t, std::uint32_t>> replications;
    for (const auto deployment : deployments) {
        auto& rows = planned.emplace_back();
        for (const auto stress : kStresses) {
            using Outcome = StressRow::Outcome;
            StressRow row{stress, Outcome::simulated, {}, {}};
            std::optional<std::size_t> candidate;
            if (!concerns(stress, experiment.deployments[deployment]))
                row.outcome = Outcome::unconcerned;
            else if (candidate = all.add(deployment, stress); !candidate)
                row.outcome = Outcome::nothing_left;
            if (candidate) replications.emplace_back(*candidate, experiment.scenario.experiment.replications);
            rows.emplace_back(std::move(row), candidate);
        }
    }
    const auto& space = all.space();
    Trials trials(space, options.jobs, options.store);
    trials.bring(replications);

    StressReport report{options, {}, trials.lost(), trials.remarks()};
    for (std::size_t i = 0; i < deployments.size(); ++i) {
        StressedDeployment deployment{experiment.deployments[deployments[i]].name, {}};
        for (auto& [row, candidate] : planned[i]) {
            if (candidate) fill(row, *candidate, space, trials, options);
            deployment.rows.push_back(std::move(row));
        }
        report.deployments.push_back(std::move(deployment));
    }
    return report;
}

}  // namespace plimsoll::sim
