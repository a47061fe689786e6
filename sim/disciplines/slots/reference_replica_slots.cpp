// SPDX-FileCopyrightText: 2026 The Plimsoll authors
// SPDX-License-Identifier: Apache-2.0
#include "sim/disciplines/reference/reference_replicas.hpp"
#include "sim/disciplines/slots/processor_sharing.hpp"

#include <algorithm>
#include <deque>
#include <map>
#include <stdexcept>
#include <utility>

namespace plimsoll::sim {

namespace {

/// Request slots on replicas that the fleet keeps.
class ReferenceReplicaSlots final : public ReferenceReplicas {
public:
    ReferenceReplicaSlots(const DeploymentPlan& plan, std::unique_ptr<RequestSource> source, std::uint64_t seed,
                          const RecorderOptions& options)
        : ReferenceReplicas(plan, std::move(source), seed, options), rules_(std::get<RequestSlots>(plan_.discipline)) {}

    void replica_ready(ReplicaSlot slot, std::size_t pool, Duration /*billed_start*/) override {
        if (replicas_.contains(slot)) throw std::logic_error("a replica became ready on a slot in use");
        recorder_.tick(now_);
        recorder_.begin_ready(pool);
        replicas_[slot].pool = pool;
        note_readiness();
        if (per_replica()) route_all(std::exchange(queue_, {}));
        start_waiting();
    }

    SimTime replica_draining(ReplicaSlot slot) override {
        Replica& replica = replicas_.at(slot);
        const std::deque<VisitPtr> again = std::exchange(replica.queue, {});
        recorder_.release(replica.pool, again.size(), now_);
        replica.draining = true;
        const SimTime done = replica.serving.empty() ? now_ : all_done(replica);
        if (replica.serving.empty()) remove(slot);
        note_readiness();
        route_all(again);
        return done;
    }

    void replica_lost(ReplicaSlot slot) override {
        Replica& replica = replicas_.at(slot);
        recorder_.tick(now_);
        recorder_.release(replica.pool, replica.queue.size(), now_);
        std::deque<VisitPtr> lost;
        while (!replica.serving.empty()) {
            const auto [number, service] = *replica.serving.begin();
            if (service.completion) agenda_->cancel(*service.completion);
            end_service(replica, number);
            lost.push_back(service.visit);
        }
        Duration served{};
        for (const auto& visit : lost) served += now_ - visit->start;
        const bool together = rules_.processor_sharing && !lost.empty();
        recorder_.lost_work(replica.pool, together ? served / static_cast<std::int64_t>(lost.size()) : served);
        if (replica.next_done) agenda_->cancel(*replica.next_done);
        std::deque<VisitPtr> again = std::exchange(replica.queue, {});
        remove(slot);
        note_readiness();

        if (rules_.on_loss == scenarios::OnLoss::fail) {
            for (const auto& visit : lost) fail(*visit);
            lost.clear();
        }
        for (const auto& visit : lost) {
            recorder_.retried();
            visit->waiting_since = now_;
        }
        std::deque<VisitPtr>& head = per_replica() ? again : queue_;
        head.insert(head.begin(), lost.begin(), lost.end());
        route_all(again);
        start_waiting();
    }

private:
    struct Service {
        VisitPtr visit;
        SimTime done;                            ///< at its own pace
        std::optional<Agenda::Wait> completion;  ///< likewise
    };
    struct Replica {
        std::size_t pool = 0;
        bool draining = false;
        std::deque<VisitPtr> queue;                ///< its own; unused with a central queue
        std::map<std::uint64_t, Service> serving;  ///< by the order of their starts
        ProcessorSharing processor;
        std::optional<Agenda::Wait> next_done;  ///< with processor sharing
        SimTime busy_since;

        [[nodiscard]] std::size_t outstanding() const { return queue.size() + serving.size(); }
    };

    [[nodiscard]] bool per_replica() const { return rules_.queue == scenarios::QueueKind::per_replica; }
    [[nodiscard]] bool has_place(const Replica& replica) const {
        return !replica.draining && replica.serving.size() < rules_.concurrency;
    }

    [[nodiscard]] std::vector<ReplicaSlot> ready_slots() const {
        std::vector<ReplicaSlot> slots;
        for (const auto& [slot, replica] : replicas_)
            if (!replica.draining) slots.push_back(slot);
        return slots;
    }

    void note_readiness() { ReferenceReplicas::note_readiness(ready_slots().empty()); }

    void remove(ReplicaSlot slot) {
        recorder_.tick(now_);
        recorder_.end_ready(replicas_.at(slot).pool);
        replicas_.erase(slot);
    }

    void arrive(const VisitPtr& visit) override {
        const auto ready = ready_slots();
        Replica* own = nullptr;  // the one that it is routed to
        if (per_replica() && !ready.empty()) {
            own = &replicas_.at(choose(*visit, ready));
            recorder_.routed(own->pool);
        }
        std::deque<VisitPtr>& queue = own != nullptr ? own->queue : queue_;
        const bool starts = own != nullptr ? has_place(*own) : !per_replica() && least_busy();
        if (!starts && rules_.max_queue && queue.size() >= *rules_.max_queue) return reject(*visit);
        queue.push_back(visit);
        if (own != nullptr) recorder_.hold(own->pool, 1, now_);
        start_waiting();
    }

