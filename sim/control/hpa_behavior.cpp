// SPDX-FileCopyrightText: 2026 The Plimsoll authors
// SPDX-License-Identifier: Apache-2.0
#include "sim/control/hpa_behavior.hpp"

#include <algorithm>
#include <cmath>
#include <limits>

namespace plimsoll::sim {

namespace {

// The default scale-up policies; the one that allows more counts.
constexpr Duration kPolicyPeriod = std::chrono::seconds(15);
constexpr double kScaleUpFactor = 2;  // 100 % more
constexpr std::int64_t kScaleUpPods = 4;

}  // namespace

std::uint32_t whole_replicas(double value) {
    constexpr double kMost = std::numeric_limits<std::int32_t>::max();
    return static_cast<std::uint32_t>(std::clamp(std::ceil(value), 0.0, kMost));
}

/// Events older than `age`, or exactly as old, no longer count.
void HpaBehavior::forget(History& history, SimTime now, Duration age) {
    while (!history.empty() && now - history.front().at >= age) history.pop_front();
}

std::int64_t HpaBehavior::total(const History& history) {
    std::int64_t sum = 0;
    for (const auto& entry : history) sum += entry.value;
    return sum;
}

void HpaBehavior::found(SimTime now, std::uint32_t replicas) {
    if (recommendations_.empty()) recommendations_.push_back({now, replicas});
}

std::uint32_t HpaBehavior::settle(SimTime now, std::uint32_t replicas, std::uint32_t wanted) {
    return limit_rate(now, replicas, stabilize(now, replicas, wanted));
}

void HpaBehavior::changed(SimTime now, std::uint32_t from, std::uint32_t to) {
    if (to > from) added_.push_back({now, to - from});
    if (to < from) removed_.push_back({now, from - to});
}

std::uint32_t HpaBehavior::stabilize(SimTime now, std::uint32_t replicas, std::uint32_t wanted) {
    std::uint32_t at_least = wanted;  // lowest recommendation of the scale-up window
    std::uint32_t at_most = wanted;   // highest recommendation of the scale-down window
    for (const auto& [at, value] : recommendations_) {
        if (now - at < up_) at_least = std::min(at_least, value);
        if (now - at < down_) at_most = std::max(at_most, value);
    }
    forget(recommendations_, now, std::max(up_, down_));
    recommendations_.push_back({now, wanted});
    return std::min(std::max(replicas, at_least), at_most);
}

std::uint32_t HpaBehavior::limit_rate(SimTime now, std::uint32_t replicas, std::uint32_t wanted) {
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
