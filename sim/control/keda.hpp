// SPDX-FileCopyrightText: 2026 The Plimsoll authors
// SPDX-License-Identifier: Apache-2.0
#pragma once

#include "scenarios/scenario.hpp"
#include "sim/control/controller.hpp"
#include "sim/control/hpa_behavior.hpp"

#include <memory>
#include <optional>

namespace plimsoll::sim {

/// KEDA: an operator that polls a metric of the whole deployment, since its source of events (a message queue, a
/// monitoring system) knows no pools, and decides between none and some, and a HorizontalPodAutoscaler that decides how
/// many. Follows RequestScale of kedacore/keda
/// (pkg/scaling/executor/scale_scaledobjects.go) and, for the HPA, GetExternalPerPodMetricReplicas of
/// kubernetes/pkg/controller/podautoscaler/replica_calculator.go:
///
/// - Every polling interval: active means that the metric exceeds the activation threshold. Without replicas, active
///   starts one; with replicas and a minimum of 0, nothing active for longer than the cooldown ends all of them.
/// - Every sync period, with replicas: ceil(metric / target), unless metric / (target x replicas) is within the
///   tolerance, at least one; then the HPA's stabilization and rates.
class Keda final : public Controller {
public:
    Keda(const scenarios::KedaSpec& spec, const scenarios::ReplicasSpec& replicas);

    /// The two clocks' common beat; one is a multiple of the other.
    [[nodiscard]] Duration period() const override;
    std::uint32_t desired(const Observation& seen) override;

private:
    [[nodiscard]] double metric(const Observation& seen, std::uint64_t arrivals, Duration since) const;
    [[nodiscard]] std::uint32_t polled(SimTime now, std::uint32_t replicas, double metric);
    [[nodiscard]] std::uint32_t synced(SimTime now, std::uint32_t replicas, double metric);

    scenarios::KedaSpec spec_;
    scenarios::ReplicasSpec limits_;
    HpaBehavior behavior_;
    std::uint64_t arrivals_since_poll_ = 0;
    std::uint64_t arrivals_since_sync_ = 0;
    std::optional<SimTime> last_active_;
};

[[nodiscard]] std::unique_ptr<Controller> controller_of(const scenarios::KedaSpec& spec,
                                                        const scenarios::ReplicasSpec& replicas);

}  // namespace plimsoll::sim
