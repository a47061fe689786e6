// SPDX-FileCopyrightText: 2026 The Plimsoll authors
// SPDX-License-Identifier: Apache-2.0
#include "sim/disciplines/slots/slots_kernel.hpp"

#include <limits>
#include <utility>
#include <variant>

namespace plimsoll::sim {

SlotsKernel::SlotsKernel(const DeploymentPlan& plan, std::unique_ptr<RequestSource> source, std::uint64_t seed,
                         const RecorderOptions& options)
    : KernelBase(plan, std::move(source), options),
      draws_(seed, "service"),
      service_(plan.only_pool().service),
      cold_service_(std::get<RequestSlots>(plan.discipline).cold_service),
      concurrency_(std::get<RequestSlots>(plan.discipline).concurrency),
      max_queue_(std::get<RequestSlots>(plan.discipline).max_queue.value_or(std::numeric_limits<std::uint32_t>::max())),
      sharing_(std::get<RequestSlots>(plan.discipline).processor_sharing),
      places_(plan.only_pool(), concurrency_),
      work_(plan.only_pool().usage) {}

void SlotsKernel::on_arrival() {
    const Request& request = arrivals_.request();
    recorder_.tick(now_);
    recorder_.arrived(now_);
    Call call{.arrival = now_,
              .start = now_,
              .cold_before = cold_clock_.reading(now_),
              .id = request.id,
              .tokens = request.input_tokens,
              .output_tokens = request.output_tokens};
    arrivals_.next();

    if (const ReplicaSlot slot = places_.available(); slot != SlotSet::kNone) return begin(slot, call);
    if (const auto place = places_.promise(); place.slot != SlotSet::kNone) {
        call.launched = place.launched;
        if (place.slot >= instances_.size()) instances_.resize(place.slot + 1);
        instances_[place.slot].calls.push_back(call);
        return;
    }
    if (queue_.size() < max_queue_) return queue_.push_back(call);
    recorder_.rejected(
        {.id = call.id, .arrival = now_, .start = now_, .completion = now_, .outcome = Outcome::rejected});
}

void SlotsKernel::replica_ready(ReplicaSlot slot, std::size_t /*pool*/, Duration billed_start) {
    places_.ready(slot);
    if (slot >= instances_.size()) instances_.resize(slot + 1);
    Instance& instance = instances_[slot];
    recorder_.tick(now_);
    recorder_.begin_ready(kOnlyPool);
    cold_clock_.replica_ready(now_);
    instance.billed_start = billed_start;
    instance.free_places.clear();
    if (!sharing_)
        for (std::uint32_t place = concurrency_; place-- > 0;) instance.free_places.push_back(place);
    std::vector<Call> bound = std::exchange(instance.calls, {});
    if (!sharing_) instance.calls.resize(concurrency_);
    for (Call& call : bound) {
        call.cold = now_ - call.arrival;
        call.cold_start = true;
        begin(slot, call);
        if (call.launched) instance.stretch_start = billed_start;
    }
    freed(slot);
}

Duration SlotsKernel::service_time(const Call& call) const {
    const models::ServiceTime& law = call.launched && cold_service_ ? *cold_service_ : service_;
    const Uniforms draw = law.is_random() ? draws_.draw(call.id) : Uniforms{};
    return law(1, call.tokens, draw.first, draw.second);
}

void SlotsKernel::begin(ReplicaSlot slot, Call call) {
    Instance& instance = instances_[slot];
    call.start = now_;
    if (places_.take(slot)) {
        recorder_.tick(now_);
        recorder_.begin_busy(kOnlyPool, now_);
        instance.busy_since = now_;
        instance.stretch_start = Duration{0};
    }
    recorder_.step(service_.doubt(1, call.tokens).leaves_grid);
    const Duration work = service_time(call);
    if (sharing_) {
        instance.processor.add(now_, call, work);
        completions_.push({instance.processor.next_done(), static_cast<std::uint64_t>(slot) << 32});
        return;
    }
    const std::uint32_t place = instance.free_places.back();
    instance.free_places.pop_back();
    instance.calls[place] = call;
    completions_.push({after(now_, work), static_cast<std::uint64_t>(slot) << 32 | place});
}

void SlotsKernel::on_completion() {
    const EventHeap::Event event = completions_.top();
    completions_.pop();
    const auto slot = static_cast<ReplicaSlot>(event.key >> 32);
    if (sharing_) return on_shared_completion(slot);
    const auto place = static_cast<std::uint32_t>(event.key);
    Instance& instance = instances_[slot];
    instance.free_places.push_back(place);
    complete(slot, instance.calls[place]);
    freed(slot);
}

void SlotsKernel::on_shared_completion(ReplicaSlot slot) {
    Instance& instance = instances_[slot];
    if (instance.processor.next_done() != now_) return;  // a request has come or gone since this was foreseen
    const Call call = instance.processor.take(now_);
    complete(slot, call);
    if (!instance.processor.empty())
        completions_.push({instance.processor.next_done(), static_cast<std::uint64_t>(slot) << 32});
    freed(slot);
}

void SlotsKernel::complete(ReplicaSlot slot, const Call& call) {
    const Instance& instance = instances_[slot];
    const bool provisioned = places_.is_provisioned(slot);
    recorder_.tick(now_);
    recorder_.completed({.id = call.id,
                         .arrival = call.arrival,
                         .start = call.start,
                         .completion = now_,
                         .cold = call.cold,
                         .batching = Duration{0},
                         .input_tokens = call.tokens,
                         .output_tokens = call.output_tokens,
                         .pool = kOnlyPool,
                         .outcome = Outcome::completed,
                         .cold_start = call.cold_start});
    work_.invocation(now_ - call.start, call.launched ? instance.billed_start : Duration{0}, provisioned);
    if (!places_.give(slot)) return;
    recorder_.end_busy(kOnlyPool, now_);
    work_.busy(now_ - instance.busy_since, instance.stretch_start, provisioned);
}

/// The instance has free places: give them to those who queue, then offer what is left.
void SlotsKernel::freed(ReplicaSlot slot) {
    while (!queue_.empty() && places_.has_place(slot)) {
        Call call = queue_.front();
        queue_.pop_front();
        call.cold = cold_clock_.reading(now_) - call.cold_before;
        call.cold_start = call.cold > Duration{0};
        begin(slot, call);
    }
    if (const auto due = places_.offer(slot, now_)) timers_.push({*due, slot});
}

void SlotsKernel::on_timer() {
    const auto slot = static_cast<ReplicaSlot>(timers_.top().key);
    const auto due = places_.keep_alive_over(slot, now_);
    if (due.again) return timers_.replace_top({*due.again, slot});
    timers_.pop();
    if (!due.ends) return;
    recorder_.tick(now_);
    recorder_.end_ready(kOnlyPool);
    cold_clock_.replica_gone(now_);
    instances_[slot].calls.clear();
}

/// The fleet neither drains nor loses instances that requests ask for: keep-alive alone ends them.
SimTime SlotsKernel::replica_draining(ReplicaSlot /*slot*/) { return now_; }
void SlotsKernel::replica_lost(ReplicaSlot /*slot*/) {}

}  // namespace plimsoll::sim
