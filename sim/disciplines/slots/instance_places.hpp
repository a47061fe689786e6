// SPDX-FileCopyrightText: 2026 The Plimsoll authors
// SPDX-License-Identifier: Apache-2.0
#pragma once

#include "sim/disciplines/arrival_cursor.hpp"
#include "sim/disciplines/engine.hpp"
#include "sim/disciplines/ring.hpp"
#include "sim/disciplines/slot_set.hpp"
#include "sim/plan/plan.hpp"

#include <algorithm>
#include <cstdint>
#include <optional>
#include <utility>
#include <vector>

namespace plimsoll::sim {

/// The instances that requests launch and keep-alive ends, and their places: who takes the next request, and which
/// instances the fleet is to start and to stop. What is done at a place is its kernel's.
class InstancePlaces {
public:
    InstancePlaces(const PoolPlan& pool, std::uint32_t concurrency)
        : concurrency_(concurrency),
          max_instances_(pool.max_instances),
          min_instances_(pool.replicas.min),
          provisioned_(pool.provisioned),
          keep_alive_(pool.keep_alive) {}

    /// The most recently launched ready instance with a free place; SlotSet::kNone: there is none.
    [[nodiscard]] ReplicaSlot available() {
        while (!available_.empty()) {
            const auto [launch, slot] = available_.front();
            const Instance& instance = instances_[slot];
            if (instance.launch == launch && instance.state == State::ready) return slot;
            std::pop_heap(available_.begin(), available_.end());
            available_.pop_back();
            --stale_;
        }
        return SlotSet::kNone;
    }
    /// A place on an instance that starts, on a new one where none has any and one may be launched; kNone: there is
    /// none. The request has it from now on.
    struct Promised {
        ReplicaSlot slot = SlotSet::kNone;
        bool launched = false;  ///< for it
    };
    [[nodiscard]] Promised promise() {
        Promised place{starting_with_room(), false};
        if (place.slot == SlotSet::kNone && alive_ < max_instances_) place = {launch(), true};
        if (place.slot == SlotSet::kNone) return place;
        ++instances_[place.slot].active;
        --free_places_;
        return place;
    }

    /// The instance starts to serve: none of its places is taken, those promised neither.
    void ready(ReplicaSlot slot) {
        if (slot >= instances_.size() || instances_[slot].state == State::gone) {
            // One of the minimum, up without a request; launches take the lowest free slot, which is the caller's rule
            // too.
            slot = launch();
            demands_.launches.clear();
            if (launches_so_far_ <= provisioned_) {
                instances_[slot].provisioned = true;
                instances_[slot].launch += kBeforeOthers;
            }
        }
        Instance& instance = instances_[slot];
        instance.state = State::ready;
        free_places_ += std::exchange(instance.active, 0);
    }

    /// Of a ready instance. True where it was idle.
    bool take(ReplicaSlot slot) {
        Instance& instance = instances_[slot];
        --free_places_;
        const bool was_idle = instance.active++ == 0;
        if (instance.listed && instance.active >= concurrency_) {
            // It is the newest with a free place, hence on top of the heap.
            std::pop_heap(available_.begin(), available_.end());
            available_.pop_back();
            instance.listed = false;
        }
        return was_idle;
    }
    /// True where it is idle now.
    bool give(ReplicaSlot slot) {
        ++free_places_;
        return --instances_[slot].active == 0;
    }
    [[nodiscard]] bool has_place(ReplicaSlot slot) const { return instances_[slot].active < concurrency_; }
    [[nodiscard]] bool is_idle(ReplicaSlot slot) const { return instances_[slot].active == 0; }
    [[nodiscard]] bool is_provisioned(ReplicaSlot slot) const { return instances_[slot].provisioned; }

    /// Offers what places the instance has, at `now`. Returns when to ask whether its keep-alive is over, if nobody
    /// asks yet.
    [[nodiscard]] std::optional<SimTime> offer(ReplicaSlot slot, SimTime now) {
        Instance& instance = instances_[slot];
        list(slot);
        if (instance.active > 0) return std::nullopt;
        instance.idle_since = now;
        if (std::exchange(instance.expiry_armed, true)) return std::nullopt;
        return after(now, keep_alive_);
    }

