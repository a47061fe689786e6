// SPDX-FileCopyrightText: 2026 The Plimsoll authors
// SPDX-License-Identifier: Apache-2.0
#include "sim/compare/summary.hpp"

#include "sim/compare/bill.hpp"
#include "sim/compare/objectives.hpp"
#include "sim/compare/profile_doubt.hpp"
#include "sim/compare/stability.hpp"

#include <algorithm>

namespace plimsoll::results {

namespace {

template <class Field>
double mean_over(std::span<const RunResult> runs, Field field) {
    double sum = 0;
    for (const auto& run : runs) sum += static_cast<double>(field(run));
    return runs.empty() ? 0 : sum / static_cast<double>(runs.size());
}

RequestsSummary summarise_requests(std::span<const RunResult> runs) {
    RequestsSummary mean;
    mean.arrived = mean_over(runs, [](const RunResult& run) { return run.requests.arrived; });
    mean.completed = mean_over(runs, [](const RunResult& run) { return run.requests.completed; });
    mean.rejected = mean_over(runs, [](const RunResult& run) { return run.requests.rejected; });
    mean.failed = mean_over(runs, [](const RunResult& run) { return run.requests.failed; });
    mean.in_flight = mean_over(runs, [](const RunResult& run) { return run.requests.in_flight; });
    mean.retried = mean_over(runs, [](const RunResult& run) { return run.retried; });
    mean.measured = mean_over(runs, [](const RunResult& run) { return run.measured; });
    return mean;
}

InstancesSummary summarise_instances(std::span<const RunResult> runs) {
    InstancesSummary summary;
    summary.mean = mean_over(runs, [](const RunResult& run) { return run.instances_mean; });
    summary.launched = mean_over(runs, [](const RunResult& run) { return run.instances_launched; });
    summary.interrupted = mean_over(runs, [](const RunResult& run) { return run.instances_interrupted; });
    for (const auto& run : runs) summary.peak = std::max(summary.peak, run.instances_peak);
    summary.lives = runs.front().lives;
    if (!summary.lives.empty()) summary.lives_omitted = runs.front().instances_launched - summary.lives.size();
    return summary;
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

double rate_per_s(std::span<const RunResult> runs, Duration horizon) {
    const double arrived = mean_over(runs, [](const RunResult& run) { return run.requests.arrived; });
    return horizon.count() > 0 ? arrived / seconds_of(horizon) : 0;
}

struct Judgement {
    std::vector<SloOutcome> slo;
    std::optional<DeadlineOutcome> deadline;
    [[nodiscard]] bool met() const {
        return (!deadline || deadline->met) &&
               std::all_of(slo.begin(), slo.end(), [](const SloOutcome& outcome) { return outcome.met; });
    }
};

/// A batch is judged by its deadline and not by the objectives on latency, which are meant for someone who waits.
Judgement judge(const ScenarioFacts& scenario, const DeploymentRuns& deployment, std::span<const RunResult> runs) {
    Judgement judgement;
    if (deployment.deadline) judgement.deadline = judge_deadline(*deployment.deadline, runs);
    if (deployment.serving == scenarios::Serving::batch) return judgement;
    for (const auto& slo : scenario.slos) judgement.slo.push_back(judge_slo(slo, runs));
    return judgement;
}

LoadPoint summarise_point(const ScenarioFacts& scenario, const DeploymentRuns& deployment, double load,
                          std::span<const RunResult> runs, std::span<const pricing::Bill> bills) {
    LoadPoint point;
    point.load = load;
    point.requests_per_s = rate_per_s(runs, scenario.horizon);
    point.latency = summarise_latency(runs, &RunResult::latency);
    CostSummary cost = summarise_cost(runs, bills, scenario.horizon);
    point.per_month = cost.per_month;
    point.per_1k_requests = cost.per_1k_requests;
    point.per_month_ci = cost.per_month_ci;
    point.slo_met = judge(scenario, deployment, runs).met();
    point.utilization = mean_over(runs, [](const RunResult& run) { return run.utilization; });
    point.unstable = mean_over(runs, [](const RunResult& run) { return run.offered_load; }) > 1 ||
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
    result.eligible = !deployment.example || scenario.examples_compete;
    result.model = deployment.model;
    result.replications = runs.size();
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
    for (const auto& check : bill_checks) add_check(result.audit, check);
    std::stable_sort(result.load_curve.begin(), result.load_curve.end(),
                     [](const LoadPoint& left, const LoadPoint& right) { return left.load < right.load; });
    result.fingerprint = combined_fingerprint(fingerprints);
    if (runs.empty()) return result;

    result.requests = summarise_requests(runs);
    result.requests_per_s = rate_per_s(runs, scenario.horizon);
    result.latency = summarise_latency(runs, &RunResult::latency);
    result.wait = summarise_latency(runs, &RunResult::wait);
    result.latency_distribution = summarise_distribution(runs);
    result.parts = summarise_parts(runs);
    result.parts_at_percentile = summarise_parts_at_percentiles(runs);
    result.cost = summarise_cost(runs, bills, scenario.horizon);
    result.instances = summarise_instances(runs);
    result.cold_start_count = mean_over(runs, [](const RunResult& run) { return run.cold_starts; });
    if (result.requests.measured > 0) result.cold_start_share = result.cold_start_count / result.requests.measured;
    result.utilization = mean_over(runs, [](const RunResult& run) { return run.utilization; });
    result.offered_load = mean_over(runs, [](const RunResult& run) { return run.offered_load; });
    result.energy_kwh = mean_over(runs, [](const RunResult& run) { return run.energy_kwh; });
    result.backlog_grows = deployment.serving != scenarios::Serving::batch && backlog_grows(runs, scenario.horizon);
    Judgement judgement = judge(scenario, deployment, runs);
    result.slo = std::move(judgement.slo);
    result.deadline = judgement.deadline;
    result.bucket = runs.front().bucket;
    result.series = with_cost_rate(runs.front(), bills.front(), deployment.prices);
    result.by_replication = figures_by_replication(runs, bills, scenario.horizon);
    if (result.model && !result.model->step_times.profile.empty()) {
        const double steps = mean_over(runs, [](const RunResult& run) { return run.steps; });
        const double outside = mean_over(runs, [](const RunResult& run) { return run.extrapolated_steps; });
        result.extrapolated_steps_share = steps > 0 ? outside / steps : 0;
    }
    widen_by_profile(result, deployment, scenario.horizon);
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
