// SPDX-FileCopyrightText: 2026 The Plimsoll authors
// SPDX-License-Identifier: Apache-2.0
#pragma once

#include "sim/disciplines/cold_clock.hpp"
#include "sim/disciplines/kernel_base.hpp"
#include "sim/disciplines/ring.hpp"
#include "sim/disciplines/slot_set.hpp"
#include "sim/disciplines/slots/shared_processor.hpp"
#include "sim/disciplines/work_sums.hpp"
#include "sim/random/stream.hpp"

#include <optional>
#include <utility>
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
    SimTime next_demand() override;
    Demands take_demands() override { return std::exchange(demands_, {}); }
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
        enum class State : std::uint8_t { gone, starting, ready };
        State state = State::gone;
        bool listed = false;        ///< in available_
        bool expiry_armed = false;  ///< has an entry in timers_
        std::uint32_t active = 0;
        std::uint64_t launch = 0;  ///< number of its launch; larger is newer, and provisioned ones are largest
        bool provisioned = false;  ///< held ready: never ends, and comes before all others
        SimTime idle_since;
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
    [[nodiscard]] ReplicaSlot available();
    [[nodiscard]] ReplicaSlot starting_with_room();
    ReplicaSlot launch();
    void list(ReplicaSlot slot);
    void begin(ReplicaSlot slot, Call call);
    void complete(Instance& instance, const Call& call);
    void freed(ReplicaSlot slot);
    [[nodiscard]] Duration service_time(const Call& call) const;

    Stream draws_;
    models::ServiceTime service_;
    std::optional<models::ServiceTime> cold_service_;
    const std::uint32_t concurrency_;
    const std::uint32_t max_instances_;
    const std::uint32_t min_instances_;
    const std::uint32_t provisioned_;
    const std::size_t max_queue_;
    const Duration keep_alive_;
    const bool sharing_;

    std::vector<Instance> instances_;
    SlotSet free_slots_;
    std::vector<std::pair<std::uint64_t, ReplicaSlot>>
        available_;               ///< max-heap by launch, of ready instances with a free place
    std::size_t stale_ = 0;       ///< entries of available_ whose instance has ended
    Ring<ReplicaSlot> starting_;  ///< in order of launch; may hold some that are no longer
    Ring<Call> queue_;
    std::uint64_t launches_so_far_ = 0;
    std::uint32_t alive_ = 0;
    ColdClock cold_clock_;
    std::uint64_t free_places_ = 0;  ///< on ready and on starting instances
    Demands demands_;
    WorkSums work_;
};

}  // namespace plimsoll::sim
