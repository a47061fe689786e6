// SPDX-FileCopyrightText: 2026 The Plimsoll authors
// SPDX-License-Identifier: Apache-2.0
#pragma once

#include "sim/disciplines/engine.hpp"
#include "sim/fleet/instance_log.hpp"
#include "sim/fleet/life_log.hpp"
#include "sim/fleet/platform.hpp"
#include "sim/fleet/roster.hpp"
#include "sim/fleet/spot_market.hpp"
#include "sim/fleet/timetable.hpp"
#include "sim/plan/plan.hpp"

#include <cstdint>
#include <optional>
#include <vector>

namespace plimsoll::sim {

/// The machines of one deployment: keeps every pool at its desired number of replicas, brings instances up phase by
/// phase, takes them away, and tells the request engine. Whoever calls a method that says "at t" has advanced the
/// engine to t. The rules are those of docs/semantics.md.
class Fleet {
public:
    /// `lives`: of how many instances, the first ones, `lives` tells everything.
    Fleet(const DeploymentPlan& plan, RequestEngine& engine, Platform& platform, std::uint64_t seed, std::size_t lives);

    /// Brings the minimum number of replicas up and warm at time 0, before the first request.
    void start_warm();
    /// At t: launches what the pool lacks, or gives up what it has too much of.
    void set_desired(std::size_t pool, std::uint32_t desired, SimTime t);
    /// At t: serves what the engine asks for: launches, ended instances, replicas for what a batch window has released.
    void serve_demands(SimTime t);

    [[nodiscard]] std::uint32_t desired(std::size_t pool) const { return pools_[pool].desired; }
    [[nodiscard]] std::size_t pools() const { return pools_.size(); }
    [[nodiscard]] const Roster& roster() const { return roster_; }

    /// What is going to happen; the driver makes it happen.
    [[nodiscard]] Timetable& timetable() { return timetable_; }
    [[nodiscard]] InstanceLog& log() { return log_; }
    [[nodiscard]] std::vector<results::InstanceLife> lives() const { return lives_.lives(); }
    /// Ends the lives of everything still there at `end`.
    void close(SimTime end);

private:
    struct Pool {
        const PoolPlan* plan = nullptr;
        std::uint32_t desired = 0;
        std::optional<SpotMarket> market;
        bool waits_for_capacity = false;
    };
    /// What happens to an instance at a time.
    using Step = void (Fleet::*)(Instance&, SimTime);

    // batch windows (batch_windows.cpp)
    void plan_batch(const Demands& demands, SimTime t);

    // as many as desired (fleet.cpp)
    void reconcile(std::size_t pool, SimTime t);
    void reconcile_spot(std::size_t pool, SimTime t);
    void give_up(std::size_t pool, scenarios::Purchase purchase, std::uint32_t number, SimTime t);

    // an instance's life (instance_life.cpp)
    Instance& add_instance(std::size_t pool, scenarios::Purchase purchase, ReplicaSlot slot, SimTime t);
    /// Arranges a step for as long as the instance exists.
    void arrange(SimTime at, const Instance& instance, Step step);
    void launch(std::size_t pool, scenarios::Purchase purchase, SimTime t);
    void bring_up(Instance& instance, SimTime t);
    void provisioned(Instance& instance, SimTime t);
    void pull(Instance& instance, results::LifePhase phase, Platform::Source source, double bytes, Step next,
              SimTime t);
    void booted(Instance& instance, SimTime t);
    void has_image(Instance& instance, SimTime t);
    void has_weights(Instance& instance, SimTime t);
    void up(Instance& instance, SimTime t);
    void drain(Instance& instance, SimTime t);
    void drained(Instance& instance, SimTime t);
    void end(Instance& instance, SimTime t, results::LifeEnd how);
    void ended_start(SimTime t);

    // spot (interruption.cpp)
    void plan_interruption(const Instance& instance, SimTime t);
    void interrupted(Instance& instance, SimTime t);
    void last_call(Instance& instance, SimTime t);
    void gone(Instance& instance, SimTime t);
    void wait_for_capacity(std::size_t pool);
    void capacity_back(std::size_t pool, SimTime t);

    const DeploymentPlan& plan_;
    RequestEngine& engine_;
    Platform& platform_;
    std::vector<Pool> pools_;
    Roster roster_;
    Timetable timetable_;
    InstanceLog log_;
    LifeLog lives_;
};

}  // namespace plimsoll::sim
