// SPDX-FileCopyrightText: 2026 The Plimsoll authors
// SPDX-License-Identifier: Apache-2.0
#include "sim/disciplines/reference/reference_replicas.hpp"

#include <algorithm>
#include <deque>
#include <map>
#include <stdexcept>
#include <utility>

namespace plimsoll::sim {

namespace {

using Queue = std::deque<VisitPtr>;

/// Replicas that work on batches: real-time and batch serving.
class ReferenceBatching final : public ReferenceReplicas {
public:
    ReferenceBatching(const DeploymentPlan& plan, std::unique_ptr<RequestSource> source, std::uint64_t seed,
                      const RecorderOptions& options)
        : ReferenceReplicas(plan, std::move(source), seed, options),
          rules_(std::get<DynamicBatching>(plan_.discipline)) {
        if (plan_.window_every) {
            rules_.max_wait = Duration(0);
            rules_.queue = scenarios::QueueKind::central;
        }
    }

    void replica_ready(ReplicaSlot slot, std::size_t pool, Duration /*billed_start*/) override {
        if (replicas_.contains(slot)) throw std::logic_error("a replica became ready on a slot in use");
        recorder_.tick(now_);
        recorder_.begin_ready(pool);
        Replica& replica = replicas_[slot];
        replica.pool = pool;
        replica.idle.on(now_);
        note_readiness();
        if (per_replica()) route_all(std::exchange(queue_, {}));
        start_batches();
    }

    SimTime replica_draining(ReplicaSlot slot) override {
        Replica& replica = replicas_.at(slot);
        const SimTime done = replica.busy() ? replica.done : now_;
        const Queue again = std::exchange(replica.queue, {});
        recorder_.release(replica.pool, again.size(), now_);
        replica.draining = true;
        if (!replica.busy()) remove(slot);
        note_readiness();
        route_all(again);
        start_batches();
        return done;
    }

    void replica_lost(ReplicaSlot slot) override {
        Replica& replica = replicas_.at(slot);
        if (replica.busy()) {
            agenda_->cancel(replica.completion);
            recorder_.tick(now_);
            end_batch(replica);
            recorder_.lost_work(replica.pool, now_ - replica.started);
        }
        recorder_.release(replica.pool, replica.queue.size(), now_);
        const Queue lost = std::exchange(replica.batch, {});
        Queue again = std::exchange(replica.queue, {});
        remove(slot);
        note_readiness();

        if (rules_.on_loss == scenarios::OnLoss::fail) {
            for (const auto& visit : lost) fail(*visit);
        } else {
            for (auto visit = lost.rbegin(); visit != lost.rend(); ++visit) take_back(*visit, again);
        }
        route_all(again);
        start_batches();
    }

    void open_window() override {
        const auto release = [this](const Queue& queue) {
            for (const auto& visit : queue) {
                if (std::exchange(visit->released, true)) continue;
                visit->held = now_ - visit->request.arrival;
                visit->waiting_since = now_;
            }
        };
        release(queue_);
        for (const auto& [slot, replica] : replicas_) release(replica.queue);
        start_batches();
    }

    Demands take_demands() override {
        std::uint64_t waiting = released(queue_);
        for (const auto& [slot, replica] : replicas_) waiting += released(replica.queue);
        return {.launches = {}, .expired = {}, .released_waiting = waiting};
    }

private:
    struct Replica {
        std::size_t pool = 0;
        bool draining = false;
        Queue queue;  ///< its own; unused with a central queue
        Queue batch;  ///< in service
        SimTime started;
        SimTime done;
        Agenda::Wait completion;
        Spans idle;

        [[nodiscard]] bool busy() const { return !batch.empty(); }
        [[nodiscard]] bool idle_and_ready() const { return !busy() && !draining; }
        [[nodiscard]] std::size_t outstanding() const { return queue.size() + batch.size(); }
    };

