// SPDX-FileCopyrightText: 2026 The Plimsoll authors
// SPDX-License-Identifier: Apache-2.0
//
// Between two events of the fleet, an unbounded central queue needs no event list. Batches start in the order of
// arrivals, each on the lowest replica that is free then, so that its members, its start and its completion follow from
// the arrivals and the times at which replicas become free (the recursion of Kiefer and Wolfowitz 1955, "On the theory
// of queues with many servers", with batches). This goes through the batches one by one: no guess whether an arrival or
// a completion comes next, and no request is copied while it waits. Every time, and every record, is that of the
// events.
#include "sim/disciplines/batching/batching_kernel.hpp"

#include <algorithm>
#include <limits>

namespace plimsoll::sim {

bool BatchingKernel::run_ahead(SimTime limit) {
    if (!central_ || !queue_.empty() || arrivals_.none_at_hand()) return false;
    // All arrivals of the stretch must be at hand, and those at its very end might not be the last of their time.
    const SimTime end = std::min({limit, recorder_.last_of_bucket(), arrivals_.at_hand().back().arrival - Duration(1)});
    if (!can_run_ahead(end)) return false;

    recorder_.tick(end);
    complete_up_to(end);
    free_times_.reset(replicas_.size());
    for (ReplicaSlot slot = ready_.lowest(); slot != SlotSet::kNone; slot = ready_.lowest(slot + 1)) {
        const Replica& replica = replicas_[slot];
        free_times_.set(slot, replica.state == Replica::State::idle ? replica.idle_since : replica.busy_until);
    }
    const auto requests = arrivals_.at_hand();
    std::size_t next = run_batches(requests, end);
    for (ReplicaSlot slot = idle_.lowest(); slot != SlotSet::kNone; slot = idle_.lowest(slot + 1))
        replicas_[slot].idle_since = free_times_[slot];
    for (; requests[next].arrival <= end; ++next) {
        now_ = requests[next].arrival;
        recorder_.arrived(now_);
        fill(queue_.extend(), requests[next]);
    }
    arrivals_.skip(next);
    while (timers_.next_time() <= end) timers_.pop();  // what they would look at has been looked at
    now_ = end;
    if (!idle_.empty()) arm_timer(queue_, 0, central_armed_);
    return true;
}

/// Worth the look at every replica only where some requests arrive, and only where every replica that works is ready.
bool BatchingKernel::can_run_ahead(SimTime end) const {
    const bool plain = !windowed_ && !sums_work_ && max_queue_ == std::numeric_limits<std::size_t>::max();
    const bool none_draining = completions_.size() + idle_.size() == ready_.size();
    return plain && !ready_.empty() && none_draining && arrivals_.time_ahead(ready_.size()) <= end;
}

/// Ends the batches that are in service now and done by `end`. Their replicas are idle from then on, if not yet now.
void BatchingKernel::complete_up_to(SimTime end) {
    const SimTime now = now_;
    while (completions_.next_time() <= end) {
        const auto slot = static_cast<ReplicaSlot>(completions_.top().key);
        completions_.pop();
        Replica& replica = replicas_[slot];
        now_ = replica.busy_until;
        record_batch(replica);
        replica.batch.clear();
        replica.state = Replica::State::idle;
        replica.idle_since = now_;
        idle_.insert(slot);
    }
    now_ = now;
}

/// The batch of the first of `requests`, which joins an empty queue; a start past the last of them is a lower bound.
BatchingKernel::NextBatch BatchingKernel::next_batch(std::span<const Request> requests) const {
    const SimTime joined = requests.front().arrival;
    const SimTime free_at = free_times_.earliest();
    if (max_batch_ == 1) return {1, std::max(joined, free_at)};
    const SimTime due = after(joined, rules_.max_wait);
    std::size_t count = 1;
    if (free_at > joined) {
        while (count < max_batch_ && count < requests.size() && requests[count].arrival < free_at) ++count;
        if (count == max_batch_ || due <= free_at) return {count, free_at};
    } else if (due == joined) {
        return {count, joined};
    }
    // From here on a replica stands idle, until the batch is full or its oldest request has waited long enough.
    for (; count < requests.size() && requests[count].arrival < due; ++count)
        if (count + 1 == max_batch_) return {max_batch_, requests[count].arrival};
    // A completion at that very instant comes before an arrival, and that before the timer.
    if (count < requests.size() && requests[count].arrival == due && !free_times_.any_at(due)) ++count;
    return {count, due};
}

/// Starts the batches that start by `end` and ends those that are done by then; returns how many requests they took.
std::size_t BatchingKernel::run_batches(std::span<const Request> requests, SimTime end) {
    const bool one_pool = service_.size() == 1;
    std::size_t next = 0;
    while (requests[next].arrival <= end) {
        const auto [count, start] = next_batch(requests.subspan(next));
        if (start > end) break;
        const auto batch = requests.subspan(next, count);
        next += count;

        const ReplicaSlot slot = free_times_.lowest_free(start);
        std::uint32_t tokens = 0;
        for (const Request& request : batch) tokens = std::max(tokens, request.input_tokens);
        // With one pool, the time of the next start need not wait for a look at the replica.
        const std::uint32_t pool = one_pool ? 0 : replicas_[slot].pool;
        const models::ServiceTime& service = service_[pool];
        const Uniforms draw = service.is_random() ? service_draws_.draw(batch.front().id) : Uniforms{};
        const SimTime completion =
            after(start, service(static_cast<std::uint32_t>(count), tokens, draw.first, draw.second));
        recorder_.step(service.doubt(static_cast<std::uint32_t>(count), tokens).leaves_grid);
        if (completion > end) {
            leave_in_service(slot, batch, start, completion);
        } else {
            for (const Request& request : batch)
                recorder_.came_and_went({.id = request.id,
                                         .arrival = request.arrival,
                                         .start = start,
                                         .completion = completion,
                                         .batching = start - std::max(request.arrival, free_times_[slot]),
                                         .input_tokens = request.input_tokens,
                                         .output_tokens = request.output_tokens,
                                         .pool = pool,
                                         .batch = static_cast<std::uint32_t>(count)});
            recorder_.has_served(pool, count, start, completion);
        }
        free_times_.set(slot, completion);
    }
    return next;
}

/// A batch that is not done when the stretch ends, as `begin` would leave it.
void BatchingKernel::leave_in_service(ReplicaSlot slot, std::span<const Request> requests, SimTime started,
                                      SimTime completion) {
    Replica& replica = replicas_[slot];
    for (const Request& request : requests) {
        now_ = request.arrival;
        recorder_.arrived(now_);
        fill(replica.batch.emplace_back(), request);
    }
    replica.idle_since = free_times_[slot];
    replica.started = started;
    replica.cold_at_start = cold_clock_.reading(now_);
    replica.busy_until = completion;
    replica.state = Replica::State::busy;
    idle_.erase(slot);
    recorder_.begin_busy(replica.pool, started);
    recorder_.hold(replica.pool, requests.size(), started);
    completions_.push({completion, slot});
}

}  // namespace plimsoll::sim
