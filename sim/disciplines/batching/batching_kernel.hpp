// SPDX-FileCopyrightText: 2026 The Plimsoll authors
// SPDX-License-Identifier: Apache-2.0
#pragma once

#include "sim/disciplines/cold_clock.hpp"
#include "sim/disciplines/free_times.hpp"
#include "sim/disciplines/kernel_base.hpp"
#include "sim/disciplines/ring.hpp"
#include "sim/disciplines/router.hpp"
#include "sim/disciplines/slot_set.hpp"
#include "sim/disciplines/work_sums.hpp"
#include "sim/random/stream.hpp"

#include <cstddef>
#include <span>
#include <vector>

namespace plimsoll::sim {

/// Replicas that work on batches: dynamic batching with a central queue or one per replica, three routers, bounded
/// queues, loss and draining, and batch windows. The rules are those of docs/semantics.md.
class BatchingKernel final : public KernelBase<BatchingKernel> {
public:
    BatchingKernel(const DeploymentPlan& plan, std::unique_ptr<RequestSource> source, std::uint64_t seed,
                   const RecorderOptions& options);

    void replica_ready(ReplicaSlot slot, std::size_t pool, Duration billed_start) override;
    SimTime replica_draining(ReplicaSlot slot) override;
    void replica_lost(ReplicaSlot slot) override;
    void open_window() override;
    void add_work(std::span<pricing::PoolUsage> pools) const override;
    SimTime next_demand() override;
    Demands take_demands() override { return {.launches = {}, .expired = {}, .released_waiting = released_}; }

private:
    friend KernelBase;
    struct Waiting {
        SimTime arrival;
        SimTime joined;           ///< its present queue, as far as max_wait is concerned
        SimTime back;             ///< when it last joined, or came back to, a queue
        Duration cold_before{};   ///< reading of the cold clock when it arrived
        Duration cold_in_lost{};  ///< what that clock gained during services that were lost: not time waited
        std::uint64_t id = 0;
        std::uint32_t tokens = 0;
        std::uint32_t output_tokens = 0;
        std::uint32_t attempts = 0;
    };
    using Queue = Ring<Waiting>;

    struct Replica {
        enum class State : std::uint8_t { gone, idle, busy, draining };
        State state = State::gone;
        std::uint32_t pool = 0;
        SimTime idle_since;
        SimTime started;
        SimTime busy_until;
        SimTime armed = kNever;    ///< due time of the last batch timer set
        Duration cold_at_start{};  ///< reading of the cold clock when the batch started
        std::vector<Waiting> batch;
        Queue queue;  ///< with one queue per replica
    };
    struct Window {
        SimTime opened;
        Duration cold{};  ///< reading of the cold clock then
    };

    /// Where nothing but arrivals, batches and completions can happen for a while, moves to the end of that while at
    /// once and says so. It goes through the batches, not through the events: see batching_run_ahead.cpp.
    bool run_ahead(SimTime limit);
    [[nodiscard]] bool can_run_ahead(SimTime end) const;
    void complete_up_to(SimTime end);
    struct NextBatch {
        std::size_t count;
        SimTime start;
    };
    [[nodiscard]] NextBatch next_batch(std::span<const Request> requests) const;
    [[nodiscard]] std::size_t run_batches(std::span<const Request> requests, SimTime end);
    void leave_in_service(ReplicaSlot slot, std::span<const Request> requests, SimTime started, SimTime completion);

    void on_arrival();
    void fill(Waiting& waiting, const Request& request) const;
    void on_completion();  ///< the event's key: slot
    void on_timer();       ///< perhaps no longer of use; the event's key: slot, or 0 for the central queue
    void route(const Waiting& waiting, bool admitted);
    [[nodiscard]] static std::size_t outstanding(const Replica& replica) {
        return replica.queue.size() + replica.batch.size();
    }
    void note_outstanding(ReplicaSlot slot);
    [[nodiscard]] bool admits(const Queue& queue, bool server_idle) const;
    void reject(const Waiting& waiting);

    /// Starts what can start on the central queue, or on one replica's own.
    void dispatch_central();
    void dispatch(ReplicaSlot slot);
    [[nodiscard]] std::size_t startable(const Queue& queue) const;
    void start(ReplicaSlot slot, Queue& queue, std::size_t count);
    void begin(ReplicaSlot slot, Replica& replica);
    void arm_timer(const Queue& queue, ReplicaSlot slot, SimTime& armed);
    void record_batch(const Replica& replica);
    void add_work(const Replica& replica);
    void leave(Replica& replica, ReplicaSlot slot);

    void remove_ready(ReplicaSlot slot);

    Stream service_draws_;
    std::vector<models::ServiceTime> service_;  ///< by pool
    std::vector<WorkSums> work_;                ///< by pool

    const DynamicBatching rules_;
    const bool windowed_;
    const bool central_;
    const bool sums_work_;  ///< of some pool
    const std::size_t max_queue_;
    const std::size_t max_batch_;

    SimTime central_armed_ = kNever;
    SlotSet idle_;
    SlotSet ready_;  ///< idle or busy, not draining
    std::vector<Replica> replicas_;
    Queue queue_;  ///< the central queue, or the backlog while no replica is ready
    std::uint64_t released_ = 0;
    std::vector<Window> windows_;
    Router router_;
    FreeTimes free_times_;  ///< of the ready replicas, while running ahead
    ColdClock cold_clock_;
};

}  // namespace plimsoll::sim
