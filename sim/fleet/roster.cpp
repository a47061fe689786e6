// SPDX-FileCopyrightText: 2026 The Plimsoll authors
// SPDX-License-Identifier: Apache-2.0
#include "sim/fleet/roster.hpp"

#include <utility>

namespace plimsoll::sim {

using scenarios::Purchase;
using State = Instance::State;

Instance& Roster::add(std::size_t pool, Purchase purchase, ReplicaSlot slot) {
    if (slot == SlotSet::kNone) slot = free_.lowest();
    if (slot == SlotSet::kNone) slot = static_cast<ReplicaSlot>(instances_.size());
    for (; instances_.size() <= slot; instances_.emplace_back())
        free_.insert(static_cast<ReplicaSlot>(instances_.size()));
    free_.erase(slot);
    instances_[slot] = std::make_unique<Instance>();
    Instance& instance = *instances_[slot];
    instance.slot = slot;
    instance.pool = pool;
    instance.launch = launches_++;
    instance.purchase = purchase;
    enter(instance);
    return instance;
}

Instance* Roster::find(ReplicaSlot slot, std::uint64_t launch) const {
    Instance* instance = slot < instances_.size() ? instances_[slot].get() : nullptr;
    return instance != nullptr && instance->launch == launch ? instance : nullptr;
}

void Roster::change(Instance& instance, State state) {
    leave(instance);
    instance.state = state;
    enter(instance);
}

std::unique_ptr<Instance> Roster::remove(ReplicaSlot slot) {
    leave(on(slot));
    free_.insert(slot);
    return std::move(instances_[slot]);
}

Roster::Group& Roster::group(const Instance& instance) {
    return pools_[instance.pool][static_cast<std::size_t>(instance.purchase)];
}

const Roster::Group& Roster::group(std::size_t pool, Purchase purchase) const {
    return pools_[pool][static_cast<std::size_t>(purchase)];
}

void Roster::enter(const Instance& instance) {
    if (instance.state == State::starting) group(instance).starting.emplace(instance.launch, instance.slot);
    if (instance.state == State::ready) group(instance).ready.insert(instance.slot);
}

void Roster::leave(const Instance& instance) {
    if (instance.state == State::starting) group(instance).starting.erase(instance.launch);
    if (instance.state == State::ready) group(instance).ready.erase(instance.slot);
}

std::uint32_t Roster::starting(std::size_t pool, Purchase purchase) const {
    return static_cast<std::uint32_t>(group(pool, purchase).starting.size());
}

std::uint32_t Roster::ready(std::size_t pool, Purchase purchase) const {
    return static_cast<std::uint32_t>(group(pool, purchase).ready.size());
}

std::uint32_t Roster::starting(std::size_t pool) const {
    std::size_t number = 0;
    for (const Group& group : pools_[pool]) number += group.starting.size();
    return static_cast<std::uint32_t>(number);
}

std::uint32_t Roster::ready(std::size_t pool) const {
    std::size_t number = 0;
    for (const Group& group : pools_[pool]) number += group.ready.size();
    return static_cast<std::uint32_t>(number);
}

Instance* Roster::dispensable(std::size_t pool, Purchase purchase) const {
    const Group& all = group(pool, purchase);
    if (!all.starting.empty()) return instances_[all.starting.rbegin()->second].get();
    if (!all.ready.empty()) return instances_[*all.ready.rbegin()].get();
    return nullptr;
}

std::vector<ReplicaSlot> Roster::slots() const {
    std::vector<ReplicaSlot> slots;
    for (ReplicaSlot slot = 0; slot < instances_.size(); ++slot)
        if (instances_[slot]) slots.push_back(slot);
    return slots;
}

}  // namespace plimsoll::sim
