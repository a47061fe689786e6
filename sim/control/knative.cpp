// SPDX-FileCopyrightText: 2026 The Plimsoll authors
// SPDX-License-Identifier: Apache-2.0
#include "sim/control/knative.hpp"

#include <algorithm>
#include <cmath>
#include <limits>
#include <utility>

namespace plimsoll::sim {

namespace {

std::uint32_t replicas_of(double number) {
    return static_cast<std::uint32_t>(std::clamp(number, 0.0, double{std::numeric_limits<std::int32_t>::max()}));
}

}  // namespace

double Knative::mean_concurrency(SimTime now, Duration window) const {
    double sum = 0;
    Duration length{0};
    for (auto stretch = history_.rbegin(); stretch != history_.rend() && length < window; ++stretch) {
        sum += stretch->in_system_seconds;
        length = now - stretch->begin;
    }
    return length > Duration{0} ? sum / seconds_of(length) : 0;
}

std::uint32_t Knative::desired(const Observation& seen) {
    if (seen.now > last_look_) history_.push_back({last_look_, seen.in_system_seconds});
    last_look_ = seen.now;
    while (history_.size() > 1 && seen.now - history_[1].begin >= spec_.stable_window) history_.pop_front();
    if (std::exchange(first_, false) && seen.ready > 1) {
        panic_since_ = seen.now;
        panic_replicas_ = seen.ready;
    }
    return held(seen.now, seen.desired, std::clamp(wanted(seen), limits_.min, limits_.max));
}

std::uint32_t Knative::wanted(const Observation& seen) {
    const double ready = std::max(seen.ready, 1U);
    const double target = spec_.container_concurrency * spec_.target_utilization;
    const double least = std::floor(ready / spec_.max_scale_down_rate);
    const double most = std::ceil(ready * spec_.max_scale_up_rate);
    const auto panic_window = duration_from_seconds(seconds_of(spec_.stable_window) * spec_.panic_window);
    const double stable = std::ceil(mean_concurrency(seen.now, spec_.stable_window) / target);
    const double panic = std::ceil(mean_concurrency(seen.now, panic_window) / target);

    if (panic / ready >= spec_.panic_threshold) {
        panic_since_ = seen.now;
    } else if (panic_since_ && seen.now - *panic_since_ > spec_.stable_window) {
        panic_since_.reset();
        panic_replicas_ = 0;
    }
    std::uint32_t result = replicas_of(std::min(std::max(stable, least), most));
    if (panic_since_) {
        panic_replicas_ = std::max({panic_replicas_, result, replicas_of(std::min(std::max(panic, least), most))});
        result = panic_replicas_;
    }
    return seen.desired == 0 && seen.in_system > 0 ? std::max(result, 1U) : result;
}

/// The last replica stays for the grace period.
std::uint32_t Knative::held(SimTime now, std::uint32_t replicas, std::uint32_t wanted) {
    if (wanted > 0 || replicas == 0) {
        unwanted_since_.reset();
        return wanted;
    }
    if (!unwanted_since_) unwanted_since_ = now;
    return now - *unwanted_since_ >= spec_.grace_period ? 0 : 1;
}

std::unique_ptr<Controller> controller_of(const scenarios::KnativeSpec& spec, const scenarios::ReplicasSpec& replicas) {
    return std::make_unique<Knative>(spec, replicas);
}

}  // namespace plimsoll::sim
