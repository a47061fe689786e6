// SPDX-FileCopyrightText: 2026 The Plimsoll authors
// SPDX-License-Identifier: Apache-2.0
#pragma once

#include "sim/disciplines/cold_clock.hpp"
#include "sim/disciplines/continuous_batching/token_scheduler.hpp"
#include "sim/disciplines/kernel_base.hpp"
#include "sim/disciplines/ring.hpp"
#include "sim/disciplines/slots/instance_places.hpp"
#include "sim/disciplines/work_sums.hpp"

#include <optional>
#include <vector>

namespace plimsoll::sim {

/// Serverless instances that answer token by token: requests launch them and keep-alive ends them, as SlotsKernel has
/// it, and each has a scheduler (TokenScheduler) with as many requests as it has places. The rules are those of
/// docs/semantics.md.
class TokenInstancesKernel final : public KernelBase<TokenInstancesKernel>, private TokenScheduler::Listener {
public:
    TokenInstancesKernel(const DeploymentPlan& plan, std::unique_ptr<RequestSource> source, std::uint64_t seed,
                         const RecorderOptions& options);

    void replica_ready(ReplicaSlot slot, std::size_t pool, Duration billed_start) override;
    SimTime replica_draining(ReplicaSlot slot) override;
    void replica_lost(ReplicaSlot slot) override;
    SimTime next_demand() override {
        return recorder_.tells_conversations() ? next_event()
                                               : places_.next_demand(arrivals_, timers_.next_time(), now_);
    }
    Demands take_demands() override { return places_.take_demands(); }
    void add_work(std::span<pricing::PoolUsage> pools) const override { work_.add_to(pools[kOnlyPool]); }
    [[nodiscard]] TokenLoad token_load(std::size_t pool) override;

private:
    friend KernelBase;
    static constexpr std::uint64_t kNobody = ~std::uint64_t{0};
    static constexpr std::uint64_t kKeepAlive = 1;

    struct Instance {
        std::optional<TokenScheduler> scheduler;  ///< empty: it starts, or there is none
        std::uint64_t launched_for = kNobody;     ///< id of the request
        std::vector<Sequence> promised;           ///< who waits for it to start
        SimTime busy_since;                       ///< start of the present stretch of use
        Duration billed_start{};                  ///< billed part of the cold start
        Duration stretch_start{};                 ///< the same where the present stretch began with it
        SimTime armed = kNever;                   ///< for when its next event was set
    };

    void on_arrival();
    void on_completion();  ///< the event's key: slot; perhaps no longer of use
    void on_timer();       ///< the event's key: slot << 1, and 1 for a keep-alive, 0 for requests that have come
    void begin(ReplicaSlot slot, Sequence sequence, Duration cold);
    void fill(ReplicaSlot slot);
    template <class Action>
    void act(ReplicaSlot slot, Action action);
    void reject(const Sequence& sequence);

    void started(Sequence& /*sequence*/) override {}
    void ended(const Sequence& sequence) override;
    void stepped(std::uint64_t steps, bool leaves_grid) override { recorder_.steps(steps, leaves_grid); }
    void gave(const TokensInARow& row) override { recorder_.gave(row); }
    void gave_late(Duration gap) override { recorder_.gave_late(gap); }

    const ContinuousBatching rules_;
    const TokenServing serving_;
    const std::size_t max_queue_;
    PromptStore prompts_;  ///< of the requests in the deployment
    InstancePlaces places_;
    std::vector<Instance> instances_;
    Ring<Sequence> queue_;
    ColdClock cold_clock_;
    WorkSums work_;
    ReplicaSlot acting_ = SlotSet::kNone;
};

}  // namespace plimsoll::sim
