// SPDX-FileCopyrightText: 2026 The Plimsoll authors
// SPDX-License-Identifier: Apache-2.0
#include "sim/compare/step_time_doubt.hpp"

#include "sim/compare/bill.hpp"
#include "sim/compare/contest.hpp"
#include "sim/compare/objectives.hpp"
#include "sim/compare/summary.hpp"

#include <algorithm>
#include <cmath>
#include <utility>

namespace plimsoll::results {
namespace {

/// What the two simulations and the one between them say of one figure.
struct ThreeFigures {
    double faster = 0;
    double centre = 0;
    double slower = 0;
};

/// The change of a figure at either end of what step times may be.
StepTimeEffect effect_of(const ThreeFigures& figures, bool ends_are_given) {
    if (ends_are_given) return {figures.faster - figures.centre, figures.slower - figures.centre};
    const double slope = kNormal975 * (figures.slower - figures.faster) / 2;
    return {-slope, slope};
}

Margin margin_of(const StepTimeEffect& effect) {
    return {std::max({0.0, -effect.faster, -effect.slower}), std::max({0.0, effect.faster, effect.slower})};
}

bool is_nothing(const Margin& margin) { return margin.below == 0 && margin.above == 0; }

/// The interval with the margin joined to it; of a quantity that cannot be negative.
std::optional<Interval> widened(const std::optional<Interval>& ci, double value, const Margin& margin) {
    if (is_nothing(margin)) return ci;
    auto wider = interval_about(value, joined(margin_of(ci, value), margin));
    wider.lo = std::max(0.0, wider.lo);
    return wider;
}

/// Summaries of the first replication as it is, and with other steps.
template <class Summary>
struct Three {
    Summary faster, centre, slower;
};

class Widening {
public:
    explicit Widening(bool ends_are_given) : ends_are_given_(ends_are_given) {}

    [[nodiscard]] Margin margin(const ThreeFigures& figures) const {
        return margin_of(effect_of(figures, ends_are_given_));
    }

    void latency(LatencySummary& all, const Three<LatencySummary>& three) const {
        for (const auto part : {&LatencySummary::mean, &LatencySummary::p50, &LatencySummary::p90, &LatencySummary::p95,
                                &LatencySummary::p99}) {
            auto& estimate = all.*part;
            const auto wider =
                margin({(three.faster.*part).value, (three.centre.*part).value, (three.slower.*part).value});
            estimate.step_time_margin = std::max(wider.below, wider.above);
            estimate.below_resolution = estimate.below_resolution && is_nothing(wider);
            estimate.ci = widened(estimate.ci, estimate.value, wider);
        }
    }

    void objective(SloOutcome& outcome, const Three<SloOutcome>& three) const {
        if (!outcome.value_s || !three.faster.value_s || !three.centre.value_s || !three.slower.value_s) return;
        const auto wider = margin({*three.faster.value_s, *three.centre.value_s, *three.slower.value_s});
        outcome.step_time_margin = std::max(wider.below, wider.above);
        outcome.ci = widened(outcome.ci, *outcome.value_s, wider);
        const double limit = seconds_of(outcome.slo.at_most);
        if (outcome.ci) outcome.clear = outcome.ci->hi <= limit || outcome.ci->lo > limit;
    }

