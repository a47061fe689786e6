// SPDX-FileCopyrightText: 2026 The Plimsoll authors
// SPDX-License-Identifier: Apache-2.0
#pragma once

#include "sim/control/controller.hpp"
#include "sim/disciplines/engine.hpp"
#include "sim/fleet/fleet.hpp"
#include "sim/plan/plan.hpp"

#include <memory>
#include <vector>

namespace plimsoll::sim {

/// Lets the controllers of a deployment look at their pools when it is time, and batch windows open. Made at time 0,
/// when all of that instant's requests have arrived.
class ControllersAtWork {
public:
    ControllersAtWork(const DeploymentPlan& plan, Duration horizon, RequestEngine& engine, Fleet& fleet);
    ControllersAtWork(const ControllersAtWork&) = delete;
    ControllersAtWork& operator=(const ControllersAtWork&) = delete;
    ~ControllersAtWork() = default;

    /// Whether some pool of no desired replicas waits for its first request: every event of the engine may be that.
    [[nodiscard]] bool wait_for_first_request() const;
    /// At t: wakes those that do, where a request waits.
    void wake(SimTime t);

private:
    /// Counters of a pool when its controller last looked.
    struct Readings {
        std::uint64_t deployment_arrivals = 0;
        std::uint64_t unrouted = 0;  ///< of them, those that any pool may take
        std::uint64_t routed = 0;
        double busy_seconds = 0;
        double ready_seconds = 0;
        double in_system_seconds = 0;
    };
    struct Watch {
        std::size_t pool;
        std::unique_ptr<Controller> controller;
        Readings last;
    };

    void arrange_look(Watch& watch, SimTime t);
    void look(Watch& watch, SimTime t);
    [[nodiscard]] Readings read(std::size_t pool) const;
    /// What there is for all ready replicas, as far as those of the pool have an equal part in it.
    [[nodiscard]] double part_of(std::size_t pool, std::uint64_t shared) const;
    /// Whether no other pool has a replica, or starts one.
    [[nodiscard]] bool is_alone(std::size_t pool) const;
    [[nodiscard]] std::uint64_t in_system(std::size_t pool) const;
    void arrange_window(SimTime t);

    const DeploymentPlan& plan_;
    SimTime horizon_;
    RequestEngine& engine_;
    Fleet& fleet_;
    std::vector<std::unique_ptr<Watch>> watches_;
};

/// Whether a controller of the deployment watches latencies.
[[nodiscard]] bool watches_latencies(const DeploymentPlan& plan);

}  // namespace plimsoll::sim
