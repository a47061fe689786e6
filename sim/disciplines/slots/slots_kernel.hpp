// SPDX-FileCopyrightText: 2026 The Plimsoll authors
// SPDX-License-Identifier: Apache-2.0
#pragma once

#include "sim/disciplines/cold_clock.hpp"
#include "sim/disciplines/kernel_base.hpp"
#include "sim/disciplines/ring.hpp"
#include "sim/disciplines/slots/instance_places.hpp"
#include "sim/disciplines/slots/shared_processor.hpp"
#include "sim/disciplines/work_sums.hpp"
#include "sim/random/stream.hpp"

#include <optional>
#include <vector>

namespace plimsoll::sim {

/// Serverless: request slots on instances that requests launch and keep-alive ends. The rules are those of
/// docs/semantics.md. The fleet is asked for nothing but the cold starts. ReplicaSlotsKernel has those that the fleet
/// keeps.
class SlotsKernel final : public KernelBase<SlotsKernel> {
public:
    SlotsKernel(const DeploymentPlan& plan, std::unique_ptr<RequestSource> source, std::uint64_t seed,
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

private:
    friend KernelBase;
    struct Call {
        SimTime arrival;
        SimTime start;
        Duration cold{};
        Duration cold_before{};  ///< reading of the cold clock when it arrived
        std::uint64_t id = 0;
        std::uint32_t tokens = 0;
        std::uint32_t output_tokens = 0;
        double finish_tag = 0;  ///< processor sharing
        bool launched = false;  ///< the request for which the instance was launched
        bool cold_start = false;

        /// Orders a heap by who is done first.
        friend bool operator<(const Call& left, const Call& right) {
            return left.finish_tag > right.finish_tag || (left.finish_tag == right.finish_tag && left.id > right.id);
        }
    };
    struct Instance {
        SimTime busy_since;        ///< start of the present stretch of use
        Duration billed_start{};   ///< billed part of the cold start
        Duration stretch_start{};  ///< the same where the present stretch began with it
        std::vector<Call> calls;   ///< those that wait for it to start; then its places, each at its own pace
        std::vector<std::uint32_t> free_places;
        SharedProcessor<Call> processor;  ///< processor sharing: the active ones
    };

    void on_arrival();
    void on_completion();  ///< the event's key: slot << 32 | place
    void on_shared_completion(ReplicaSlot slot);
    void on_timer();  ///< keep-alive: one event per instance at most, checked when due; the event's key: slot
    void begin(ReplicaSlot slot, Call call);
    void complete(ReplicaSlot slot, const Call& call);
    void freed(ReplicaSlot slot);
    [[nodiscard]] Duration service_time(const Call& call) const;

    Stream draws_;
    models::ServiceTime service_;
    std::optional<models::ServiceTime> cold_service_;
    const std::uint32_t concurrency_;
    const std::size_t max_queue_;
    const bool sharing_;

    InstancePlaces places_;
    std::vector<Instance> instances_;
    Ring<Call> queue_;
    ColdClock cold_clock_;
    WorkSums work_;
};

}  // namespace plimsoll::sim
