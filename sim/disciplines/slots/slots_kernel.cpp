// SPDX-FileCopyrightText: 2026 The Plimsoll authors
// SPDX-License-Identifier: Apache-2.0
#include "sim/disciplines/slots/slots_kernel.hpp"

#include <algorithm>
#include <limits>
#include <variant>

namespace plimsoll::sim {

namespace {

/// Above every number of a launch, and added to those of provisioned instances.
constexpr std::uint64_t kBeforeOthers = std::uint64_t{1} << 62;

}  // namespace

SlotsKernel::SlotsKernel(const DeploymentPlan& plan, std::unique_ptr<RequestSource> source, std::uint64_t seed,
                         const RecorderOptions& options)
    : KernelBase(plan, std::move(source), options),
      draws_(seed, "service"),
      service_(plan.only_pool().service),
      cold_service_(std::get<RequestSlots>(plan.discipline).cold_service),
      concurrency_(std::get<RequestSlots>(plan.discipline).concurrency),
      max_instances_(plan.only_pool().max_instances),
      min_instances_(plan.only_pool().replicas.min),
      provisioned_(plan.only_pool().provisioned),
      max_queue_(std::get<RequestSlots>(plan.discipline).max_queue.value_or(std::numeric_limits<std::uint32_t>::max())),
      keep_alive_(plan.only_pool().keep_alive),
      sharing_(std::get<RequestSlots>(plan.discipline).processor_sharing),
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

    if (const ReplicaSlot slot = available(); slot != SlotSet::kNone) return begin(slot, call);
    ReplicaSlot slot = starting_with_room();
    if (slot == SlotSet::kNone && alive_ < max_instances_) {
        slot = launch();
        call.launched = true;
    }
    if (slot != SlotSet::kNone) {
        instances_[slot].calls.push_back(call);
        ++instances_[slot].active;
        --free_places_;
        return;
    }
    if (queue_.size() < max_queue_) return queue_.push_back(call);
    recorder_.rejected(
        {.id = call.id, .arrival = now_, .start = now_, .completion = now_, .outcome = Outcome::rejected});
}

/// The most recently launched ready instance with a free place.
ReplicaSlot SlotsKernel::available() {
    while (!available_.empty()) {
        const auto [launch, slot] = available_.front();
        const Instance& instance = instances_[slot];
        if (instance.launch == launch && instance.state == Instance::State::ready) return slot;
        std::pop_heap(available_.begin(), available_.end());
        available_.pop_back();
        --stale_;
    }
    return SlotSet::kNone;
}

void SlotsKernel::list(ReplicaSlot slot) {
    Instance& instance = instances_[slot];
    if (instance.listed || instance.active >= concurrency_) return;
    instance.listed = true;
    available_.emplace_back(instance.launch, slot);
    std::push_heap(available_.begin(), available_.end());
}

/// The earliest launched instance still starting that has a free place.
ReplicaSlot SlotsKernel::starting_with_room() {
    while (!starting_.empty()) {
        const Instance& instance = instances_[starting_.front()];
        if (instance.state == Instance::State::starting && instance.active < concurrency_) return starting_.front();
        starting_.pop_front();
    }
    return SlotSet::kNone;
}

ReplicaSlot SlotsKernel::launch() {
    ReplicaSlot slot = free_slots_.lowest();
    if (slot == SlotSet::kNone) {
        slot = static_cast<ReplicaSlot>(instances_.size());
        instances_.emplace_back();
    }
    free_slots_.erase(slot);
    Instance& instance = instances_[slot];
    instance.state = Instance::State::starting;
    instance.launch = ++launches_so_far_;
    instance.listed = false;
    instance.active = 0;
    instance.calls.clear();
    ++alive_;
    free_places_ += concurrency_;
    if (concurrency_ > 1) starting_.push_back(slot);
    demands_.launches.push_back({slot, kOnlyPool});
    return slot;
}

