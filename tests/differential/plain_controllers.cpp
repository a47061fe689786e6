// SPDX-FileCopyrightText: 2026 The Plimsoll authors
// SPDX-License-Identifier: Apache-2.0
#include "plain_controllers.hpp"

#include <algorithm>
#include <cmath>

namespace plimsoll::sim {

using Metric = scenarios::HpaSpec::Metric;

PlainHpa::PlainHpa(const scenarios::HpaSpec& spec, const scenarios::ReplicasSpec& limits, RequestEngine& engine,
                   std::size_t pool)
    : spec_(spec),
      limits_(limits),
      engine_(engine),
      pool_(pool),
      routed_(engine.recorder().routed_arrivals(pool)),
      unrouted_(engine.recorder().unrouted_arrivals()) {}

double PlainHpa::metric(const PlainView& view) {
    const Recorder& recorder = engine_.recorder();
    const auto part = [&view](std::uint64_t shared) {
        return static_cast<double>(shared) * view.ready / std::max(view.ready_of_all, 1U);
    };
    const double arrived =
        static_cast<double>(recorder.routed_arrivals(pool_) - routed_) + part(recorder.unrouted_arrivals() - unrouted_);
    const double busy = recorder.busy_seconds(pool_) - busy_;
    const double up = recorder.ready_seconds(pool_) - up_;
    routed_ = recorder.routed_arrivals(pool_);
    unrouted_ = recorder.unrouted_arrivals();
    busy_ = recorder.busy_seconds(pool_);
    up_ = recorder.ready_seconds(pool_);
    const double replicas = std::max(view.ready, 1U);
    if (spec_.metric == Metric::requests_per_second) return arrived / seconds_of(spec_.sync_period) / replicas;
    if (spec_.metric == Metric::utilization) return up > 0 ? busy / up : 0;
    return (static_cast<double>(recorder.held(pool_)) + part(recorder.waiting())) / replicas;
}

/// Ready replicas times metric over target; on the way up the starting ones count as idle.
std::uint32_t PlainHpa::wanted(const PlainView& view, double metric) const {
    const auto near = [&](double ratio) { return ratio >= 1 - spec_.tolerance && ratio <= 1 + spec_.tolerance; };
    const double ratio = metric / spec_.target;
    if (ratio > 1 && view.starting > 0) {
        const double all = static_cast<double>(view.ready) + view.starting;
        const double mean = metric * view.ready / all / spec_.target;
        if (mean < 1 || near(mean)) return view.desired;
        return std::max(view.desired, static_cast<std::uint32_t>(std::ceil(mean * all)));
    }
    return near(ratio) ? view.desired : static_cast<std::uint32_t>(std::ceil(ratio * view.ready));
}

std::uint32_t PlainHpa::desired(const PlainView& view) {
    const double value = metric(view);
    if (recommendations_.empty()) recommendations_.push_back({view.now, view.desired});
    if (view.ready == 0) return view.desired;

    const std::int64_t want = wanted(view, value);
    std::int64_t lowest = want;
    std::int64_t highest = want;
    for (const Entry& entry : recommendations_) {
        if (view.now - entry.at < spec_.scale_up_stabilization) lowest = std::min(lowest, entry.value);
        if (view.now - entry.at < spec_.scale_down_stabilization) highest = std::max(highest, entry.value);
    }
    recommendations_.push_back({view.now, want});
    std::int64_t result = view.desired;
    if (result < lowest) result = lowest;
    if (result > highest) result = highest;

    // Within 15 s at most twice as many, or four more.
    std::int64_t before = view.desired;
    for (const Entry& entry : changes_)
        if (view.now - entry.at < std::chrono::seconds(15)) before -= entry.value;
    const std::int64_t allowed = std::max<std::int64_t>({2 * before, before + 4, view.desired});
    result = std::clamp<std::int64_t>(std::min(result, allowed), limits_.min, limits_.max);
    changes_.push_back({view.now, result - view.desired});
    return static_cast<std::uint32_t>(result);
}

std::uint32_t PlainLatencyStep::desired(const PlainView& view) {
    const results::Histogram latencies = engine_.recorder().take_latency_window(pool_);
    if (latencies.count() == 0) return view.desired;
    const Duration value = latencies.quantile(spec_.percentile / 100);
    const bool rested = !changed_ || view.now - *changed_ >= spec_.cooldown;
    std::uint32_t result = view.desired;
    if (value > spec_.above)
        result = std::min(view.desired + spec_.step, limits_.max);
    else if (value < spec_.below && rested)
        result = std::max(view.desired - 1, limits_.min);
    if (result != view.desired) changed_ = view.now;
    return result;
}

}  // namespace plimsoll::sim
