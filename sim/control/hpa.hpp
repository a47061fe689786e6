// SPDX-FileCopyrightText: 2026 The Plimsoll authors
// SPDX-License-Identifier: Apache-2.0
#pragma once

#include "scenarios/scenario.hpp"
#include "sim/clock.hpp"
#include "sim/control/controller.hpp"
#include "sim/control/hpa_behavior.hpp"

#include <cstdint>
#include <memory>

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
/// it has when the object sets none. Follows calcPlainMetricReplicas (replica_calculator.go) and reconcileAutoscaler
/// (horizontal.go) of kubernetes/pkg/controller/podautoscaler.
///
/// As there, a pool without a ready replica has no metric and keeps its number, so a pool scaled to zero stays at zero.
class Hpa {
public:
    Hpa(const scenarios::HpaSpec& spec, const scenarios::ReplicasSpec& replicas)
        : spec_(spec),
          limits_(replicas),
          behavior_(spec.scale_up_stabilization, spec.scale_down_stabilization, replicas) {}

    /// The number of replicas from now on. Call once per sync period, with times that do not decrease.
    std::uint32_t desired(const HpaObservation& seen);

private:
    [[nodiscard]] std::uint32_t wanted_by_metric(const HpaObservation& seen) const;

    scenarios::HpaSpec spec_;
    scenarios::ReplicasSpec limits_;
    HpaBehavior behavior_;
};

[[nodiscard]] std::unique_ptr<Controller> controller_of(const scenarios::HpaSpec& spec,
                                                        const scenarios::ReplicasSpec& replicas);

}  // namespace plimsoll::sim
