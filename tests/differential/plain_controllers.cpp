// SPDX-FileCopyrightText: 2026 The Plimsoll authors
// SPDX-License-Identifier: Apache-2.0
#include "plain_controllers.hpp"

#include <algorithm>
#include <cmath>
#include <utility>

namespace plimsoll::sim {

using Metric = scenarios::HpaSpec::Metric;

PlainHpa::PlainHpa(const scenarios::HpaSpec& spec, const scenarios::ReplicasSpec& limits, RequestEngine& engine,
                   std::size_t pool)
    : spec_(spec),
      engine_(engine),
      pool_(pool),
      routed_(engine.recorder().routed_arrivals(pool)),
      unrouted_(engine.recorder().unrouted_arrivals()),
      behavior_(spec.scale_up_stabilization, spec.scale_down_stabilization, limits) {}

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
    behavior_.found(view.now, view.desired);
    if (view.ready == 0) return view.desired;
    return behavior_.settle(view.now, view.desired, wanted(view, value));
}

void PlainBehavior::found(SimTime now, std::int64_t replicas) {
    if (recommendations_.empty()) recommendations_.push_back({now, replicas});
}

std::uint32_t PlainBehavior::settle(SimTime now, std::int64_t replicas, std::int64_t wanted) {
    std::int64_t lowest = wanted;
    std::int64_t highest = wanted;
    for (const Entry& entry : recommendations_) {
        if (now - entry.at < up_) lowest = std::min(lowest, entry.value);
        if (now - entry.at < down_) highest = std::max(highest, entry.value);
    }
    recommendations_.push_back({now, wanted});
    std::int64_t result = replicas;
    if (result < lowest) result = lowest;
    if (result > highest) result = highest;

    // Within 15 s at most twice as many, or four more.
    std::int64_t before = replicas;
    for (const Entry& entry : changes_)
        if (now - entry.at < std::chrono::seconds(15)) before -= entry.value;
    const std::int64_t allowed = std::max<std::int64_t>({2 * before, before + 4, replicas});
    result = std::clamp<std::int64_t>(std::min(result, allowed), limits_.min, limits_.max);
    changes_.push_back({now, result - replicas});
    return static_cast<std::uint32_t>(result);
}

PlainKeda::PlainKeda(const scenarios::KedaSpec& spec, const scenarios::ReplicasSpec& limits, RequestEngine& engine)
    : spec_(spec),
      limits_(limits),
      engine_(engine),
      at_poll_(engine.recorder().arrivals()),
      at_sync_(engine.recorder().arrivals()),
      behavior_(spec.scale_up_stabilization, spec.scale_down_stabilization, {std::max(limits.min, 1U), limits.max}) {}

double PlainKeda::metric(std::uint64_t& arrivals_before, Duration since) const {
    const std::uint64_t arrived = engine_.recorder().arrivals() - arrivals_before;
    arrivals_before += arrived;
    if (spec_.metric == Metric::requests_per_second) return static_cast<double>(arrived) / seconds_of(since);
    return static_cast<double>(engine_.recorder().in_system());
}

std::uint32_t PlainKeda::desired(const PlainView& view) {
    const auto is_time = [&view](Duration period) { return view.now.time_since_epoch() % period == Duration(0); };
    std::uint32_t replicas = view.desired;
    if (is_time(spec_.polling_interval)) {
        const bool active = metric(at_poll_, spec_.polling_interval) > spec_.activation;
        if (active) active_ = view.now;
        const bool rested = !active_ || view.now - *active_ > spec_.cooldown;
        if (replicas == 0 && active)
            replicas = std::max(limits_.min, 1U);
        else if (!active && rested && limits_.min == 0)
            replicas = 0;
    }
    if (!is_time(spec_.sync_period)) return replicas;
    const double value = metric(at_sync_, spec_.sync_period);
    if (replicas == 0) return 0;
    behavior_.found(view.now, replicas);
    const double ratio = value / (spec_.target * replicas);
    const bool near = ratio >= 1 - spec_.tolerance && ratio <= 1 + spec_.tolerance;
    const auto wanted = static_cast<std::int64_t>(std::ceil(value / spec_.target));
    return behavior_.settle(view.now, replicas, near ? replicas : wanted);
}

double PlainKnative::mean_requests(SimTime now, double window_s) const {
    std::size_t from = looks_.size() - 1;
    while (from > 0 && seconds_of(now - looks_[from].first) < window_s) --from;
    const double length = seconds_of(now - looks_[from].first);
    return length > 0 ? (looks_.back().second - looks_[from].second) / length : 0;
}

std::uint32_t PlainKnative::desired(const PlainView& view) {
    const Recorder& recorder = engine_.recorder();
    if (view.now > looks_.back().first) looks_.emplace_back(view.now, recorder.in_system_seconds(pool_));
    if (std::exchange(first_, false) && view.ready > 1) {
        panic_ = view.now;
        panic_replicas_ = view.ready;
    }
    const double ready = std::max(view.ready, 1U);
    const auto replicas_for = [&](double window_s) {
        return std::ceil(mean_requests(view.now, window_s) / (spec_.container_concurrency * spec_.target_utilization));
    };
    const auto held = [&](double wanted) {
        return std::min(std::max(wanted, std::floor(ready / spec_.max_scale_down_rate)),
                        std::ceil(ready * spec_.max_scale_up_rate));
    };
    const double stable_s = seconds_of(spec_.stable_window);
    const double panic = replicas_for(stable_s * spec_.panic_window);
    if (panic / ready >= spec_.panic_threshold)
        panic_ = view.now;
    else if (panic_ && view.now - *panic_ > spec_.stable_window)
        panic_.reset();
    if (!panic_) panic_replicas_ = 0;
    double wanted = held(replicas_for(stable_s));
    if (panic_) wanted = panic_replicas_ = std::max({panic_replicas_, wanted, held(panic)});
    if (view.desired == 0 && recorder.held(pool_) + recorder.waiting() > 0) wanted = std::max(wanted, 1.0);
    const double result = std::min<double>(std::max<double>(wanted, limits_.min), limits_.max);

    if (result > 0 || view.desired == 0) {
        unwanted_.reset();
        return static_cast<std::uint32_t>(result);
    }
    if (!unwanted_) unwanted_ = view.now;
    return view.now - *unwanted_ >= spec_.grace_period ? 0 : 1;
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