    [[nodiscard]] bool per_replica() const { return rules_.queue == scenarios::QueueKind::per_replica; }
    [[nodiscard]] const Queue& queue_of(const Replica& replica) const { return per_replica() ? replica.queue : queue_; }

    [[nodiscard]] static std::uint64_t released(const Queue& queue) {
        return static_cast<std::uint64_t>(
            std::count_if(queue.begin(), queue.end(), [](const VisitPtr& visit) { return visit->released; }));
    }

    [[nodiscard]] std::vector<ReplicaSlot> ready_slots() const {
        std::vector<ReplicaSlot> slots;
        for (const auto& [slot, replica] : replicas_) {
            if (!replica.draining) slots.push_back(slot);
        }
        return slots;
    }

    void note_readiness() { ReferenceReplicas::note_readiness(ready_slots().empty()); }

    void remove(ReplicaSlot slot) {
        recorder_.tick(now_);
        recorder_.end_ready(replicas_.at(slot).pool);
        replicas_.erase(slot);
    }

    void arrive(const VisitPtr& visit) override {
        visit->released = !plan_.window_every;
        Replica* own = nullptr;  // the one that it is routed to
        bool idle = false;
        const auto ready = ready_slots();
        if (!per_replica()) {
            for (const auto& [slot, replica] : replicas_) idle = idle || replica.idle_and_ready();
        } else if (!ready.empty()) {
            own = &replicas_.at(choose(*visit, ready));
            idle = own->idle_and_ready();
            recorder_.routed(own->pool);
        }
        const Queue& queue = own != nullptr ? own->queue : queue_;
        const bool admitted =
            !rules_.max_queue || queue.size() < *rules_.max_queue || (idle && queue.size() < rules_.max_batch);
        if (!admitted) {
            reject(*visit);
            return;
        }
        join(visit, own);
        start_batches(&queue);
    }

    ReplicaSlot choose(const Visit& visit, const std::vector<ReplicaSlot>& ready) {
        return ReferenceReplicas::choose(rules_.router, visit, ready,
                                         [this](ReplicaSlot slot) { return replicas_.at(slot).outstanding(); });
    }

    /// The replica's queue or, without one, that of all.
    void join(const VisitPtr& visit, Replica* replica) {
        visit->joined = now_;
        (replica != nullptr ? replica->queue : queue_).push_back(visit);
        if (replica != nullptr) recorder_.hold(replica->pool, 1, now_);
        set_timer(*visit);
    }

    void set_timer(Visit& visit) {
        if (visit.timer) agenda_->cancel(*visit.timer);
        visit.timer.reset();
        const SimTime due = after(visit.joined, rules_.max_wait);
        if (due <= now_) return;
        visit.timer = at(due, Agenda::Rank::timer, 0, [this, waiting = &visit] { run_out(*waiting); });
    }

    /// The request has waited max_wait in the queue that holds it.
    void run_out(const Visit& visit) {
        const auto holds = [&visit](const Queue& queue) {
            return std::any_of(queue.begin(), queue.end(), [&visit](const VisitPtr& v) { return v.get() == &visit; });
        };
        if (holds(queue_)) return start_batches(&queue_);
        for (const auto& [slot, replica] : replicas_) {
            if (holds(replica.queue)) return start_batches(&replica.queue);
        }
    }

    /// A request whose batch was lost, before those of `again` and before those taken back earlier.
    void take_back(const VisitPtr& visit, Queue& again) {
        recorder_.retried();
        visit->waiting_since = now_;
        if (per_replica()) {
            again.push_front(visit);
        } else {
            queue_.push_front(visit);
            set_timer(*visit);
        }
    }

    /// One by one, as if they arrived now.
    void route_all(const Queue& visits) {
        for (const auto& visit : visits) {
            const auto ready = ready_slots();
            join(visit, ready.empty() ? nullptr : &replicas_.at(choose(*visit, ready)));
            start_batches();
        }
    }

