// SPDX-FileCopyrightText: 2026 The Plimsoll authors
// SPDX-License-Identifier: Apache-2.0
#include "sim/compare/result_change.hpp"

#include "sim/compare/contest.hpp"

#include <algorithm>
#include <cmath>
#include <functional>
#include <limits>

namespace plimsoll::results {

namespace {

const DeploymentResult* recommended(const Comparison& comparison) {
    const auto& cheapest = comparison.verdict.cheapest;
    return cheapest ? &comparison.deployments[*cheapest] : nullptr;
}

const DeploymentResult* named_like(const std::string& name, const Comparison& comparison) {
    const auto found = std::find_if(comparison.deployments.begin(), comparison.deployments.end(),
                                    [&](const auto& each) { return each.name == name; });
    return found == comparison.deployments.end() ? nullptr : &*found;
}

/// Sectioning of the difference (statistics.hpp), or of each side and the root of the sum of their squares.
std::optional<Interval> interval_of(const FigureChange& change, const std::vector<double>& before,
                                    const std::vector<double>& after) {
    if (before.size() < 2 || after.size() < 2) return {};
    if (change.paired) {
        std::vector<double> differences(after.size());
        std::transform(after.begin(), after.end(), before.begin(), differences.begin(), std::minus<>());
        const double half = sectioning_half_width(change.difference(), differences);
        return Interval{change.difference() - half, change.difference() + half};
    }
    const double half =
        std::hypot(sectioning_half_width(change.before, before), sectioning_half_width(change.after, after));
    return Interval{change.difference() - half, change.difference() + half};
}

FigureChange change_of(double before, double after, const std::vector<double>& each_before,
                       const std::vector<double>& each_after, bool paired) {
    FigureChange change{before, after, {}, paired && each_before.size() == each_after.size()};
    change.difference_ci = interval_of(change, each_before, each_after);
    return change;
}

double below_resolution(const Estimate& estimate) {
    return estimate.below_resolution && estimate.ci ? estimate.ci->half_width() : 0;
}

}  // namespace

std::optional<bool> FigureChange::clear() const {
    if (!difference_ci) return {};
    return !difference_ci->contains(0);
}

double FigureChange::relative() const {
    if (before != 0) return difference() / before;
    return after > 0 ? std::numeric_limits<double>::infinity() : 0;
}

bool DeploymentChange::same() const {
    return before != nullptr && after != nullptr && before->fingerprint == after->fingerprint &&
           before->cost.per_month == after->cost.per_month && before->feasible() == after->feasible() &&
           decisive_attainment(*before) == decisive_attainment(*after);
}

bool ResultChange::same() const {
    return std::all_of(deployments.begin(), deployments.end(), [](const auto& each) { return each.same(); });
}

bool share_random_numbers(const Comparison& before, const Comparison& after) {
    return before.scenario.seed == after.scenario.seed && before.notes.lost.empty() && after.notes.lost.empty();
}

std::optional<FigureChange> cost_change(const DeploymentResult& before, const DeploymentResult& after, bool paired) {
    if (before.replications == 0 || after.replications == 0) return {};
    return change_of(before.cost.per_month.approximate(), after.cost.per_month.approximate(),
                     before.by_replication.cost_per_month, after.by_replication.cost_per_month, paired);
}

std::optional<FigureChange> p99_change(const DeploymentResult& before, const DeploymentResult& after, bool paired) {
    if (before.requests.measured <= 0 || after.requests.measured <= 0) return {};
    auto change = change_of(before.latency.p99.value, after.latency.p99.value, before.by_replication.latency_p99_s,
                            after.by_replication.latency_p99_s, paired);
    // A histogram tells no less: what differs by a bucket may be the same.
    if (const double bucket = std::hypot(below_resolution(before.latency.p99), below_resolution(after.latency.p99));
        bucket > 0 && change.difference_ci && change.difference() != 0)
        change.difference_ci = interval_about(
            change.difference(), joined(margin_of(change.difference_ci, change.difference()), {bucket, bucket}));
    return change;
}

ResultChange change_between(const Comparison& before, const Comparison& after) {
    const bool paired = share_random_numbers(before, after);
    ResultChange change{recommended(before), recommended(after), {}};
    for (const auto& deployment : after.deployments) {
        const auto* old = named_like(deployment.name, before);
        auto& each = change.deployments.emplace_back(DeploymentChange{deployment.name, old, &deployment, {}, {}});
        if (old == nullptr) continue;
        each.cost_per_month = cost_change(*old, deployment, paired);
        each.latency_p99_s = p99_change(*old, deployment, paired);
    }
    for (const auto& deployment : before.deployments)
        if (named_like(deployment.name, after) == nullptr)
            change.deployments.push_back({deployment.name, &deployment, nullptr, {}, {}});
    return change;
}

}  // namespace plimsoll::results
