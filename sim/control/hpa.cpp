// SPDX-FileCopyrightText: 2026 The Plimsoll authors
// SPDX-License-Identifier: Apache-2.0
#include "sim/control/hpa.hpp"

#include <algorithm>

namespace plimsoll::sim {

namespace {

using Metric = scenarios::HpaSpec::Metric;

/// Looks with the eyes of the metrics pipeline: averages over the pool's replicas that serve.
class HpaController final : public Controller {
public:
    HpaController(const scenarios::HpaSpec& spec, const scenarios::ReplicasSpec& replicas)
        : spec_(spec), hpa_(spec, replicas) {}

    [[nodiscard]] Duration period() const override { return spec_.sync_period; }
    std::uint32_t desired(const Observation& seen) override {
        return hpa_.desired({.now = seen.now,
                             .replicas = seen.desired,
                             .ready = seen.ready,
                             .not_ready = seen.starting,
                             .metric_per_ready = metric_per_ready(seen)});
    }

private:
    [[nodiscard]] double metric_per_ready(const Observation& seen) const {
        const double ready = std::max(seen.ready, 1U);
        switch (spec_.metric) {
            case Metric::utilization:
                return seen.ready_seconds > 0 ? seen.busy_seconds / seen.ready_seconds : 0;
            case Metric::requests_per_second:
                return seen.arrivals / seconds_of(spec_.sync_period) / ready;
            case Metric::waiting_per_replica:
                return static_cast<double>(seen.tokens.waiting) / ready;
            case Metric::tokens_per_replica:
                return static_cast<double>(seen.tokens.tokens()) / ready;
            case Metric::kv_cache_usage:
                return seen.tokens.kv_usage / ready;
            case Metric::requests_per_replica:
                break;
        }
        return seen.requests / ready;
    }

    scenarios::HpaSpec spec_;
    Hpa hpa_;
};

}  // namespace

std::uint32_t Hpa::desired(const HpaObservation& seen) {
    behavior_.found(seen.now, seen.replicas);

    std::uint32_t result = seen.replicas;
    if (seen.replicas == 0 && limits_.min != 0) return 0;  // scaled to zero by hand: switched off
    if (seen.replicas > limits_.max) {
        result = limits_.max;
    } else if (seen.replicas < limits_.min) {
        result = limits_.min;
    } else if (seen.ready > 0) {
        result = behavior_.settle(seen.now, seen.replicas, wanted_by_metric(seen));
    }

    behavior_.changed(seen.now, seen.replicas, result);
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

std::unique_ptr<Controller> controller_of(const scenarios::HpaSpec& spec, const scenarios::ReplicasSpec& replicas) {
    return std::make_unique<HpaController>(spec, replicas);
}

}  // namespace plimsoll::sim
