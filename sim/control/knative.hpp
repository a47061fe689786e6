// SPDX-FileCopyrightText: 2026 The Plimsoll authors
// SPDX-License-Identifier: Apache-2.0
#pragma once

#include "scenarios/scenario.hpp"
#include "sim/control/controller.hpp"

#include <deque>
#include <memory>
#include <optional>

namespace plimsoll::sim {

/// The Knative Pod Autoscaler on concurrency: every 2 s, the mean number of requests at the pool's replicas, or waiting
/// where they may be taken by them, over a stable and a panic window, each divided by the target, which is a share of
/// the requests that a container may serve at once. Follows Scale of knative/serving
/// (pkg/autoscaler/scaling/autoscaler.go):
///
///     wanted(window) = ceil(mean concurrency / target), within [floor(ready / max scale-down rate),
///                                                               ceil(max scale-up rate x ready)], ready at least 1
///
/// Panic begins when the panic window wants `panic_threshold` times the ready replicas, and ends when that has not been
/// so for a stable window. In panic the larger of both numbers counts, and none is given up. An autoscaler that finds
/// more than one replica begins in panic, since it has no history. Scaled to zero, the activator holds the requests and
/// tells the autoscaler of the first one at once; the last replica goes when nothing was wanted for a grace period.
class Knative final : public Controller {
public:
    Knative(const scenarios::KnativeSpec& spec, const scenarios::ReplicasSpec& replicas)
        : spec_(spec), limits_(replicas) {}

    [[nodiscard]] Duration period() const override { return std::chrono::seconds(2); }
    std::uint32_t desired(const Observation& seen) override;
    [[nodiscard]] bool wakes_for_first_request() const override { return true; }

private:
    /// Mean over the last ticks that make up the window, or over all there are.
    [[nodiscard]] double mean_concurrency(SimTime now, Duration window) const;
    [[nodiscard]] std::uint32_t wanted(const Observation& seen);
    [[nodiscard]] std::uint32_t held(SimTime now, std::uint32_t replicas, std::uint32_t wanted);

    struct Stretch {
        SimTime begin;
        double in_system_seconds;
    };
    scenarios::KnativeSpec spec_;
    scenarios::ReplicasSpec limits_;
    std::deque<Stretch> history_;  ///< between looks, of the last stable window
    SimTime last_look_ = kStart;
    bool first_ = true;
    std::optional<SimTime> panic_since_;
    std::uint32_t panic_replicas_ = 0;
    std::optional<SimTime> unwanted_since_;
};

[[nodiscard]] std::unique_ptr<Controller> controller_of(const scenarios::KnativeSpec& spec,
                                                        const scenarios::ReplicasSpec& replicas);

}  // namespace plimsoll::sim