    void cost(CostSummary& all, const Three<CostSummary>& three) const {
        const auto figures = [&](auto member) {
            return ThreeFigures{(three.faster.*member).approximate(), (three.centre.*member).approximate(),
                                (three.slower.*member).approximate()};
        };
        all.step_times_per_month = effect_of(figures(&CostSummary::per_month), ends_are_given_);
        all.per_month_ci = widened(all.per_month_ci, all.per_month.approximate(), margin_of(all.step_times_per_month));
        all.total_ci = widened(all.total_ci, all.total.approximate(), margin(figures(&CostSummary::total)));
        const auto& [faster, centre, slower] = three;
        if (!all.per_1k_requests || !faster.per_1k_requests || !centre.per_1k_requests || !slower.per_1k_requests)
            return;
        all.per_1k_requests_ci =
            widened(all.per_1k_requests_ci, all.per_1k_requests->approximate(),
                    margin({faster.per_1k_requests->approximate(), centre.per_1k_requests->approximate(),
                            slower.per_1k_requests->approximate()}));
    }

private:
    bool ends_are_given_;
};

OtherSteps other_steps(const ScenarioFacts& scenario, const DeploymentRuns& deployment, const RunResult& run,
                       double factor, double cost_change) {
    DeploymentResult judged;
    judged.replications = 1;
    Judgement judgement = judge(scenario, deployment, {&run, 1});
    judged.slo = std::move(judgement.slo);
    judged.deadline = judgement.deadline;
    return {factor, cost_change, judged.feasible(), worst_ratio(judged)};
}

}  // namespace

void widen_by_step_times(DeploymentResult& result, const ScenarioFacts& scenario, const DeploymentRuns& deployment) {
    if (!deployment.faster || !deployment.slower || deployment.runs.empty()) return;
    const bool ends_are_given = deployment.step_factor > 0;
    const std::span<const RunResult> faster(&*deployment.faster, 1);
    const std::span<const RunResult> centre(&deployment.runs.front(), 1);
    const std::span<const RunResult> slower(&*deployment.slower, 1);
    const auto three = [&](auto summary) {
        return Three<decltype(summary(centre))>{summary(faster), summary(centre), summary(slower)};
    };
    const Widening widening(ends_are_given);
    const auto latency = [](Histogram RunResult::*which) {
        return [which](std::span<const RunResult> runs) { return summarise_latency(runs, which); };
    };
    widening.latency(result.latency, three(latency(&RunResult::latency)));
    widening.latency(result.wait, three(latency(&RunResult::wait)));
    if (result.first_token) widening.latency(*result.first_token, three(latency(&RunResult::first_token)));
    if (result.per_token) widening.latency(*result.per_token, three(latency(&RunResult::per_token)));
    if (result.token_gaps) widening.latency(*result.token_gaps, three(latency(&RunResult::token_gaps)));
    for (auto& outcome : result.slo)
        widening.objective(outcome,
                           three([&](std::span<const RunResult> runs) { return judge_slo(outcome.slo, runs); }));
    const auto cost = three([&](std::span<const RunResult> runs) {
        return summarise_cost(runs, bills_of(runs, deployment.prices), scenario.horizon);
    });
    widening.cost(result.cost, cost);

    const double sd = deployment.model ? deployment.model->step_times.relative_sd : 0;
    const auto change = [&](const CostSummary& other) {
        return (other.per_month - cost.centre.per_month).approximate();
    };
    result.central_worst_ratio = other_steps(scenario, deployment, centre.front(), 1, 0).worst_ratio;
    result.faster = other_steps(scenario, deployment, faster.front(),
                                ends_are_given ? 1 / deployment.step_factor : 1 - sd, change(cost.faster));
    result.slower = other_steps(scenario, deployment, slower.front(), ends_are_given ? deployment.step_factor : 1 + sd,
                                change(cost.slower));
}

bool share_step_times(const DeploymentResult& left, const DeploymentResult& right) {
    if (!left.model || !right.model) return false;
    const auto& one = left.model->step_times;
    const auto& other = right.model->step_times;
    return one.profile == other.profile && one.device == other.device;
}

Margin step_time_margin_of_difference(const DeploymentResult& left, const DeploymentResult& right) {
    const auto& a = left.cost.step_times_per_month;
    const auto& b = right.cost.step_times_per_month;
    if (share_step_times(left, right)) return margin_of(StepTimeEffect{a.faster - b.faster, a.slower - b.slower});
    return joined(margin_of(a), margin_of(StepTimeEffect{-b.faster, -b.slower}));
}

}  // namespace plimsoll::results
