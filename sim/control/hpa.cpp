// SPDX-FileCopyrightText: 2026 The Plimsoll authors
// SPDX-License-Identifier: Apache-2.0
#include "sim/control/hpa.hpp"

#include <algorithm>
#include <cmath>
#include <limits>

namespace plimsoll::sim {

namespace {

// The default scale-up policies; the one that allows more counts.
constexpr Duration kPolicyPeriod = std::chrono::seconds(15);
constexpr double kScaleUpFactor = 2;  // 100 % more
constexpr std::int64_t kScaleUpPods = 4;

std::uint32_t whole_replicas(double value) {
    constexpr double kMost = std::numeric_limits<std::int32_t>::max();
    return static_cast<std::uint32_t>(std::clamp(std::ceil(value), 0.0, kMost));
}

/// Events older than `age`, or exactly as old, no longer count.
template <typename History>
void forget(History& history, SimTime now, Duration age) {
    while (!history.empty() && now - history.front().at >= age) history.pop_front();
}

template <typename History>
std::int64_t total(const History& history) {
    std::int64_t sum = 0;
    for (const auto& entry : history) sum += entry.value;
    return sum;
}

}  // namespace

std::uint32_t Hpa::desired(const HpaObservation& seen) {
    // The number found at the first sync is the first recommendation: a start is no reason to scale down at once.
    if (recommendations_.empty()) recommendations_.push_back({seen.now, seen.replicas});

    std::uint32_t result = seen.replicas;
    if (seen.replicas == 0 && limits_.min != 0) return 0;  // scaled to zero by hand: switched off
    if (seen.replicas > limits_.max) {
        result = limits_.max;
    } else if (seen.replicas < limits_.min) {
        result = limits_.min;
    } else if (seen.ready > 0) {
        const std::uint32_t stable = stabilize(seen.now, seen.replicas, wanted_by_metric(seen));
        result = limit_rate(seen.now, seen.replicas, stable);
    }

    if (result > seen.replicas) added_.push_back({seen.now, result - seen.replicas});
    if (result < seen.replicas) removed_.push_back({seen.now, seen.replicas - result});
    return result;
}

std::uint32_t Hpa::wanted_by_metric(const HpaObservation& seen) const {
    const auto within_tolerance = [this](double ratio) {
        return ratio >= 1 - spec_.tolerance && ratio <= 1 + spec_.tolerance;
    };
    const double ratio = seen.metric_per_ready / spec_.target;
    if (ratio <= 1 || seen.not_ready == 0) {
        // Downwards the starting replicas are set aside.
        return within_tolerance(ratio) ? seen.replicas : whole_replicas(ratio * seen.ready);
    }

    // Upwards they count as idle: what is under way already is not asked for again.
    const double counted = static_cast<double>(seen.ready) + seen.not_ready;
    const double damped = seen.metric_per_ready * seen.ready / counted / spec_.target;
    if (damped < 1 || within_tolerance(damped)) return seen.replicas;  // too little, or the direction would flip
    const std::uint32_t wanted = whole_replicas(damped * counted);
    return std::max(wanted, seen.replicas);  // fewer than now would flip it too
}

std::uint32_t Hpa::stabilize(SimTime now, std::uint32_t replicas, std::uint32_t wanted) {
    std::uint32_t at_least = wanted;  // lowest recommendation of the scale-up window
    std::uint32_t at_most = wanted;   // highest recommendation of the scale-down window
    for (const auto& [at, value] : recommendations_) {
        if (now - at < spec_.scale_up_stabilization) at_least = std::min(at_least, value);
        if (now - at < spec_.scale_down_stabilization) at_most = std::max(at_most, value);
    }
    forget(recommendations_, now, std::max(spec_.scale_up_stabilization, spec_.scale_down_stabilization));
    recommendations_.push_back({now, wanted});
    return std::min(std::max(replicas, at_least), at_most);
}

std::uint32_t Hpa::limit_rate(SimTime now, std::uint32_t replicas, std::uint32_t wanted) {
    forget(added_, now, kPolicyPeriod);
    forget(removed_, now, kPolicyPeriod);
    if (wanted <= replicas) return std::max(wanted, limits_.min);  // 100 % per period downwards is no limit

    const std::int64_t at_period_start = std::int64_t{replicas} - total(added_) + total(removed_);
    const double doubled = std::ceil(static_cast<double>(at_period_start) * kScaleUpFactor);
    const std::int64_t allowed = std::max(static_cast<std::int64_t>(doubled), at_period_start + kScaleUpPods);
    const std::int64_t most = std::min<std::int64_t>(std::max<std::int64_t>(allowed, replicas), limits_.max);
    return static_cast<std::uint32_t>(std::min<std::int64_t>(wanted, most));
}

}  // namespace plimsoll::sim
