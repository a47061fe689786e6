// SPDX-FileCopyrightText: 2026 The Plimsoll authors
// SPDX-License-Identifier: Apache-2.0
#include "sim/compare/objectives.hpp"

#include "sim/plan/request_limit.hpp"

#include <algorithm>
#include <limits>

namespace plimsoll::results {

namespace {

constexpr double kPercent = 100;

Histogram pooled(std::span<const RunResult> runs, Histogram RunResult::*which) {
    Histogram all;
    for (const auto& run : runs) all.merge(run.*which);
    return all;
}

/// Quantile q of all requests when a share of them never got an answer: the quantile q / (1 - unanswered) of those
/// that did. Nothing when that is beyond 1, or when nobody got an answer.
std::optional<double> quantile_of_all(const Histogram& answered, double unanswered, double q) {
    constexpr double kRounding = 4 * std::numeric_limits<double>::epsilon();
    const double share = 1 - unanswered;
    if (share <= 0 || q > share * (1 + kRounding)) return std::nullopt;
    return seconds_of(answered.quantile(std::min(1.0, q / share)));
}

double attainment(const Histogram& answered, double unanswered, Duration limit) {
    return (1 - unanswered) * answered.share_at_most(limit);
}

}  // namespace

double unanswered_share(std::span<const RunResult> runs) {
    std::uint64_t arrived = 0;
    std::uint64_t completed = 0;
    for (const auto& run : runs) {
        arrived += run.requests.arrived;
        completed += run.requests.completed;
    }
    if (arrived == 0) return 0;
    return static_cast<double>(arrived - completed) / static_cast<double>(arrived);
}

Histogram RunResult::*histogram_of(scenarios::SloSpec::Metric metric) {
    using Metric = scenarios::SloSpec::Metric;
    switch (metric) {
        case Metric::latency:
            return &RunResult::latency;
        case Metric::wait:
            return &RunResult::wait;
        case Metric::ttft:
            return &RunResult::first_token;
        case Metric::tpot:
            return &RunResult::per_token;
        case Metric::itl:
            return &RunResult::token_gaps;
    }
    return &RunResult::latency;
}

SloOutcome judge_slo(const scenarios::SloSpec& slo, std::span<const RunResult> runs) {
    const auto which = histogram_of(slo.metric);
    const double q = slo.percentile / kPercent;
    const double limit = seconds_of(slo.at_most);
    const double unanswered = unanswered_share(runs);
    const Histogram all = pooled(runs, which);

    SloOutcome outcome;
    outcome.slo = slo;
    outcome.value_s = quantile_of_all(all, unanswered, q);
    outcome.met = outcome.value_s && *outcome.value_s <= limit;
    outcome.attainment = attainment(all, unanswered, slo.at_most);
    if (!outcome.value_s) return outcome;

    std::vector<double> sections;
    for (const auto& run : runs) {
        if (run.requests.arrived == 0) continue;
        const auto value = quantile_of_all(run.*which, unanswered_share({&run, 1}), q);
        if (!value) return outcome;  // an infinite estimate has no interval
        sections.push_back(*value);
    }
    outcome.ci = sectioning_interval(*outcome.value_s, sections);
    if (outcome.ci) outcome.clear = outcome.ci->hi <= limit || outcome.ci->lo > limit;
    return outcome;
}

std::optional<Goodput> goodput_of(std::span<const scenarios::SloSpec> slos, std::span<const RunResult> runs,
                                  double requests_per_s) {
    const auto limits = sim::request_limits(slos);
    if (limits.empty()) return std::nullopt;
    const double unanswered = unanswered_share(runs);
    double share = 0;
    if (limits.size() == 1) {
        share = attainment(pooled(runs, histogram_of(limits.front().metric)), unanswered, limits.front().at_most);
    } else {
        std::uint64_t good = 0;
        std::uint64_t measured = 0;
        for (const auto& run : runs) {
            good += run.good;
            measured += run.requests.measured;
        }
        if (measured > 0) share = (1 - unanswered) * static_cast<double>(good) / static_cast<double>(measured);
    }
    return Goodput{share, share * requests_per_s};
}

DeadlineOutcome judge_deadline(Duration deadline, std::span<const RunResult> runs) {
    const double unanswered = unanswered_share(runs);
    const Histogram latency = pooled(runs, &RunResult::latency);
    DeadlineOutcome outcome;
    outcome.at_most = deadline;
    outcome.attainment = attainment(latency, unanswered, deadline);
    if (unanswered > 0) return outcome;
    outcome.slowest_s = seconds_of(latency.max());
    outcome.met = latency.max() <= deadline;
    return outcome;
}

bool Judgement::met() const {
    return (!deadline || deadline->met) &&
           std::all_of(slo.begin(), slo.end(), [](const SloOutcome& outcome) { return outcome.met; });
}

Judgement judge(const ScenarioFacts& scenario, const DeploymentRuns& deployment, std::span<const RunResult> runs) {
    Judgement judgement;
    if (deployment.deadline) judgement.deadline = judge_deadline(*deployment.deadline, runs);
    if (deployment.serving == scenarios::Serving::batch) return judgement;
    for (const auto& slo : scenario.slos) judgement.slo.push_back(judge_slo(slo, runs));
    return judgement;
}

}  // namespace plimsoll::results