    ReplicaSlot choose(const Visit& visit, const std::vector<ReplicaSlot>& ready) {
        return ReferenceReplicas::choose(rules_.router, visit, ready,
                                         [this](ReplicaSlot slot) { return replicas_.at(slot).outstanding(); });
    }

    /// One by one, as if they arrived now.
    void route_all(const std::deque<VisitPtr>& visits) {
        for (const auto& visit : visits) {
            const auto ready = ready_slots();
            if (ready.empty()) {
                queue_.push_back(visit);
                continue;
            }
            Replica& replica = replicas_.at(choose(*visit, ready));
            replica.queue.push_back(visit);
            recorder_.hold(replica.pool, 1, now_);
            start_waiting();
        }
    }

    /// Of the replicas with a free place the one that serves the fewest requests, the lowest slot of several.
    [[nodiscard]] std::optional<ReplicaSlot> least_busy() const {
        std::optional<ReplicaSlot> best;
        for (const auto& [slot, replica] : replicas_)
            if (has_place(replica) && (!best || replica.serving.size() < replicas_.at(*best).serving.size()))
                best = slot;
        return best;
    }

    /// Everything that can start, starts.
    void start_waiting() {
        if (!per_replica()) {
            while (!queue_.empty() && least_busy()) start(*least_busy(), queue_);
            return;
        }
        for (auto& [slot, replica] : replicas_)
            while (!replica.queue.empty() && has_place(replica)) start(slot, replica.queue);
    }

    /// The oldest request of the queue starts there.
    void start(ReplicaSlot slot, std::deque<VisitPtr>& queue) {
        Replica& replica = replicas_.at(slot);
        const VisitPtr visit = queue.front();
        queue.pop_front();
        const Uniforms uniforms = service_draw(*visit);
        const Duration time =
            plan_.pools.at(replica.pool).service(1, visit->request.input_tokens, uniforms.first, uniforms.second);
        begin_service(*visit);
        visit->pool = static_cast<std::uint32_t>(replica.pool);
        account_cold(*visit);

        recorder_.tick(now_);
        if (!per_replica()) recorder_.hold(replica.pool, 1, now_);
        if (replica.serving.empty()) replica.busy_since = now_;
        if (replica.serving.empty() || !rules_.processor_sharing) recorder_.begin_busy(replica.pool, now_);
        const std::uint64_t number = starts_++;
        Service& service = replica.serving[number];
        service.visit = visit;
        if (rules_.processor_sharing) {
            replica.processor.add(now_, number, time);
            return expect_next_done(slot, replica);
        }
        service.done = after(now_, time);
        service.completion =
            at(service.done, Agenda::Rank::completion, slot, [this, slot, number] { finish(slot, number); });
    }

    void expect_next_done(ReplicaSlot slot, Replica& replica) {
        if (replica.next_done) agenda_->cancel(*replica.next_done);
        replica.next_done.reset();
        if (replica.processor.empty()) return;
        replica.next_done = at(replica.processor.next_done(), Agenda::Rank::completion, slot, [this, slot] {
            Replica& sharing = replicas_.at(slot);
            sharing.next_done.reset();  // it is this one
            const auto done = sharing.processor.take_done(now_);
            expect_next_done(slot, sharing);
            for (const auto number : done) finish(slot, number);
        });
    }

    void finish(ReplicaSlot slot, std::uint64_t number) {
        Replica& replica = replicas_.at(slot);
        const VisitPtr visit = replica.serving.at(number).visit;
        recorder_.tick(now_);
        complete(*visit);
        end_service(replica, number);
        if (replica.draining && replica.serving.empty()) return remove(slot);
        start_waiting();
    }

    /// It is done, or lost.
    void end_service(Replica& replica, std::uint64_t number) {
        served(replica.pool, now_ - replica.serving.at(number).visit->start);
        replica.serving.erase(number);
        recorder_.release(replica.pool, 1, now_);
        if (replica.serving.empty() || !rules_.processor_sharing) recorder_.end_busy(replica.pool, now_);
        if (replica.serving.empty()) was_busy(replica.pool, now_ - replica.busy_since);
    }

    /// When the last of those in service will be done, as none comes.
    [[nodiscard]] SimTime all_done(const Replica& replica) const {
        SimTime last = now_;
        for (const auto& [number, service] : replica.serving) last = std::max(last, service.done);
        if (!rules_.processor_sharing) return last;
        ProcessorSharing rest = replica.processor;
        for (; !rest.empty(); rest.take_done(last)) last = rest.next_done();
        return last;
    }

    RequestSlots rules_;
    std::map<ReplicaSlot, Replica> replicas_;
    std::deque<VisitPtr> queue_;  ///< the central queue, or what waits for a replica to be routed to
    std::uint64_t starts_ = 0;
};

}  // namespace

std::unique_ptr<RequestEngine> make_reference_replica_slots(const DeploymentPlan& plan,
                                                            std::unique_ptr<RequestSource> source, std::uint64_t seed,
                                                            const RecorderOptions& options) {
    return std::make_unique<ReferenceReplicaSlots>(plan, std::move(source), seed, options);
}

}  // namespace plimsoll::sim
