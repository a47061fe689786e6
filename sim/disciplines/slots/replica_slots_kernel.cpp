// SPDX-FileCopyrightText: 2026 The Plimsoll authors
// SPDX-License-Identifier: Apache-2.0
#include "sim/disciplines/slots/replica_slots_kernel.hpp"

#include <algorithm>
#include <limits>
#include <utility>
#include <variant>

namespace plimsoll::sim {

ReplicaSlotsKernel::ReplicaSlotsKernel(const DeploymentPlan& plan, std::unique_ptr<RequestSource> source,
                                       std::uint64_t seed, const RecorderOptions& options)
    : KernelBase(plan, std::move(source), options),
      draws_(seed, "service"),
      rules_(std::get<RequestSlots>(plan.discipline)),
      central_(rules_.queue == scenarios::QueueKind::central),
      max_queue_(rules_.max_queue ? *rules_.max_queue : std::numeric_limits<std::size_t>::max()),
      router_(rules_.router, seed, !central_) {
    for (const PoolPlan& pool : plan.pools) {
        service_.push_back(pool.service);
        work_.emplace_back(pool.usage);
    }
}

void ReplicaSlotsKernel::on_arrival() {
    recorder_.tick(now_);
    recorder_.arrived(now_);
    const Request& request = arrivals_.request();
    const Call call{.arrival = now_,
                    .start = now_,
                    .done = now_,
                    .cold_before = cold_clock_.reading(now_),
                    .id = request.id,
                    .tokens = request.input_tokens,
                    .output_tokens = request.output_tokens};
    arrivals_.next();
    route(call, false);
}

void ReplicaSlotsKernel::reject(const Call& call) {
    recorder_.rejected({.id = call.id,
                        .arrival = call.arrival,
                        .start = call.arrival,
                        .completion = now_,
                        .outcome = Outcome::rejected});
}

/// Brings a request to a place, else to its queue. `admitted`: it was once and is never turned away again.
void ReplicaSlotsKernel::route(const Call& call, bool admitted) {
    if (central_ || ready_.empty()) {
        if (central_ && in_service_.least() != MinTree::kNone && queue_.empty())
            return begin(in_service_.lowest_at_most(in_service_.least()), call);
        if (!admitted && queue_.size() >= max_queue_) return reject(call);
        return queue_.push_back(call);
    }
    const auto load = [this](ReplicaSlot slot) { return outstanding(slot); };
    const ReplicaSlot slot = router_.choose(call.id, call.attempts, ready_, load, now_);
    Replica& replica = replicas_[slot];
    if (!admitted) recorder_.routed(replica.pool);
    const bool starts = replica.active < rules_.concurrency;
    if (!starts && !admitted && replica.queue.size() >= max_queue_) return reject(call);
    recorder_.hold(replica.pool, 1, now_);
    if (starts) return begin(slot, call);
    replica.queue.push_back(call);
    note_load(slot);
}

/// With a central queue, the replica that has the fewest requests in service takes the oldest one.
void ReplicaSlotsKernel::dispatch_central() {
    while (!queue_.empty() && in_service_.least() != MinTree::kNone) {
        const Call call = queue_.front();
        queue_.pop_front();
        begin(in_service_.lowest_at_most(in_service_.least()), call);
    }
}

/// After a change of what is at a replica, or of whether it is ready.
void ReplicaSlotsKernel::note_load(ReplicaSlot slot) {
    if (!central_)
        return router_.note(
            slot, ready_, [this](ReplicaSlot at) { return outstanding(at); }, now_);
    const std::uint32_t active = replicas_[slot].active;
    in_service_.set(slot, ready_.contains(slot) && active < rules_.concurrency ? active : MinTree::kNone);
}

/// \pre the replica has a free place
void ReplicaSlotsKernel::begin(ReplicaSlot slot, Call call) {
    Replica& replica = replicas_[slot];
    call.start = now_;
    call.cold_at_start = cold_clock_.reading(now_);
    call.number = ++starts_;
    call.in_service = true;
    if (central_) recorder_.hold(replica.pool, 1, now_);
    if (replica.active++ == 0) replica.busy_since = now_;
    if (replica.active == 1 || !rules_.processor_sharing) recorder_.begin_busy(replica.pool, now_);
    note_load(slot);

    const models::ServiceTime& service = service_[replica.pool];
    recorder_.step(service.doubt(1, call.tokens).leaves_grid);
    const Uniforms draw = service.is_random() ? draws_.draw(call.id, call.attempts) : Uniforms{};
    const Duration work = service(1, call.tokens, draw.first, draw.second);
    const std::uint64_t key = static_cast<std::uint64_t>(slot) << 32;
    if (rules_.processor_sharing) {
        replica.processor.add(now_, call, work);
        completions_.push({replica.processor.next_done(), key});
        return;
    }
    if (replica.free_places.empty()) {
        replica.free_places.push_back(static_cast<std::uint32_t>(replica.places.size()));
        replica.places.emplace_back();
    }
    const std::uint32_t place = replica.free_places.back();
    replica.free_places.pop_back();
    call.done = after(now_, work);
    replica.places[place] = call;
    completions_.push({call.done, key | place});
}

void ReplicaSlotsKernel::on_completion() {
    const EventHeap::Event event = completions_.top();
    completions_.pop();
    const auto slot = static_cast<ReplicaSlot>(event.key >> 32);
    Replica& replica = replicas_[slot];
    if (rules_.processor_sharing) {
        if (replica.processor.next_done() != now_) return;  // a request has come or gone since this was foreseen
        const Call call = replica.processor.take(now_);
        if (!replica.processor.empty()) completions_.push({replica.processor.next_done(), event.key});
        return complete(slot, call);
    }
    const auto place = static_cast<std::uint32_t>(event.key);
    replica.free_places.push_back(place);
    replica.places[place].in_service = false;
    complete(slot, Call(replica.places[place]));
}

void ReplicaSlotsKernel::complete(ReplicaSlot slot, const Call& call) {
    Replica& replica = replicas_[slot];
    recorder_.tick(now_);
    const Duration cold = call.cold_at_start - call.cold_before - call.cold_in_lost;
    recorder_.completed({.id = call.id,
                         .arrival = call.arrival,
                         .start = call.start,
                         .completion = now_,
                         .cold = cold,
                         .batching = Duration{0},
                         .input_tokens = call.tokens,
                         .output_tokens = call.output_tokens,
                         .pool = replica.pool,
                         .outcome = Outcome::completed,
                         .cold_start = cold > Duration{0}});
    recorder_.release(replica.pool, 1, now_);
    work_[replica.pool].invocation(now_ - call.start);
    end_busy(replica);
    note_load(slot);
    if (replica.state == Replica::State::draining) {
        if (replica.active == 0) leave(replica);
    } else if (central_) {
        dispatch_central();
    } else if (!replica.queue.empty()) {
        const Call next = replica.queue.front();
        replica.queue.pop_front();
        begin(slot, next);
    }
}

/// One request fewer is in service.
void ReplicaSlotsKernel::end_busy(Replica& replica) {
    --replica.active;
    if (replica.active == 0 || !rules_.processor_sharing) recorder_.end_busy(replica.pool, now_);
    if (replica.active == 0) work_[replica.pool].busy(now_ - replica.busy_since);
}

void ReplicaSlotsKernel::add_work(std::span<pricing::PoolUsage> pools) const {
    for (std::size_t pool = 0; pool < pools.size(); ++pool) work_[pool].add_to(pools[pool]);
}

void ReplicaSlotsKernel::leave(Replica& replica) {
    replica.state = Replica::State::gone;
    recorder_.tick(now_);
    recorder_.end_ready(replica.pool);
}

void ReplicaSlotsKernel::replica_ready(ReplicaSlot slot, std::size_t pool, Duration /*billed_start*/) {
    if (slot >= replicas_.size()) replicas_.resize(slot + 1);
    Replica& replica = replicas_[slot];
    replica.state = Replica::State::ready;
    replica.pool = static_cast<std::uint32_t>(pool);
    cold_clock_.replica_ready(now_);
    ready_.insert(slot);
    note_load(slot);
    recorder_.tick(now_);
    recorder_.begin_ready(replica.pool);
    if (central_) return dispatch_central();
    Queue backlog = std::exchange(queue_, {});
    for (std::size_t i = 0; i < backlog.size(); ++i) route(backlog[i], true);
}

void ReplicaSlotsKernel::remove_ready(ReplicaSlot slot) {
    ready_.erase(slot);
    note_load(slot);
    cold_clock_.replica_gone(now_);
}

/// \pre a request is in service there
SimTime ReplicaSlotsKernel::last_done(const Replica& replica) const {
    if (rules_.processor_sharing) return replica.processor.all_done();
    SimTime last = now_;
    for (const Call& call : replica.places)
        if (call.in_service) last = std::max(last, call.done);
    return last;
}

SimTime ReplicaSlotsKernel::replica_draining(ReplicaSlot slot) {
    Replica& replica = replicas_[slot];
    remove_ready(slot);
    Queue orphans = std::exchange(replica.queue, {});
    recorder_.release(replica.pool, orphans.size(), now_);
    const bool busy = replica.active > 0;
    const SimTime empty_at = busy ? last_done(replica) : now_;
    if (busy)
        replica.state = Replica::State::draining;
    else
        leave(replica);
    for (std::size_t i = 0; i < orphans.size(); ++i) route(orphans[i], true);
    return empty_at;
}

/// The requests that are in service there, which end, in the order of their starts.
std::vector<ReplicaSlotsKernel::Call> ReplicaSlotsKernel::take_calls(ReplicaSlot slot) {
    Replica& replica = replicas_[slot];
    if (replica.active == 0) return {};
    completions_.remove_if([slot](const EventHeap::Event& event) { return event.key >> 32 == slot; });
    std::vector<Call> calls =
        rules_.processor_sharing ? replica.processor.take_all() : std::exchange(replica.places, {});
    replica.free_places.clear();
    std::erase_if(calls, [](const Call& call) { return !call.in_service; });
    std::sort(calls.begin(), calls.end(), [](const Call& a, const Call& b) { return a.number < b.number; });
    Duration lost{};
    for (const Call& call : calls) {
        work_[replica.pool].invocation(now_ - call.start);
        lost += now_ - call.start;
        end_busy(replica);
    }
    // Those that share a processor had it together.
    if (rules_.processor_sharing && !calls.empty()) lost /= static_cast<std::int64_t>(calls.size());
    recorder_.lost_work(replica.pool, lost);
    return calls;
}

void ReplicaSlotsKernel::replica_lost(ReplicaSlot slot) {
    Replica& replica = replicas_[slot];
    if (replica.state == Replica::State::gone) return;
    recorder_.tick(now_);
    if (ready_.contains(slot)) remove_ready(slot);
    recorder_.release(replica.pool, outstanding(slot), now_);
    std::vector<Call> lost = take_calls(slot);
    const Queue orphans = std::exchange(replica.queue, {});
    leave(replica);

    if (rules_.on_loss == scenarios::OnLoss::fail) {
        for (const Call& call : lost)
            recorder_.failed({.id = call.id,
                              .arrival = call.arrival,
                              .start = call.start,
                              .completion = now_,
                              .pool = replica.pool,
                              .outcome = Outcome::failed});
        lost.clear();
    }
    for (Call& call : lost) {
        ++call.attempts;
        call.cold_in_lost += cold_clock_.reading(now_) - call.cold_at_start;
        recorder_.retried();
    }
    if (central_) {
        for (auto call = lost.rbegin(); call != lost.rend(); ++call) queue_.push_front(*call);
        return dispatch_central();
    }
    for (std::size_t i = 0; i < orphans.size(); ++i) lost.push_back(orphans[i]);
    for (const Call& call : lost) route(call, true);
}

}  // namespace plimsoll::sim
