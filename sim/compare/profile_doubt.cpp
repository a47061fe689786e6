// SPDX-FileCopyrightText: 2026 The Plimsoll authors
// SPDX-License-Identifier: Apache-2.0
#include "sim/compare/profile_doubt.hpp"

#include "sim/compare/bill.hpp"
#include "sim/compare/latency_statistics.hpp"
#include "sim/compare/objectives.hpp"
#include "sim/compare/summary.hpp"

#include <algorithm>
#include <cmath>

namespace plimsoll::results {
namespace {

constexpr double kNormal975 = 1.959963984540054;  // 97.5 % quantile of the normal distribution

double half_width(double faster, double slower) { return kNormal975 * (slower - faster) / 2; }

std::optional<Interval> widened(const std::optional<Interval>& ci, double value, double half) {
    if (half == 0) return ci;
    const double above = std::hypot(ci ? ci->hi - value : 0, half);
    const double below = std::hypot(ci ? value - ci->lo : 0, half);
    return Interval{std::max(0.0, value - below), value + above};
}

void widen(Estimate& estimate, const Estimate& faster, const Estimate& slower) {
    estimate.profile_half_width = std::abs(half_width(faster.value, slower.value));
    estimate.ci = widened(estimate.ci, estimate.value, estimate.profile_half_width);
}

void widen(LatencySummary& latency, const LatencySummary& faster, const LatencySummary& slower) {
    for (const auto& statistic : kLatencyStatistics) {
        const auto part = statistic.member;
        widen(latency.*part, faster.*part, slower.*part);
    }
}

void widen(SloOutcome& outcome, const SloOutcome& faster, const SloOutcome& slower) {
    if (!outcome.value_s || !faster.value_s || !slower.value_s) return;
    outcome.ci = widened(outcome.ci, *outcome.value_s, std::abs(half_width(*faster.value_s, *slower.value_s)));
    if (outcome.ci) outcome.clear = !outcome.ci->contains(seconds_of(outcome.slo.at_most));
}

}  // namespace

void widen_by_profile(DeploymentResult& result, const DeploymentRuns& deployment, Duration horizon) {
    if (!deployment.faster || !deployment.slower) return;
    const std::span<const RunResult> faster(&*deployment.faster, 1);
    const std::span<const RunResult> slower(&*deployment.slower, 1);
    widen(result.latency, summarise_latency(faster, &RunResult::latency),
          summarise_latency(slower, &RunResult::latency));
    widen(result.wait, summarise_latency(faster, &RunResult::wait), summarise_latency(slower, &RunResult::wait));
    for (auto& outcome : result.slo) widen(outcome, judge_slo(outcome.slo, faster), judge_slo(outcome.slo, slower));

    const auto cheap = summarise_cost(faster, bills_of(faster, deployment.prices), horizon);
    const auto dear = summarise_cost(slower, bills_of(slower, deployment.prices), horizon);
    auto& cost = result.cost;
    const auto money = [](const pricing::Money& amount) { return amount.approximate(); };
    cost.profile_half_width_per_month = half_width(money(cheap.per_month), money(dear.per_month));
    cost.per_month_ci = widened(cost.per_month_ci, money(cost.per_month), std::abs(cost.profile_half_width_per_month));
    cost.total_ci =
        widened(cost.total_ci, money(cost.total), std::abs(half_width(money(cheap.total), money(dear.total))));
    if (cost.per_1k_requests && cheap.per_1k_requests && dear.per_1k_requests)
        cost.per_1k_requests_ci =
            widened(cost.per_1k_requests_ci, money(*cost.per_1k_requests),
                    std::abs(half_width(money(*cheap.per_1k_requests), money(*dear.per_1k_requests))));
}

std::optional<Interval> widened_difference(const std::optional<Interval>& ci, double difference,
                                           const DeploymentResult& left, const DeploymentResult& right) {
    const double a = left.cost.profile_half_width_per_month;
    const double b = right.cost.profile_half_width_per_month;
    if (a == 0 && b == 0) return ci;
    const bool shared = left.model && right.model && left.model->step_times.profile == right.model->step_times.profile;
    const double half = shared ? std::abs(a - b) : std::hypot(a, b);
    const double own = ci ? ci->half_width() : 0;
    const double all = std::hypot(own, half);
    return Interval{difference - all, difference + all};
}

}  // namespace plimsoll::results
