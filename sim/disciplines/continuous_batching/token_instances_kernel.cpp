// SPDX-FileCopyrightText: 2026 The Plimsoll authors
// SPDX-License-Identifier: Apache-2.0
#include "sim/disciplines/continuous_batching/token_instances_kernel.hpp"

#include <algorithm>
#include <limits>
#include <utility>
#include <variant>

namespace plimsoll::sim {

TokenInstancesKernel::TokenInstancesKernel(const DeploymentPlan& plan, std::unique_ptr<RequestSource> source,
                                           std::uint64_t /*seed*/, const RecorderOptions& options)
    : KernelBase(plan, std::move(source), options),
      rules_(std::get<ContinuousBatching>(plan.discipline)),
      serving_(*plan.only_pool().tokens),
      max_queue_(rules_.max_queue.value_or(std::numeric_limits<std::uint32_t>::max())),
      places_(plan.only_pool(), rules_.concurrency),
      work_(plan.only_pool().usage) {}

void TokenInstancesKernel::on_arrival() {
    const Request& request = arrivals_.request();
    recorder_.tick(now_);
    recorder_.arrived(now_);
    Sequence sequence = sequence_of(request, now_, rules_.max_tokens);
    sequence.cold_before = cold_clock_.reading(now_);
    sequence.shared = prompts_.add(arrivals_.shared_parts());
    arrivals_.next();
    if (sequence.prompt >= rules_.max_tokens) return reject(sequence);

    if (const ReplicaSlot slot = places_.available(); slot != SlotSet::kNone) return begin(slot, sequence, Duration{0});
    if (const auto place = places_.promise(); place.slot != SlotSet::kNone) {
        if (place.slot >= instances_.size()) instances_.resize(place.slot + 1);
        Instance& instance = instances_[place.slot];
        if (place.launched) instance.launched_for = sequence.id;
        instance.promised.push_back(sequence);
        return;
    }
    if (queue_.size() < max_queue_) return queue_.push_back(sequence);
    reject(sequence);
}

void TokenInstancesKernel::reject(const Sequence& sequence) {
    recorder_.rejected({.id = sequence.id,
                        .arrival = sequence.arrival,
                        .start = sequence.arrival,
                        .completion = now_,
                        .outcome = Outcome::rejected});
    prompts_.remove(sequence.shared);
}

void TokenInstancesKernel::replica_ready(ReplicaSlot slot, std::size_t /*pool*/, Duration billed_start) {
    places_.ready(slot);
    if (slot >= instances_.size()) instances_.resize(slot + 1);
    Instance& instance = instances_[slot];
    recorder_.tick(now_);
    recorder_.begin_ready(kOnlyPool);
    cold_clock_.replica_ready(now_);
    instance.billed_start = billed_start;
    instance.scheduler.emplace(rules_, serving_.step_time, prompts_, serving_.kv_blocks, true);
    const bool launched = instance.launched_for != kNobody;
    for (const Sequence& sequence : std::exchange(instance.promised, {}))
        begin(slot, sequence, now_ - sequence.arrival);
    if (launched) instances_[slot].stretch_start = billed_start;
    fill(slot);
}

/// The request has a place on a ready instance.
void TokenInstancesKernel::begin(ReplicaSlot slot, Sequence sequence, Duration cold) {
    Instance& instance = instances_[slot];
    if (places_.take(slot)) {
        recorder_.tick(now_);
        recorder_.begin_busy(kOnlyPool, now_);
        instance.busy_since = now_;
        instance.stretch_start = Duration{0};
    }
    sequence.cold_before = Duration{0};
    sequence.cold_at_start = cold;
    recorder_.hold(kOnlyPool, 1, now_);
    act(slot, [&](TokenScheduler& scheduler) { scheduler.join(sequence, now_, *this); });
    // Requests of one instant are scheduled together.
    if (!instance.scheduler->in_work()) timers_.push({now_, static_cast<std::uint64_t>(slot) << 1});
}

/// Free places take those who queue; then what is left is offered.
void TokenInstancesKernel::fill(ReplicaSlot slot) {
    while (!queue_.empty() && places_.has_place(slot)) {
        const Sequence sequence = queue_.front();
        queue_.pop_front();
        begin(slot, sequence, cold_clock_.reading(now_) - sequence.cold_before);
    }
    if (const auto due = places_.offer(slot, now_))
        timers_.push({*due, static_cast<std::uint64_t>(slot) << 1 | kKeepAlive});
}

template <class Action>
void TokenInstancesKernel::act(ReplicaSlot slot, Action action) {
    Instance& instance = instances_[slot];
    acting_ = slot;
    TokenScheduler& scheduler = *instance.scheduler;
    const std::uint64_t preempted_before = scheduler.preemptions();
    action(scheduler);
    recorder_.preempted(scheduler.preemptions() - preempted_before);
    recorder_.admitted(kOnlyPool, scheduler.take_prompt_tokens());
    const SimTime next = scheduler.next_change();
    if (next != instance.armed && next != kNever) completions_.push({next, slot});
    instance.armed = next;
}

void TokenInstancesKernel::on_completion() {
    const auto slot = static_cast<ReplicaSlot>(completions_.top().key);
    completions_.pop();
    Instance& instance = instances_[slot];
    if (!instance.scheduler || instance.armed != now_) return;
    recorder_.tick(now_);
    instance.armed = kNever;
    const bool was_idle = places_.is_idle(slot);
    act(slot, [this](TokenScheduler& scheduler) { scheduler.change(now_, *this); });
    if (!was_idle) fill(slot);
}

void TokenInstancesKernel::on_timer() {
    const std::uint64_t key = timers_.top().key;
    const auto slot = static_cast<ReplicaSlot>(key >> 1);
    if ((key & kKeepAlive) == 0) {
        timers_.pop();
        recorder_.tick(now_);
        if (instances_[slot].scheduler) act(slot, [this](TokenScheduler& scheduler) { scheduler.wake(now_, *this); });
        return;
    }
    const auto due = places_.keep_alive_over(slot, now_);
    if (due.again) return timers_.replace_top({*due.again, key});
    timers_.pop();
    if (!due.ends) return;
    recorder_.tick(now_);
    recorder_.end_ready(kOnlyPool);
    cold_clock_.replica_gone(now_);
    instances_[slot] = {};
}

void TokenInstancesKernel::ended(const Sequence& sequence) {
    const Instance& instance = instances_[acting_];
    const bool provisioned = places_.is_provisioned(acting_);
    const Duration cold = sequence.cold_at_start;
    recorder_.release(kOnlyPool, 1, now_);
    recorder_.completed({.id = sequence.id,
                         .arrival = sequence.arrival,
                         .start = sequence.start,
                         .completion = now_,
                         .first_token = sequence.first_token,
                         .cold = cold,
                         .input_tokens = sequence.prompt,
                         .output_tokens = sequence.output,
                         .pool = kOnlyPool,
                         .outcome = Outcome::completed,
                         .cold_start = cold > Duration{0}});
    const bool launched = instance.launched_for == sequence.id;
    work_.invocation(now_ - sequence.start, launched ? instance.billed_start : Duration{0}, provisioned);
    prompts_.remove(sequence.shared);
    if (!places_.give(acting_)) return;
    recorder_.end_busy(kOnlyPool, now_);
    work_.busy(now_ - instance.busy_since, instance.stretch_start, provisioned);
}

TokenLoad TokenInstancesKernel::token_load(std::size_t /*pool*/) {
    TokenLoad load;
    for (Instance& instance : instances_) {
        if (!instance.scheduler) continue;
        instance.scheduler->catch_up(now_, *this);
        load += instance.scheduler->load();
    }
    return load;
}

/// The fleet neither drains nor loses instances that requests ask for: keep-alive alone ends them.
SimTime TokenInstancesKernel::replica_draining(ReplicaSlot /*slot*/) { return now_; }
void TokenInstancesKernel::replica_lost(ReplicaSlot /*slot*/) {}

}  // namespace plimsoll::sim
