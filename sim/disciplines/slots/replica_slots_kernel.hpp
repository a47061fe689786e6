// SPDX-FileCopyrightText: 2026 The Plimsoll authors
// SPDX-License-Identifier: Apache-2.0
#pragma once

#include "sim/disciplines/cold_clock.hpp"
#include "sim/disciplines/kernel_base.hpp"
#include "sim/disciplines/min_tree.hpp"
#include "sim/disciplines/ring.hpp"
#include "sim/disciplines/router.hpp"
#include "sim/disciplines/slot_set.hpp"
#include "sim/disciplines/slots/shared_processor.hpp"
#include "sim/disciplines/work_sums.hpp"
#include "sim/random/stream.hpp"

#include <cstddef>
#include <span>
#include <vector>

namespace plimsoll::sim {

/// Request slots on replicas that the fleet keeps: a central queue or one per replica, three routers, bounded queues,
/// loss and draining. The rules are those of docs/semantics.md.
class ReplicaSlotsKernel final : public KernelBase<ReplicaSlotsKernel> {
public:
    ReplicaSlotsKernel(const DeploymentPlan& plan, std::unique_ptr<RequestSource> source, std::uint64_t seed,
                       const RecorderOptions& options);

    void replica_ready(ReplicaSlot slot, std::size_t pool, Duration billed_start) override;
    SimTime replica_draining(ReplicaSlot slot) override;
    void replica_lost(ReplicaSlot slot) override;
    void add_work(std::span<pricing::PoolUsage> pools) const override;
    SimTime next_demand() override { return kNever; }

private:
    friend KernelBase;
    struct Call {
        SimTime arrival;
        SimTime start;
        SimTime done;              ///< with a pace of its own
        Duration cold_before{};    ///< reading of the cold clock when it arrived
        Duration cold_at_start{};  ///< the same when its service began
        Duration cold_in_lost{};   ///< what that clock gained during services that were lost: not time waited
        std::uint64_t id = 0;
        std::uint64_t number = 0;  ///< in the order of starts
        std::uint32_t tokens = 0;
        std::uint32_t output_tokens = 0;
        std::uint32_t attempts = 0;
        bool in_service = false;
        double finish_tag = 0;  ///< processor sharing

        /// Orders a heap by who is done first.
        friend bool operator<(const Call& left, const Call& right) {
            return left.finish_tag > right.finish_tag || (left.finish_tag == right.finish_tag && left.id > right.id);
        }
    };
    using Queue = Ring<Call>;

    struct Replica {
        enum class State : std::uint8_t { gone, ready, draining };
        State state = State::gone;
        std::uint32_t pool = 0;
        std::uint32_t active = 0;  ///< requests in service
        SimTime busy_since;
        std::vector<Call> places;  ///< each request at its own pace
        std::vector<std::uint32_t> free_places;
        SharedProcessor<Call> processor;  ///< of all its requests
        Queue queue;                      ///< with one queue per replica
    };

    void on_arrival();
    void on_completion();  ///< the event's key: slot << 32 | place
    void on_timer() {}     ///< there are none

    void reject(const Call& call);
    void route(const Call& call, bool admitted);
    void begin(ReplicaSlot slot, Call call);
    void complete(ReplicaSlot slot, const Call& call);
    void end_busy(Replica& replica);
    void dispatch_central();
    void leave(Replica& replica);
    void remove_ready(ReplicaSlot slot);
    void note_load(ReplicaSlot slot);
    [[nodiscard]] SimTime last_done(const Replica& replica) const;
    [[nodiscard]] std::vector<Call> take_calls(ReplicaSlot slot);
    [[nodiscard]] std::size_t outstanding(ReplicaSlot slot) const {
        return replicas_[slot].queue.size() + replicas_[slot].active;
    }

    Stream draws_;
    std::vector<models::ServiceTime> service_;  ///< by pool
    std::vector<WorkSums> work_;                ///< by pool
    const RequestSlots rules_;
    const bool central_;
    const std::size_t max_queue_;

    SlotSet ready_;  ///< not draining
    std::vector<Replica> replicas_;
    Queue queue_;  ///< the central queue, or the backlog while no replica is ready
    Router router_;
    MinTree in_service_;  ///< central queue: requests in service at each ready replica with a free place
    std::uint64_t starts_ = 0;
    ColdClock cold_clock_;
};

}  // namespace plimsoll::sim