    /// Everything that can start, starts, lowest slot first; with `only`, from this queue.
    void start_batches(const Queue* only = nullptr) {
        for (auto& [slot, replica] : replicas_) {
            if (!replica.idle_and_ready() || (only != nullptr && only != &queue_of(replica))) continue;
            Queue batch = take_batch(per_replica() ? replica.queue : queue_);
            if (!batch.empty()) start(slot, replica, std::move(batch));
        }
    }

    /// The oldest released requests, if they may go now.
    [[nodiscard]] Queue take_batch(Queue& queue) const {
        Queue batch;
        for (const auto& visit : queue) {
            if (visit->released && batch.size() < rules_.max_batch) batch.push_back(visit);
        }
        if (batch.empty()) return {};
        const bool full = batch.size() == rules_.max_batch;
        const bool due = now_ >= after(batch.front()->joined, rules_.max_wait);
        if (!full && !due) return {};
        for (const auto& visit : batch) queue.erase(std::find(queue.begin(), queue.end(), visit));
        return batch;
    }

    void start(ReplicaSlot slot, Replica& replica, Queue batch) {
        std::uint32_t tokens = 0;
        for (const auto& visit : batch) tokens = std::max(tokens, visit->request.input_tokens);
        const Uniforms uniforms = service_draw(*batch.front());
        const auto size = static_cast<std::uint32_t>(batch.size());
        const Duration time = plan_.pools.at(replica.pool).service(size, tokens, uniforms.first, uniforms.second);

        recorder_.tick(now_);
        recorder_.begin_busy(replica.pool, now_);
        if (!per_replica()) recorder_.hold(replica.pool, batch.size(), now_);
        for (const auto& visit : batch) {
            if (visit->timer) agenda_->cancel(*visit->timer);
            visit->timer.reset();
            begin_service(*visit);
            visit->pool = static_cast<std::uint32_t>(replica.pool);
            visit->batch = static_cast<std::uint32_t>(batch.size());
            account(*visit, replica);
        }
        replica.idle.off(now_);
        replica.batch = std::move(batch);
        replica.started = now_;
        replica.done = after(now_, time);
        replica.completion = at(replica.done, Agenda::Rank::completion, slot, [this, slot] { finish_batch(slot); });
    }

    /// Where the time went that the request has waited so far. Held for a fuller batch it was only since it came, or
    /// came back, to the queue that it leaves now.
    void account(Visit& visit, const Replica& replica) const {
        const SimTime queued = std::max(visit.joined, visit.waiting_since);
        visit.batching = visit.held + replica.idle.within({queued, now_});
        account_cold(visit);
    }

    void finish_batch(ReplicaSlot slot) {
        Replica& replica = replicas_.at(slot);
        recorder_.tick(now_);
        for (const auto& visit : replica.batch) complete(*visit);
        end_batch(replica);
        replica.batch.clear();
        if (replica.draining) return remove(slot);
        replica.idle.on(now_);
        start_batches(&queue_of(replica));
    }

    /// It is done, or lost.
    void end_batch(const Replica& replica) {
        recorder_.end_busy(replica.pool, now_);
        recorder_.release(replica.pool, replica.batch.size(), now_);
        for (std::size_t i = 0; i < replica.batch.size(); ++i) served(replica.pool, now_ - replica.started);
        was_busy(replica.pool, now_ - replica.started);
    }

    DynamicBatching rules_;
    std::map<ReplicaSlot, Replica> replicas_;
    Queue queue_;  ///< the central queue, or what waits for a replica to be routed to
};

}  // namespace

std::unique_ptr<RequestEngine> make_reference_batching(const DeploymentPlan& plan,
                                                       std::unique_ptr<RequestSource> source, std::uint64_t seed,
                                                       const RecorderOptions& options) {
    return std::make_unique<ReferenceBatching>(plan, std::move(source), seed, options);
}

}  // namespace plimsoll::sim