void SlotsKernel::replica_ready(ReplicaSlot slot, std::size_t /*pool*/, Duration billed_start) {
    if (slot >= instances_.size() || instances_[slot].state == Instance::State::gone) {
        // One of the minimum, up without a request; launches take the lowest free slot, which is the caller's rule too.
        slot = launch();
        demands_.launches.clear();
        if (launches_so_far_ <= provisioned_) {
            instances_[slot].provisioned = true;
            instances_[slot].launch += kBeforeOthers;
        }
    }
    Instance& instance = instances_[slot];
    recorder_.tick(now_);
    recorder_.begin_ready(kOnlyPool);
    cold_clock_.replica_ready(now_);
    instance.state = Instance::State::ready;
    instance.billed_start = billed_start;
    instance.free_places.clear();
    if (!sharing_)
        for (std::uint32_t place = concurrency_; place-- > 0;) instance.free_places.push_back(place);
    std::vector<Call> bound = std::exchange(instance.calls, {});
    if (!sharing_) instance.calls.resize(concurrency_);
    instance.active = 0;
    free_places_ += bound.size();
    for (Call& call : bound) {
        call.cold = now_ - call.arrival;
        call.cold_start = true;
        begin(slot, call);
        if (call.launched) instance.stretch_start = billed_start;
    }
    list(slot);
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
    --free_places_;
    if (instance.active++ == 0) {
        recorder_.tick(now_);
        recorder_.begin_busy(kOnlyPool, now_);
        instance.busy_since = now_;
        instance.stretch_start = Duration{0};
    }
    if (instance.listed && instance.active >= concurrency_) {
        // It is the newest with a free place, hence on top of the heap.
        std::pop_heap(available_.begin(), available_.end());
        available_.pop_back();
        instance.listed = false;
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
    complete(instance, instance.calls[place]);
    freed(slot);
}

void SlotsKernel::on_shared_completion(ReplicaSlot slot) {
    Instance& instance = instances_[slot];
    if (instance.processor.next_done() != now_) return;  // a request has come or gone since this was foreseen
    const Call call = instance.processor.take(now_);
    complete(instance, call);
    if (!instance.processor.empty())
        completions_.push({instance.processor.next_done(), static_cast<std::uint64_t>(slot) << 32});
    freed(slot);
}

void SlotsKernel::complete(Instance& instance, const Call& call) {
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
    work_.invocation(now_ - call.start, call.launched ? instance.billed_start : Duration{0}, instance.provisioned);
    --instance.active;
    ++free_places_;
    if (instance.active == 0) {
        recorder_.end_busy(kOnlyPool, now_);
        work_.busy(now_ - instance.busy_since, instance.stretch_start, instance.provisioned);
    }
}

/// The instance has free places: give them to those who queue, then offer what is left.
void SlotsKernel::freed(ReplicaSlot slot) {
    Instance& instance = instances_[slot];
    while (!queue_.empty() && instance.active < concurrency_) {
        Call call = queue_.front();
        queue_.pop_front();
        call.cold = cold_clock_.reading(now_) - call.cold_before;
        call.cold_start = call.cold > Duration{0};
        begin(slot, call);
    }
    list(slot);
    if (instance.active > 0) return;
    instance.idle_since = now_;
    if (instance.expiry_armed) return;
    instance.expiry_armed = true;
    timers_.push({after(now_, keep_alive_), slot});
}

void SlotsKernel::on_timer() {
    const auto slot = static_cast<ReplicaSlot>(timers_.top().key);
    Instance& instance = instances_[slot];
    if (instance.active > 0) {
        instance.expiry_armed = false;
        return timers_.pop();
    }
    if (const SimTime due = after(instance.idle_since, keep_alive_); due > now_)
        return timers_.replace_top({due, slot});
    timers_.pop();
    instance.expiry_armed = false;
    if (instance.provisioned || alive_ <= min_instances_) return;

    recorder_.tick(now_);
    recorder_.end_ready(kOnlyPool);
    cold_clock_.replica_gone(now_);
    instance.state = Instance::State::gone;
    instance.launch = 0;
    instance.listed = false;
    --alive_;
    free_places_ -= concurrency_;
    free_slots_.insert(slot);
    demands_.expired.push_back({slot, now_});
    if (++stale_ * 2 <= available_.size()) return;
    std::erase_if(available_, [this](const auto& entry) { return instances_[entry.second].launch != entry.first; });
    std::make_heap(available_.begin(), available_.end());
    stale_ = 0;
}

SimTime SlotsKernel::next_demand() {
    // The first time at which an instance could end, and with it the places that it has or blocks.
    const SimTime end = std::min(timers_.next_time(), after(now_, keep_alive_));
    if (alive_ >= max_instances_) return arrivals_.time_at_or_after(end);
    return std::min(arrivals_.time_ahead(free_places_), arrivals_.time_at_or_after(end));
}

/// The fleet neither drains nor loses instances that requests ask for: keep-alive alone ends them.
SimTime SlotsKernel::replica_draining(ReplicaSlot /*slot*/) { return now_; }
void SlotsKernel::replica_lost(ReplicaSlot /*slot*/) {}

}  // namespace plimsoll::sim
