// SPDX-FileCopyrightText: 2026 The Plimsoll authors
// SPDX-License-Identifier: Apache-2.0
#include "sim/disciplines/batching/batching_kernel.hpp"

#include <algorithm>
#include <limits>
#include <utility>
#include <variant>

namespace plimsoll::sim {

using scenarios::OnLoss;
using scenarios::QueueKind;

BatchingKernel::BatchingKernel(const DeploymentPlan& plan, std::unique_ptr<RequestSource> source, std::uint64_t seed,
                               const RecorderOptions& options)
    : KernelBase(plan, std::move(source), options),
      service_draws_(seed, "service"),
      rules_(std::get<DynamicBatching>(plan.discipline)),
      windowed_(plan.window_every.has_value()),
      central_(rules_.queue == QueueKind::central || windowed_),
      sums_work_(std::any_of(plan.pools.begin(), plan.pools.end(),
                             [](const PoolPlan& pool) { return !pool.usage.work.empty(); })),
      max_queue_(rules_.max_queue ? *rules_.max_queue : std::numeric_limits<std::size_t>::max()),
      max_batch_(rules_.max_batch),
      router_(rules_.router, seed, !central_) {
    for (const PoolPlan& pool : plan.pools) {
        service_.push_back(pool.service);
        work_.emplace_back(pool.usage);
    }
}

void BatchingKernel::on_arrival() {
    recorder_.tick(now_);
    recorder_.arrived(now_);
    // Filled where it will stand: copying what was just written piece by piece would stall the processor.
    if (!central_) {
        Waiting waiting;
        fill(waiting, arrivals_.request());
        route(waiting, false);
    } else if (max_batch_ == 1 && queue_.empty() && !windowed_ && !idle_.empty()) {
        const ReplicaSlot slot = idle_.lowest();
        replicas_[slot].batch.resize(1);
        fill(replicas_[slot].batch.front(), arrivals_.request());
        begin(slot, replicas_[slot]);
    } else if (admits(queue_, !idle_.empty())) {
        fill(queue_.extend(), arrivals_.request());
        dispatch_central();
    } else {
        Waiting waiting;
        fill(waiting, arrivals_.request());
        reject(waiting);
    }
    arrivals_.next();
}

/// A request that arrives now, as it joins its first queue.
void BatchingKernel::fill(Waiting& waiting, const Request& request) const {
    waiting.arrival = waiting.joined = waiting.back = now_;
    waiting.cold_before = cold_clock_.reading(now_);
    waiting.cold_in_lost = Duration{0};
    waiting.id = request.id;
    waiting.tokens = request.input_tokens;
    waiting.output_tokens = request.output_tokens;
    waiting.attempts = 0;
}

bool BatchingKernel::admits(const Queue& queue, bool server_idle) const {
    return queue.size() < max_queue_ || (server_idle && queue.size() < max_batch_);
}

void BatchingKernel::reject(const Waiting& waiting) {
    recorder_.rejected({.id = waiting.id,
                        .arrival = waiting.arrival,
                        .start = waiting.arrival,
                        .completion = now_,
                        .outcome = Outcome::rejected});
}

/// Brings a request to its queue and starts what can start. `admitted`: it was once and is never turned away again.
void BatchingKernel::route(const Waiting& waiting, bool admitted) {
    if (central_) {
        if (!admitted && !admits(queue_, !idle_.empty())) return reject(waiting);
        queue_.push_back(waiting);
        dispatch_central();
        return;
    }
    if (ready_.empty()) {
        if (!admitted && !admits(queue_, false)) return reject(waiting);
        queue_.push_back(waiting);
        return;
    }
    const ReplicaSlot slot = router_.choose(
        waiting.id, waiting.attempts, ready_, [this](ReplicaSlot at) { return outstanding(replicas_[at]); }, now_);
    Replica& replica = replicas_[slot];
    if (!admitted) recorder_.routed(replica.pool);
    if (!admitted && !admits(replica.queue, replica.state == Replica::State::idle)) return reject(waiting);
    replica.queue.push_back(waiting);
    recorder_.hold(replica.pool, 1, now_);
    note_outstanding(slot);
    if (replica.state == Replica::State::idle) dispatch(slot);
}

/// After a change of what is outstanding at a replica, or of whether it is ready.
void BatchingKernel::note_outstanding(ReplicaSlot slot) {
    router_.note(
        slot, ready_, [this](ReplicaSlot at) { return outstanding(replicas_[at]); }, now_);
}

std::size_t BatchingKernel::startable(const Queue& queue) const {
    if (windowed_) return std::min<std::size_t>(released_, max_batch_);
    if (queue.size() >= max_batch_) return max_batch_;
    if (!queue.empty() && now_ >= after(queue.front().joined, rules_.max_wait)) return queue.size();
    return 0;
}

void BatchingKernel::dispatch_central() {
    while (!idle_.empty()) {
        const std::size_t count = startable(queue_);
        if (count == 0) break;
        start(idle_.lowest(), queue_, count);
    }
    if (!idle_.empty()) arm_timer(queue_, 0, central_armed_);
}

void BatchingKernel::dispatch(ReplicaSlot slot) {
    Replica& replica = replicas_[slot];
    const std::size_t count = startable(replica.queue);
    if (count > 0)
        start(slot, replica.queue, count);
    else
        arm_timer(replica.queue, slot, replica.armed);
}

/// An idle replica waits for a fuller batch: look again when its oldest request has waited long enough.
void BatchingKernel::arm_timer(const Queue& queue, ReplicaSlot slot, SimTime& armed) {
    if (queue.empty() || windowed_) return;
    const SimTime due = after(queue.front().joined, rules_.max_wait);
    if (due == armed) return;
    armed = due;
    timers_.push({due, slot});
}

void BatchingKernel::on_timer() {
    const auto slot = static_cast<ReplicaSlot>(timers_.top().key);
    timers_.pop();
    recorder_.tick(now_);
    if (central_)
        dispatch_central();
    else if (idle_.contains(slot))
        dispatch(slot);
}

void BatchingKernel::start(ReplicaSlot slot, Queue& queue, std::size_t count) {
    Replica& replica = replicas_[slot];
    replica.batch.clear();
    for (std::size_t i = 0; i < count; ++i) replica.batch.push_back(queue[i]);
    queue.pop_front(count);
    if (windowed_) released_ -= count;
    begin(slot, replica);
}

/// Starts the service of the replica's batch.
void BatchingKernel::begin(ReplicaSlot slot, Replica& replica) {
    const std::size_t count = replica.batch.size();
    std::uint32_t tokens = 0;
    for (const Waiting& waiting : replica.batch) tokens = std::max(tokens, waiting.tokens);
    const models::ServiceTime& service = service_[replica.pool];
    const Waiting& first = replica.batch.front();
    const Uniforms draw = service.is_random() ? service_draws_.draw(first.id, first.attempts) : Uniforms{};
    replica.started = now_;
    replica.cold_at_start = cold_clock_.reading(now_);
    replica.busy_until = after(now_, service(static_cast<std::uint32_t>(count), tokens, draw.first, draw.second));
    replica.state = Replica::State::busy;
    idle_.erase(slot);
    recorder_.step(service.doubt(static_cast<std::uint32_t>(count), tokens).leaves_grid);
    recorder_.begin_busy(replica.pool, now_);
    if (central_) recorder_.hold(replica.pool, count, now_);
    completions_.push({replica.busy_until, slot});
}

/// What the batch that is now done, or lost, adds to the sums of its pool's work.
void BatchingKernel::add_work(const Replica& replica) {
    WorkSums& work = work_[replica.pool];
    for (std::size_t i = 0; i < replica.batch.size(); ++i) work.invocation(now_ - replica.started);
    work.busy(now_ - replica.started);
}

void BatchingKernel::add_work(std::span<pricing::PoolUsage> pools) const {
    for (std::size_t pool = 0; pool < pools.size(); ++pool) work_[pool].add_to(pools[pool]);
}

/// What the batch that is now done has to tell, and each of its requests.
void BatchingKernel::record_batch(const Replica& replica) {
    recorder_.end_busy(replica.pool, now_);
    recorder_.release(replica.pool, replica.batch.size(), now_);
    if (sums_work_) add_work(replica);
    for (const Waiting& waiting : replica.batch) {
        Duration held{0};
        Duration cold = replica.cold_at_start - waiting.cold_before;
        SimTime since = waiting.back;
        if (windowed_) {
            // A request waits for its window first; what the queue, the machines or the batch cost counts from there.
            const auto window = std::lower_bound(windows_.begin(), windows_.end(), waiting.arrival,
                                                 [](const Window& w, SimTime arrival) { return w.opened < arrival; });
            held = window->opened - waiting.arrival;
            cold = replica.cold_at_start - window->cold;
            since = std::max(since, window->opened);
        }
        cold -= waiting.cold_in_lost;
        held += std::max(Duration{0}, replica.started - std::max(since, replica.idle_since));
        recorder_.completed({.id = waiting.id,
                             .arrival = waiting.arrival,
                             .start = replica.started,
                             .completion = now_,
                             .cold = cold,
                             .batching = held,
                             .input_tokens = waiting.tokens,
                             .output_tokens = waiting.output_tokens,
                             .pool = replica.pool,
                             .batch = static_cast<std::uint32_t>(replica.batch.size()),
                             .outcome = Outcome::completed,
                             .cold_start = cold > Duration{0}});
    }
}

void BatchingKernel::on_completion() {
    const auto slot = static_cast<ReplicaSlot>(completions_.top().key);
    completions_.pop();
    Replica& replica = replicas_[slot];
    recorder_.tick(now_);
    record_batch(replica);
    replica.batch.clear();
    note_outstanding(slot);
    if (replica.state == Replica::State::draining) return leave(replica, slot);
    replica.state = Replica::State::idle;
    replica.idle_since = now_;
    idle_.insert(slot);
    if (central_)
        dispatch_central();
    else
        dispatch(slot);
}

void BatchingKernel::leave(Replica& replica, ReplicaSlot slot) {
    replica.state = Replica::State::gone;
    idle_.erase(slot);
    recorder_.tick(now_);
    recorder_.end_ready(replica.pool);
}

void BatchingKernel::replica_ready(ReplicaSlot slot, std::size_t pool, Duration /*billed_start*/) {
    if (slot >= replicas_.size()) replicas_.resize(slot + 1);
    Replica& replica = replicas_[slot];
    replica.state = Replica::State::idle;
    replica.pool = static_cast<std::uint32_t>(pool);
    replica.idle_since = now_;
    cold_clock_.replica_ready(now_);
    ready_.insert(slot);
    note_outstanding(slot);
    idle_.insert(slot);
    recorder_.tick(now_);
    recorder_.begin_ready(replica.pool);
    if (central_) return dispatch_central();
    Queue backlog = std::exchange(queue_, {});
    for (std::size_t i = 0; i < backlog.size(); ++i) {
        backlog[i].joined = backlog[i].back = now_;
        route(backlog[i], true);
    }
}

void BatchingKernel::remove_ready(ReplicaSlot slot) {
    ready_.erase(slot);
    note_outstanding(slot);
    cold_clock_.replica_gone(now_);
}

SimTime BatchingKernel::replica_draining(ReplicaSlot slot) {
    Replica& replica = replicas_[slot];
    remove_ready(slot);
    idle_.erase(slot);
    Queue orphans = std::exchange(replica.queue, {});
    recorder_.release(replica.pool, orphans.size(), now_);
    const bool busy = replica.state == Replica::State::busy;
    const SimTime empty_at = busy ? replica.busy_until : now_;
    if (busy)
        replica.state = Replica::State::draining;
    else
        leave(replica, slot);
    for (std::size_t i = 0; i < orphans.size(); ++i) {
        orphans[i].joined = orphans[i].back = now_;
        route(orphans[i], true);
    }
    return empty_at;
}

void BatchingKernel::replica_lost(ReplicaSlot slot) {
    Replica& replica = replicas_[slot];
    if (replica.state == Replica::State::gone) return;
    recorder_.tick(now_);
    if (ready_.contains(slot)) remove_ready(slot);
    if (!replica.batch.empty()) {
        completions_.remove_if([slot](const EventHeap::Event& event) { return event.key == slot; });
        recorder_.end_busy(replica.pool, now_);
        recorder_.lost_work(replica.pool, now_ - replica.started);
        if (sums_work_) add_work(replica);
    }
    recorder_.release(replica.pool, outstanding(replica), now_);
    std::vector<Waiting> lost = std::exchange(replica.batch, {});
    Queue orphans = std::exchange(replica.queue, {});
    const Duration cold_at_start = replica.cold_at_start;
    leave(replica, slot);

    if (rules_.on_loss == OnLoss::fail) {
        for (const Waiting& waiting : lost)
            recorder_.failed({.id = waiting.id,
                              .arrival = waiting.arrival,
                              .start = replica.started,
                              .completion = now_,
                              .pool = replica.pool,
                              .outcome = Outcome::failed});
        lost.clear();
    }
    for (Waiting& waiting : lost) {
        ++waiting.attempts;
        waiting.back = now_;
        waiting.cold_in_lost += cold_clock_.reading(now_) - cold_at_start;
        recorder_.retried();
    }
    if (central_) {
        for (auto waiting = lost.rbegin(); waiting != lost.rend(); ++waiting) queue_.push_front(*waiting);
        if (windowed_) released_ += lost.size();
        return dispatch_central();
    }
    for (std::size_t i = 0; i < orphans.size(); ++i) lost.push_back(orphans[i]);
    for (Waiting& waiting : lost) {
        waiting.joined = waiting.back = now_;
        route(waiting, true);
    }
}

void BatchingKernel::open_window() {
    windows_.push_back({now_, cold_clock_.reading(now_)});
    released_ = queue_.size();
    dispatch_central();
}

SimTime BatchingKernel::next_demand() { return windowed_ ? completions_.next_time() : kNever; }

}  // namespace plimsoll::sim
