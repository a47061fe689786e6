// SPDX-FileCopyrightText: 2026 The Plimsoll authors
// SPDX-License-Identifier: Apache-2.0
#pragma once

#include "scenarios/scenario.hpp"
#include "sim/clock.hpp"

#include <cstdint>
#include <deque>

namespace plimsoll::sim {

/// What the HorizontalPodAutoscaler makes of a recommendation: stabilization over two windows, and the rate that it has
/// when the object sets none: at most twice the replicas or four more per 15 s, whichever is more; any number less.
/// Follows stabilizeRecommendationWithBehaviors and convertDesiredReplicasWithBehaviorRate (horizontal.go) of
/// kubernetes/pkg/controller/podautoscaler.
class HpaBehavior {
public:
    HpaBehavior(Duration scale_up_stabilization, Duration scale_down_stabilization,
                const scenarios::ReplicasSpec& replicas)
        : up_(scale_up_stabilization), down_(scale_down_stabilization), limits_(replicas) {}

    /// The number found at the first sync is the first recommendation: a start is no reason to scale down at once.
    void found(SimTime now, std::uint32_t replicas);
    /// The number that follows from a recommendation.
    std::uint32_t settle(SimTime now, std::uint32_t replicas, std::uint32_t wanted);
    /// Notes a change for the rates.
    void changed(SimTime now, std::uint32_t from, std::uint32_t to);

private:
    struct Entry {
        SimTime at;
        std::uint32_t value;
    };
    using History = std::deque<Entry>;

    static void forget(History& history, SimTime now, Duration age);
    static std::int64_t total(const History& history);
    std::uint32_t stabilize(SimTime now, std::uint32_t replicas, std::uint32_t wanted);
    std::uint32_t limit_rate(SimTime now, std::uint32_t replicas, std::uint32_t wanted);

    Duration up_;
    Duration down_;
    scenarios::ReplicasSpec limits_;
    History recommendations_;
    History added_;  ///< replicas, in the last period of the rate policies
    History removed_;
};

/// A number of replicas from a quotient: rounded up.
[[nodiscard]] std::uint32_t whole_replicas(double value);

}  // namespace plimsoll::sim
