// SPDX-FileCopyrightText: 2026 The Plimsoll authors
// SPDX-License-Identifier: Apache-2.0
#pragma once

#include "sim/disciplines/engine.hpp"
#include "sim/plan/plan.hpp"

#include <memory>
#include <vector>

namespace simgrid::s4u {
class Engine;
class Host;
}  // namespace simgrid::s4u

namespace plimsoll::sim {

/// The network on which images and weights reach the instances of one deployment: a star with the registry, the weights
/// store and every instance, each behind its own link. Flows share the links fairly (max-min, SimGrid's CM02 model
/// without latencies and cross traffic).
class Platform {
public:
    explicit Platform(const DeploymentPlan& plan);
    Platform(const Platform&) = delete;
    Platform& operator=(const Platform&) = delete;
    ~Platform();

    /// Runs the simulation until no actor is left that is not a daemon.
    void run();
    /// Where actors live that move no data.
    [[nodiscard]] simgrid::s4u::Host* control() const { return registry_; }
    /// Blocks the calling actor while the bytes flow.
    void pull_image(ReplicaSlot slot, double bytes);
    void load_weights(ReplicaSlot slot, double bytes);

private:
    std::unique_ptr<simgrid::s4u::Engine> engine_;
    simgrid::s4u::Host* registry_ = nullptr;
    simgrid::s4u::Host* store_ = nullptr;
    std::vector<simgrid::s4u::Host*> instances_;
};

}  // namespace plimsoll::sim
