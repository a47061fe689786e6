// SPDX-FileCopyrightText: 2026 The Plimsoll authors
// SPDX-License-Identifier: Apache-2.0
#pragma once

#include "sim/disciplines/engine.hpp"
#include "sim/disciplines/slot_set.hpp"
#include "sim/fleet/instance.hpp"
#include "sim/fleet/instance_log.hpp"
#include "sim/fleet/life_log.hpp"
#include "sim/fleet/platform.hpp"
#include "sim/fleet/spot_market.hpp"
#include "sim/plan/plan.hpp"

#include <simgrid/s4u/ConditionVariable.hpp>
#include <simgrid/s4u/Mutex.hpp>

#include <deque>
#include <exception>
#include <functional>
#include <memory>
#include <optional>
#include <vector>

namespace plimsoll::sim {

/// The machines of one deployment: keeps every pool at its desired number of replicas, brings instances up phase by
/// phase, takes them away, and tells the request engine. Callers of a method that says "at t" have advanced the engine
/// to t. The rules are those of docs/semantics.md.
///
/// Every call into SimGrid lets the other actors of the same instant run. So a change of the fleet is made whole first,
/// without any such call; actors that it starts, ends or wakes are noted in `later_` and served by `flush` at its end.
class Fleet {
public:
    /// `lives`: of how many instances, the first ones, `lives` tells everything.
    Fleet(const DeploymentPlan& plan, RequestEngine& engine, Platform& platform, std::uint64_t seed, std::size_t lives);

    /// Brings the minimum number of replicas up and warm at time 0, before the first request.
    void start_warm();
    /// At t: launches what the pool lacks, or gives up what it has too much of.
    void set_desired(std::size_t pool, std::uint32_t desired, SimTime t);
    /// At t: serves what the engine has asked for since the last call (launches, ended instances, idle batch replicas).
    void serve_demands(SimTime t);

    /// At t: a batch window has opened.
    void window_opened(SimTime t);

    [[nodiscard]] std::uint32_t desired(std::size_t pool) const { return pools_[pool].desired; }
    [[nodiscard]] std::uint32_t count(std::size_t pool, Instance::State state) const;
    [[nodiscard]] std::uint32_t ready() const;

    /// Counts the changes of the fleet so far.
    [[nodiscard]] std::uint64_t changes() const { return changes_; }
    /// Suspends the calling actor until t, or until the number of changes is no longer `seen`.
    void wait_for_change_until(SimTime t, std::uint64_t seen);

    /// Runs an actor's code: an exception (a malformed trace, a bug) is kept for the driver, which wakes up for it;
    /// left to itself, SimGrid would end the process.
    void guarded(const std::function<void()>& code);
    /// Throws what `guarded` has kept.
    void rethrow_failure() const {
        if (failure_) std::rethrow_exception(failure_);
    }

    [[nodiscard]] InstanceLog& log() { return log_; }
    [[nodiscard]] std::vector<results::InstanceLife> lives() const { return lives_.lives(); }
    /// Ends the lives of everything still there at `end`.
    void close(SimTime end);

private:
    struct Pool {
        const PoolPlan* plan = nullptr;
        std::uint32_t desired = 0;
        std::optional<SpotMarket> market;
        bool waits_for_capacity = false;  ///< an actor sleeps until the market has capacity again
    };

    Instance& add_instance(std::size_t pool, scenarios::Purchase purchase, ReplicaSlot slot, SimTime t);
    /// The instance of that launch, if it still exists.
    Instance* current(ReplicaSlot slot, std::uint64_t launch);
    void launch(std::size_t pool, scenarios::Purchase purchase, SimTime t);
    void bring_up(Instance& instance, SimTime t);
    void live(ReplicaSlot slot, std::uint64_t launch);
    void up(ReplicaSlot slot, std::uint64_t launch, SimTime t);
    void plan_reclaim(Instance& instance, SimTime t);
    void reclaim(ReplicaSlot slot, std::uint64_t launch, SimTime notice);
    void reconcile(std::size_t pool, SimTime t);
    void reconcile_spot(std::size_t pool, SimTime t);
    void give_up(std::size_t pool, std::optional<scenarios::Purchase> purchase, std::uint32_t number, SimTime t);
    void drain(Instance& instance, SimTime t);
    void end(ReplicaSlot slot, SimTime t, results::LifeEnd how);
    void wait_for_capacity(std::size_t pool);
    void plan_batch(SimTime t);
    void set_desired_quietly(std::size_t pool, std::uint32_t desired, SimTime t);
    void count_starting(std::int64_t change, SimTime t);
    [[nodiscard]] std::uint32_t count(std::size_t pool, Instance::State state, scenarios::Purchase purchase) const;

    simgrid::s4u::ActorPtr spawn(const char* name, std::function<void()> code);
    /// Notes that an actor is to be started, or ended.
    void spawn_later(const char* name, std::function<void()> code);
    void kill_later(simgrid::s4u::ActorPtr actor);
    /// Wakes the driver and serves what was noted.
    void flush();

    const DeploymentPlan& plan_;
    RequestEngine& engine_;
    Platform& platform_;
    std::vector<Pool> pools_;
    std::vector<std::unique_ptr<Instance>> instances_;  ///< by slot; null: free
    std::uint64_t launches_ = 0;
    InstanceLog log_;
    LifeLog lives_;
    std::exception_ptr failure_;
    std::deque<std::function<void()>> later_;
    std::uint64_t changes_ = 0;

    simgrid::s4u::MutexPtr mutex_;
    simgrid::s4u::ConditionVariablePtr change_;
};

}  // namespace plimsoll::sim
