// SPDX-FileCopyrightText: 2026 The Plimsoll authors
// SPDX-License-Identifier: Apache-2.0
#pragma once

#include "sim/disciplines/cold_clock.hpp"
#include "sim/disciplines/continuous_batching/token_scheduler.hpp"
#include "sim/disciplines/kernel_base.hpp"
#include "sim/disciplines/ring.hpp"
#include "sim/disciplines/router.hpp"
#include "sim/disciplines/slot_set.hpp"
#include "sim/disciplines/work_sums.hpp"

#include <optional>
#include <vector>

namespace plimsoll::sim {

/// Replicas that answer token by token, each with a queue and a scheduler of its own (TokenScheduler), behind a router;
/// with batch windows each takes requests of a common queue while it has fewer than seats. Where pools have roles,
/// those of one compute prompts and those of another answer, with a router before either. The rules are those of
/// docs/semantics.md.
class ContinuousBatchingKernel final : public KernelBase<ContinuousBatchingKernel>, private TokenScheduler::Listener {
public:
    /// `jumps`: goes over steps after which nothing changes at once, with the same result.
    ContinuousBatchingKernel(const DeploymentPlan& plan, std::unique_ptr<RequestSource> source, std::uint64_t seed,
                             const RecorderOptions& options, bool jumps = true);

    void replica_ready(ReplicaSlot slot, std::size_t pool, Duration billed_start) override;
    SimTime replica_draining(ReplicaSlot slot) override;
    void replica_lost(ReplicaSlot slot) override;
    void open_window() override;
    void add_work(std::span<pricing::PoolUsage> pools) const override;
    SimTime next_demand() override;
    Demands take_demands() override;
    [[nodiscard]] TokenLoad token_load(std::size_t pool) override;

private:
    friend KernelBase;

    struct Replica {
        std::optional<TokenScheduler> scheduler;  ///< empty: there is none
        std::uint32_t pool = 0;
        std::uint32_t life = 0;  ///< number of the replica, of all on its slot
        scenarios::PoolRole role = scenarios::PoolRole::all;
        bool draining = false;
        SimTime busy_since = kNever;
        SimTime armed = kNever;  ///< for when its next event was set
    };
    /// Replicas that do the same for a request, and who waits for one.
    struct Stage {
        SlotSet ready;  ///< not draining
        Router router;
        Ring<Sequence> backlog;  ///< while no replica is ready; with batch windows, the common queue
    };
    enum StageNumber : std::size_t { kFirst, kAnswers };
    /// Of the common queue, those that a batch window has released.
    struct Released {
        std::uint64_t requests = 0;
        std::uint64_t prompt_tokens = 0;
        std::uint64_t answer_tokens = 0;
        void add(const Sequence& sequence);
        void remove(const Sequence& sequence);
    };
    struct Window {
        SimTime opened;
        Duration cold{};  ///< reading of the cold clock then
    };

    void on_arrival();
    [[nodiscard]] PromptStore::Handle add_prompt(std::span<const SharedPart> parts, const Request& request);
    void on_completion();  ///< the event's key: slot; perhaps no longer of use
    void on_timer();       ///< likewise
    void route(const Sequence& sequence, bool admitted);
    [[nodiscard]] Stage& stage_of(const Sequence& sequence) { return stages_[sequence.remote ? kAnswers : kFirst]; }
    [[nodiscard]] Stage& stage_of(const Replica& replica) {
        return stages_[replica.role == scenarios::PoolRole::decode ? kAnswers : kFirst];
    }
    [[nodiscard]] ReplicaSlot choose(Stage& stage, const Sequence& sequence);
    [[nodiscard]] bool admits(const Replica& replica) const;
    void reject(const Sequence& sequence);
    void join(ReplicaSlot slot, const Sequence& sequence);
    void pull();
    [[nodiscard]] const Window* window_of(const Sequence& sequence) const;

    /// What the replica's scheduler does, and what follows from it.
    template <class Action>
    void act(ReplicaSlot slot, Action action) {
        acting_ = slot;
        const Before before{replicas_[slot].scheduler->in_work(), replicas_[slot].scheduler->preemptions()};
        action(*replicas_[slot].scheduler);
        acted(slot, before);
    }
    struct Before {
        bool in_work;
        std::uint64_t preemptions;
    };
    void acted(ReplicaSlot slot, const Before& before);
    void note_outstanding(ReplicaSlot slot);
    void end_busy(Replica& replica);
    void no_longer_ready(ReplicaSlot slot);
    void leave(Replica& replica);
    void leave_if_done(Replica& replica);  ///< that drains
    void note_lost_work(std::size_t pool, const std::vector<Sequence>& lost);
    void retry(const std::vector<Sequence>& lost, std::size_t pool);
    [[nodiscard]] std::optional<Sequence> again(const Sequence& lost, std::size_t pool);

    // from those who compute prompts to those who answer
    [[nodiscard]] Sequence computed_here(const Sequence& sequence) const;
    void hand_over();
    void let_go_of_sent();
    void lose_prompts_of(ReplicaSlot slot, std::uint32_t life, std::size_t pool);

    void started(Sequence& sequence) override;
    void ended(const Sequence& sequence) override;
    SimTime loads(const Sequence& sequence, std::uint32_t tokens) override;
    void loaded(const Sequence& sequence) override { sent_.push_back(sequence.source); }
    void stepped(std::uint64_t steps, bool leaves_grid) override { recorder_.steps(steps, leaves_grid); }
    void gave(const TokensInARow& row) override { recorder_.gave(row); }
    void gave_late(Duration gap) override { recorder_.gave_late(gap); }

    const ContinuousBatching rules_;
    const ContinuousBatching prompt_rules_;  ///< of those who compute prompts for others
    const std::vector<PoolPlan> pools_;
    const bool jumps_;
    const bool windowed_;
    std::vector<WorkSums> work_;  ///< by pool
    PromptStore prompts_;         ///< of the requests in the deployment
    std::vector<Replica> replicas_;
    std::vector<Stage> stages_;  ///< one, or with roles two
    ColdClock cold_clock_;       ///< of the first stage
    Released released_;
    std::vector<Window> windows_;
    ReplicaSlot acting_ = SlotSet::kNone;
    std::vector<Sequence> handed_over_;   ///< whose prompts are computed, at the end of this step
    std::vector<Sequence::Source> sent_;  ///< what has come from there
    std::vector<SimTime> link_free_;      ///< by slot: when its link is
    std::vector<std::uint32_t> lives_;    ///< by slot: replicas so far
};

}  // namespace plimsoll::sim
