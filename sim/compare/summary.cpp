// SPDX-FileCopyrightText: 2026 The Plimsoll authors
// SPDX-License-Identifier: Apache-2.0
#include "sim/compare/summary.hpp"

#include "sim/compare/bill.hpp"
#include "sim/compare/chargeback.hpp"
#include "sim/compare/cost_drivers.hpp"
#include "sim/compare/left_out.hpp"
#include "sim/compare/objectives.hpp"
#include "sim/compare/price_doubt.hpp"
#include "sim/compare/rare_events.hpp"
#include "sim/compare/sensitivities.hpp"
#include "sim/compare/stability.hpp"
#include "sim/compare/step_time_doubt.hpp"
#include "sim/compare/warm_up.hpp"

#include <algorithm>

namespace plimsoll::results {

namespace {

/// Of each figure what the replications make of it; `of` tells those of a run.
template <class Figures, class Of>
Figures pooled(std::span<const RunResult> runs, Of of) {
    Figures figures;
    std::size_t count = 0;
    for_each_number(figures, [&count](double& /*figure*/, const About& /*about*/) { ++count; });
    std::vector<double> pooled(count);
    for (const auto& run : runs) {
        std::size_t next = 0;
        for_each_number(of(run), [&](auto figure, const About& about) {
            const auto value = static_cast<double>(figure);
            double& all = pooled[next++];
            all = about.pooling == Pooling::largest ? std::max(all, value) : all + value;
        });
    }
    if (runs.empty()) return figures;
    std::size_t next = 0;
    for_each_number(figures, [&](double& figure, const About& about) {
        const double all = pooled[next++];
        figure = about.pooling == Pooling::largest ? all : all / static_cast<double>(runs.size());
    });
    return figures;
}

RunFigures<double> pooled_figures(std::span<const RunResult> runs) {
    return pooled<RunFigures<double>>(
        runs, [](const RunResult& run) -> const RunFigures<std::uint64_t>& { return figures_of(run); });
}

std::vector<PoolFigures<double>> pooled_pools(std::span<const RunResult> runs) {
    std::vector<PoolFigures<double>> pools;
    for (std::size_t i = 0; i < runs.front().pools.size(); ++i)
        pools.push_back(pooled<PoolFigures<double>>(
            runs, [i](const RunResult& run) -> const PoolFigures<std::uint64_t>& { return run.pools.at(i); }));
    return pools;
}

void add_check(std::vector<AuditSummary>& audit, const AuditCheck& check) {
    auto found = std::find_if(audit.begin(), audit.end(), [&](const auto& known) { return known.name == check.name; });
    if (found == audit.end()) found = audit.insert(audit.end(), {check.name, 0, true, check.detail});
    ++found->runs;
    if (!check.passed && found->passed) {
        found->passed = false;
        found->detail = check.detail;
    }
}

void add_audit(std::vector<AuditSummary>& audit, std::span<const RunResult> runs) {
    for (const auto& run : runs)
        for (const auto& check : run.audit) add_check(audit, check);
}

double rate_per_s(const RunFigures<double>& figures, Duration horizon) {
    return horizon.count() > 0 ? figures.requests.arrived / seconds_of(horizon) : 0;
}

LoadPoint summarise_point(const ScenarioFacts& scenario, const DeploymentRuns& deployment, double load,
                          std::span<const RunResult> runs, std::span<const pricing::Bill> bills) {
    LoadPoint point;
    point.load = load;
    const RunFigures<double> figures = pooled_figures(runs);
    point.requests_per_s = rate_per_s(figures, scenario.horizon);
    point.latency = summarise_latency(runs, &RunResult::latency);
    CostSummary cost = summarise_cost(runs, bills, scenario.horizon);
    point.per_month = cost.per_month;
    point.per_1k_requests = cost.per_1k_requests;
    point.per_month_ci = cost.per_month_ci;
    point.slo_met = judge(scenario, deployment, runs).met();
    point.utilization = figures.utilization;
    point.unstable = figures.offered_load > 1 ||
                     (deployment.serving != scenarios::Serving::batch && backlog_grows(runs, scenario.horizon));
    return point;
}

ReplicationFigures figures_by_replication(std::span<const RunResult> runs, std::span<const pricing::Bill> bills,
                                          Duration horizon) {
    ReplicationFigures figures;
    for (const auto& bill : bills)
        figures.cost_per_month.push_back(pricing::per_month(bill.total, horizon).approximate());
    for (const auto& run : runs) {
        figures.latency_mean_s.push_back(run.latency.mean_seconds());
        constexpr double kTail = 0.99;
        figures.latency_p99_s.push_back(seconds_of(run.latency.quantile(kTail)));
    }
    return figures;
}

}  // namespace

DeploymentResult summarise(const ScenarioFacts& scenario, const DeploymentRuns& deployment) {
    const std::span<const RunResult> runs(deployment.runs);
    DeploymentResult result;
    result.name = deployment.name;
    result.serving = deployment.serving;
    result.device_note = deployment.device_note;
    result.example = deployment.example;
    result.fixed_size = deployment.fixed_size;
    result.eligible = !deployment.example || scenario.examples_compete;
    result.model = deployment.model;
    result.interruptible = deployment.interruptible;
    result.replications = runs.size();
    result.replications_lost = std::max<std::size_t>(scenario.replications, runs.size()) - runs.size();
    std::vector<std::uint64_t> fingerprints;
    for (const auto& run : runs) fingerprints.push_back(run.fingerprint);
    add_audit(result.audit, runs);
    const auto bills = bills_of(runs, deployment.prices);
    std::vector<AuditCheck> bill_checks;
    for (const auto& bill : bills) bill_checks.push_back(audit_of(bill));
    for (const auto& [load, load_runs] : deployment.load_curve) {
        if (load_runs.empty()) continue;
        const auto load_bills = bills_of(load_runs, deployment.prices);
        result.load_curve.push_back(summarise_point(scenario, deployment, load, load_runs, load_bills));
        for (const auto& bill : load_bills) bill_checks.push_back(audit_of(bill));
        add_audit(result.audit, load_runs);
        for (const auto& run : load_runs) fingerprints.push_back(run.fingerprint);
    }
    for (const auto& [load, load_runs] : deployment.near_crossings) {
        if (load_runs.empty()) continue;
        const auto load_bills = bills_of(load_runs, deployment.prices);
        NearCrossing near{load, {}};
        for (const auto& bill : load_bills)
            near.cost_per_month.push_back(pricing::per_month(bill.total, scenario.horizon).approximate());
        result.near_crossings.push_back(std::move(near));
        for (const auto& bill : load_bills) bill_checks.push_back(audit_of(bill));
        add_audit(result.audit, load_runs);  // not in the fingerprint: where costs cross depends on the others
    }
    for (const auto& check : bill_checks) add_check(result.audit, check);
    std::stable_sort(result.load_curve.begin(), result.load_curve.end(),
                     [](const LoadPoint& left, const LoadPoint& right) { return left.load < right.load; });
    result.fingerprint = combined_fingerprint(fingerprints);
    if (runs.empty()) return result;

    figures_of(result) = pooled_figures(runs);
    result.pools = pooled_pools(runs);
    result.requests_per_s = rate_per_s(result, scenario.horizon);
    if (result.tokens > 0)
        result.tokens_per_s = TokenRates{(result.tokens - result.output_tokens) / seconds_of(scenario.horizon),
                                         result.output_tokens / seconds_of(scenario.horizon)};
    result.latency = summarise_latency(runs, &RunResult::latency);
    result.wait = summarise_latency(runs, &RunResult::wait);
    const auto where_measured = [&](Histogram RunResult::*which) -> std::optional<LatencySummary> {
        const bool any =
            std::any_of(runs.begin(), runs.end(), [&](const auto& run) { return (run.*which).count() > 0; });
        if (!any) return {};
        return summarise_latency(runs, which);
    };
    result.first_token = where_measured(&RunResult::first_token);
    result.per_token = where_measured(&RunResult::per_token);
    result.token_gaps = where_measured(&RunResult::token_gaps);
    result.latency_distribution = summarise_distribution(runs, &RunResult::latency);
    result.first_token_distribution = summarise_distribution(runs, &RunResult::first_token);
    result.per_token_distribution = summarise_distribution(runs, &RunResult::per_token);
    result.token_gaps_distribution = summarise_distribution(runs, &RunResult::token_gaps);
    result.parts = summarise_parts(runs);
    if (result.first_token) {
        const auto& [network, queue, batching, cold_start, compute] = result.parts;
        const double before = network + queue + batching + cold_start;
        result.first_token_parts =
            FirstTokenParts{network, queue + batching, cold_start, result.first_token->mean.value - before};
    }
    result.parts_at_percentile = summarise_parts_at_percentiles(runs);
    result.cost = summarise_cost(runs, bills, scenario.horizon);
    result.cost.by_driver = costs_by_driver(result.cost.lines, result.pools, scenario.horizon);
    result.cost.machine_hours = machine_hours_at_work(result.pools, scenario.horizon);
    result.cost.by_tenant = costs_by_tenant(result.cost.lines, runs, scenario.tenants, scenario.horizon);
    result.cost.left_out = left_out(deployment.serving, deployment.prices.offers);
    if (result.requests.measured > 0) result.cold_start_share = result.cold_starts / result.requests.measured;
    result.lives = runs.front().lives;
    if (!result.lives.empty()) result.lives_omitted = runs.front().instances.launched - result.lives.size();
    result.backlog_grows = deployment.serving != scenarios::Serving::batch && backlog_grows(runs, scenario.horizon);
    Judgement judgement = judge(scenario, deployment, runs);
    result.slo = std::move(judgement.slo);
    result.deadline = judgement.deadline;
    if (deployment.serving != scenarios::Serving::batch)
        result.goodput = goodput_of(scenario.slos, runs, result.requests_per_s);
    result.bucket = runs.front().bucket;
    result.token_series = runs.front().token_series;
    result.series = with_cost_rate(runs.front(), bills.front(), deployment.prices);
    result.by_replication = figures_by_replication(runs, bills, scenario.horizon);
    if (result.model && !result.model->step_times.profile.empty()) {
        result.extrapolated_steps_share = result.steps > 0 ? result.extrapolated_steps / result.steps : 0;
    }
    result.warm_up = warm_up_finding(result, scenario, runs);
    widen_by_rare_events(result, deployment, scenario.horizon);
    widen_by_step_times(result, scenario, deployment);
    widen_by_prices(result, deployment, scenario.horizon);
    add_sensitivities(result, deployment, scenario.horizon);
    return result;
}

std::uint64_t combined_fingerprint(std::span<const std::uint64_t> fingerprints) {
    constexpr std::uint64_t kOffset = 0xcbf29ce484222325;
    constexpr std::uint64_t kPrime = 0x100000001b3;
    std::uint64_t hash = kOffset;
    for (const std::uint64_t fingerprint : fingerprints) {
        for (int shift = 0; shift < 64; shift += 8) hash = (hash ^ (fingerprint >> shift & 0xff)) * kPrime;
    }
    return hash;
}

}  // namespace plimsoll::results
