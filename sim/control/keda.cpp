// SPDX-FileCopyrightText: 2026 The Plimsoll authors
// SPDX-License-Identifier: Apache-2.0
#include "sim/control/keda.hpp"

#include <algorithm>
#include <utility>

namespace plimsoll::sim {

namespace {

/// The HPA that KEDA makes does not scale to zero: that is KEDA's own.
scenarios::ReplicasSpec at_least_one(scenarios::ReplicasSpec replicas) {
    replicas.min = std::max(replicas.min, 1U);
    return replicas;
}

}  // namespace

Keda::Keda(const scenarios::KedaSpec& spec, const scenarios::ReplicasSpec& replicas)
    : spec_(spec),
      limits_(replicas),
      behavior_(spec.scale_up_stabilization, spec.scale_down_stabilization, at_least_one(replicas)) {}

Duration Keda::period() const { return std::min(spec_.polling_interval, spec_.sync_period); }

/// Without a ready replica there is nobody to tell of tokens: requests are looked at, or nothing would start the first.
double Keda::metric(const Observation& seen, std::uint64_t arrivals, Duration since) const {
    using Metric = scenarios::HpaSpec::Metric;
    const TokenLoad& tokens = seen.deployment_tokens;
    const auto requests = static_cast<double>(seen.deployment_in_system);
    if (is_of_tokens(spec_.metric) && tokens.kv_blocks == 0) return requests;
    switch (spec_.metric) {
        case Metric::requests_per_second:
            return static_cast<double>(arrivals) / seconds_of(since);
        case Metric::waiting_per_replica:
            return static_cast<double>(tokens.waiting);
        case Metric::tokens_per_replica:
            return static_cast<double>(tokens.tokens());
        case Metric::kv_cache_usage:
            return tokens.kv_usage;
        case Metric::requests_per_replica:
        case Metric::utilization:  // refused
            break;
    }
    return requests;
}

std::uint32_t Keda::desired(const Observation& seen) {
    arrivals_since_poll_ += seen.deployment_arrivals;
    arrivals_since_sync_ += seen.deployment_arrivals;
    std::uint32_t replicas = seen.desired;
    const Duration age = seen.now - kStart;
    if (age % spec_.polling_interval == Duration{0})
        replicas =
            polled(seen.now, replicas, metric(seen, std::exchange(arrivals_since_poll_, 0), spec_.polling_interval));
    if (age % spec_.sync_period == Duration{0}) {
        const double value = metric(seen, std::exchange(arrivals_since_sync_, 0), spec_.sync_period);
        if (replicas > 0) replicas = synced(seen.now, replicas, value);
    }
    return replicas;
}

std::uint32_t Keda::polled(SimTime now, std::uint32_t replicas, double metric) {
    const bool active = metric > spec_.activation;
    if (active) last_active_ = now;
    if (replicas == 0) return active ? std::max(limits_.min, 1U) : 0;
    const bool cooled_down = !last_active_ || now - *last_active_ > spec_.cooldown;
    return !active && limits_.min == 0 && cooled_down ? 0 : replicas;
}

std::uint32_t Keda::synced(SimTime now, std::uint32_t replicas, double metric) {
    behavior_.found(now, replicas);
    const double ratio = metric / (spec_.target * replicas);
    const bool near = ratio >= 1 - spec_.tolerance && ratio <= 1 + spec_.tolerance;
    const std::uint32_t wanted = near ? replicas : whole_replicas(metric / spec_.target);
    const std::uint32_t result = behavior_.settle(now, replicas, wanted);
    behavior_.changed(now, replicas, result);
    return result;
}

std::unique_ptr<Controller> controller_of(const scenarios::KedaSpec& spec, const scenarios::ReplicasSpec& replicas) {
    return std::make_unique<Keda>(spec, replicas);
}

}  // namespace plimsoll::sim