    /// What becomes of an instance at a time that `offer`, or this, has named.
    struct Due {
        bool ends = false;
        std::optional<SimTime> again{};  ///< when to ask again
    };
    [[nodiscard]] Due keep_alive_over(ReplicaSlot slot, SimTime now) {
        Instance& instance = instances_[slot];
        if (instance.active == 0)
            if (const SimTime due = after(instance.idle_since, keep_alive_); due > now) return {false, due};
        instance.expiry_armed = false;
        if (instance.active > 0 || instance.provisioned || alive_ <= min_instances_) return {};
        end(slot, now);
        return {true, std::nullopt};
    }

    [[nodiscard]] Demands take_demands() { return std::exchange(demands_, {}); }
    /// No instance is launched or ends before; `next_due`: the first time that `offer` has named.
    [[nodiscard]] SimTime next_demand(const ArrivalCursor& arrivals, SimTime next_due, SimTime now) const {
        // The first time at which an instance could end, and with it the places that it has or blocks.
        const SimTime end = std::min(next_due, after(now, keep_alive_));
        if (alive_ >= max_instances_) return arrivals.time_at_or_after(end);
        return std::min(arrivals.time_ahead(free_places_), arrivals.time_at_or_after(end));
    }

private:
    /// Above every number of a launch, and added to those of provisioned instances.
    static constexpr std::uint64_t kBeforeOthers = std::uint64_t{1} << 62;

    enum class State : std::uint8_t { gone, starting, ready };
    struct Instance {
        State state = State::gone;
        bool listed = false;        ///< in available_
        bool expiry_armed = false;  ///< a time is named
        bool provisioned = false;   ///< held ready: never ends, and comes before all others
        std::uint32_t active = 0;   ///< places that are taken, or promised
        std::uint64_t launch = 0;   ///< number of its launch; larger is newer, and provisioned ones are largest
        SimTime idle_since;
    };

    /// The earliest launched instance still starting that has a free place.
    [[nodiscard]] ReplicaSlot starting_with_room() {
        while (!starting_.empty()) {
            const Instance& instance = instances_[starting_.front()];
            if (instance.state == State::starting && instance.active < concurrency_) return starting_.front();
            starting_.pop_front();
        }
        return SlotSet::kNone;
    }
    ReplicaSlot launch() {
        ReplicaSlot slot = free_slots_.lowest();
        if (slot == SlotSet::kNone) {
            slot = static_cast<ReplicaSlot>(instances_.size());
            instances_.emplace_back();
        }
        free_slots_.erase(slot);
        Instance& instance = instances_[slot];
        instance.state = State::starting;
        instance.launch = ++launches_so_far_;
        instance.listed = false;
        instance.active = 0;
        ++alive_;
        free_places_ += concurrency_;
        if (concurrency_ > 1) starting_.push_back(slot);
        demands_.launches.push_back({slot, kOnlyPool});
        return slot;
    }
    void list(ReplicaSlot slot) {
        Instance& instance = instances_[slot];
        if (instance.listed || instance.active >= concurrency_) return;
        instance.listed = true;
        available_.emplace_back(instance.launch, slot);
        std::push_heap(available_.begin(), available_.end());
    }
    void end(ReplicaSlot slot, SimTime now) {
        Instance& instance = instances_[slot];
        instance.state = State::gone;
        instance.launch = 0;
        instance.listed = false;
        --alive_;
        free_places_ -= concurrency_;
        free_slots_.insert(slot);
        demands_.expired.push_back({slot, now});
        if (++stale_ * 2 <= available_.size()) return;
        std::erase_if(available_, [this](const auto& entry) { return instances_[entry.second].launch != entry.first; });
        std::make_heap(available_.begin(), available_.end());
        stale_ = 0;
    }

    const std::uint32_t concurrency_;
    const std::uint32_t max_instances_;
    const std::uint32_t min_instances_;
    const std::uint32_t provisioned_;
    const Duration keep_alive_;

    std::vector<Instance> instances_;
    SlotSet free_slots_;
    std::vector<std::pair<std::uint64_t, ReplicaSlot>>
        available_;               ///< max-heap by launch, of ready instances with a free place
    std::size_t stale_ = 0;       ///< entries of available_ whose instance has ended
    Ring<ReplicaSlot> starting_;  ///< in order of launch; may hold some that are no longer
    std::uint64_t launches_so_far_ = 0;
    std::uint32_t alive_ = 0;
    std::uint64_t free_places_ = 0;  ///< on ready and on starting instances
    Demands demands_;
};

}  // namespace plimsoll::sim
