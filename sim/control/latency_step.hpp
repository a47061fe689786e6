// SPDX-FileCopyrightText: 2026 The Plimsoll authors
// SPDX-License-Identifier: Apache-2.0
#pragma once

#include "scenarios/scenario.hpp"
#include "sim/clock.hpp"
#include "sim/control/controller.hpp"

#include <cstdint>
#include <memory>
#include <optional>

namespace plimsoll::sim {

/// Step scaling on a latency percentile: `step` replicas more while the percentile is above one threshold, one less
/// while it is below another. Adding never waits; a removal comes no sooner than `cooldown` after the last change.
class LatencyStep {
public:
    LatencyStep(const scenarios::LatencyStepSpec& spec, const scenarios::ReplicasSpec& replicas)
        : spec_(spec), limits_(replicas) {}

    /// The number of replicas from now on. Call once per period, with times that do not decrease.
    /// \param latency the percentile over the period that ends now; empty when nothing completed in it. An empty period
    ///        says nothing (no traffic and a standstill look the same), so it changes nothing.
    std::uint32_t desired(SimTime now, std::uint32_t replicas, std::optional<Duration> latency);

private:
    [[nodiscard]] std::uint32_t wanted(SimTime now, std::uint32_t replicas, std::optional<Duration> latency) const;

    scenarios::LatencyStepSpec spec_;
    scenarios::ReplicasSpec limits_;
    std::optional<SimTime> last_change_;
};

[[nodiscard]] std::unique_ptr<Controller> controller_of(const scenarios::LatencyStepSpec& spec,
                                                        const scenarios::ReplicasSpec& replicas);

}  // namespace plimsoll::sim
