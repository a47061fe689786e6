// SPDX-FileCopyrightText: 2026 The Plimsoll authors
// SPDX-License-Identifier: Apache-2.0
#include "sim/compare/rare_events.hpp"

#include "sim/compare/bill.hpp"
#include "sim/compare/summary.hpp"

#include <algorithm>
#include <functional>

namespace plimsoll::results {

namespace {

using Figure = std::function<double(const RunResult&)>;

/// What one interruption changes of a figure: the difference of the replications with more of them, by their number.
std::optional<double> change_by_one(const DeploymentRuns& deployment, const Figure& figure) {
    double change = 0;
    double more = 0;
    for (const auto& [replication, run] : deployment.interrupted_more) {
        if (replication >= deployment.runs.size()) continue;
        const auto& usual = deployment.runs[replication];
        change += figure(run) - figure(usual);
        more += static_cast<double>(run.instances.interrupted) - static_cast<double>(usual.instances.interrupted);
    }
    if (more <= 0) return std::nullopt;
    return change / more;
}

/// Of a mean over replications, when their number may be anything in `number` and was `seen`, per replication.
Margin margin_by_number(double change, const Interval& number, double seen) {
    const double fewer = change * (number.lo - seen);
    const double more = change * (number.hi - seen);
    return {std::max({0.0, -fewer, -more}), std::max({0.0, fewer, more})};
}

/// The interval reaches at least so far; of a quantity that cannot be negative.
void reach(std::optional<Interval>& ci, double value, const Margin& margin) {
    if (!ci) return;
    ci->lo = std::max(0.0, std::min(ci->lo, value - margin.below));
    ci->hi = std::max(ci->hi, value + margin.above);
}

}  // namespace

double interruptions_seen(const DeploymentResult& deployment) {
    return deployment.instances.interrupted * static_cast<double>(deployment.replications);
}

bool saw_few_interruptions(const DeploymentResult& deployment) {
    return deployment.interruptible && deployment.replications > 0 && interruptions_seen(deployment) < kFewEvents;
}

void widen_by_rare_events(DeploymentResult& result, const DeploymentRuns& deployment, Duration horizon) {
    if (!saw_few_interruptions(result)) return;
    const auto replications = static_cast<double>(result.replications);
    const double seen = result.instances.interrupted;
    const Interval all = poisson_interval(interruptions_seen(result));
    const Interval number{all.lo / replications, all.hi / replications};
    result.interruptions_ci = number;

    const auto margin = [&](const Figure& figure) {
        const auto change = change_by_one(deployment, figure);
        return change ? margin_by_number(*change, number, seen) : Margin{};
    };
    const auto scaled = [](const Margin& of, double factor) { return Margin{of.below * factor, of.above * factor}; };
    auto& cost = result.cost;
    const Margin total =
        margin([&](const RunResult& run) { return bill_of(run, deployment.prices).total.approximate(); });
    reach(cost.total_ci, cost.total.approximate(), total);
    cost.interruptions_per_month = scaled(total, seconds_of(pricing::kMonth) / seconds_of(horizon));
    reach(cost.per_month_ci, cost.per_month.approximate(), cost.interruptions_per_month);
    if (cost.per_1k_requests && cost.total != pricing::Money())
        reach(cost.per_1k_requests_ci, cost.per_1k_requests->approximate(),
              scaled(total, cost.per_1k_requests->approximate() / cost.total.approximate()));
    const auto mean = [&](LatencySummary& latency, Histogram RunResult::*which) {
        reach(latency.mean.ci, latency.mean.value,
              margin([which](const RunResult& run) { return (run.*which).mean_seconds(); }));
    };
    mean(result.latency, &RunResult::latency);
    mean(result.wait, &RunResult::wait);
}

}  // namespace plimsoll::results
