// SPDX-FileCopyrightText: 2026 The Plimsoll authors
// SPDX-License-Identifier: Apache-2.0
#pragma once

#include "scenarios/scenario.hpp"
#include "sim/clock.hpp"

#include <cstdint>
#include <deque>

namespace plimsoll::sim {

/// What the HorizontalPodAutoscaler sees at one sync.
struct HpaObservation {
    SimTime now;
    std::uint32_t replicas = 0;   ///< desired number at present (the scale's spec)
    std::uint32_t ready = 0;      ///< replicas that serve
    std::uint32_t not_ready = 0;  ///< replicas still starting ("pending" pods)
    double metric_per_ready = 0;  ///< average of the metric over the ready replicas; unused where there is none
};

/// The Kubernetes HorizontalPodAutoscaler (autoscaling/v2) for one metric averaged over pods, with the behaviour that
/// it has when the object sets none: at most twice the replicas or four more per 15 s, whichever is more; any number
/// less. Follows calcPlainMetricReplicas (replica_calculator.go) and reconcileAutoscaler,
/// stabilizeRecommendationWithBehaviors and convertDesiredReplicasWithBehaviorRate (horizontal.go) of
/// kubernetes/pkg/controller/podautoscaler.
///
/// As there, a pool without a ready replica has no metric and keeps its number, so a pool scaled to zero stays at zero.
class Hpa {
public:
    Hpa(const scenarios::HpaSpec& spec, const scenarios::ReplicasSpec& replicas) : spec_(spec), limits_(replicas) {}

    /// The number of replicas from now on. Call once per sync period, with times that do not decrease.
    std::uint32_t desired(const HpaObservation& seen);

private:
    struct Entry {
        SimTime at;
        std::uint32_t value;
    };
    using History = std::deque<Entry>;

    [[nodiscard]] std::uint32_t wanted_by_metric(const HpaObservation& seen) const;
    std::uint32_t stabilize(SimTime now, std::uint32_t replicas, std::uint32_t wanted);
    [[nodiscard]] std::uint32_t limit_rate(SimTime now, std::uint32_t replicas, std::uint32_t wanted);

    scenarios::HpaSpec spec_;
    scenarios::ReplicasSpec limits_;
    History recommendations_;
    History added_;  ///< replicas, in the last period of the rate policies
    History removed_;
};

}  // namespace plimsoll::sim
