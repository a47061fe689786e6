// SPDX-FileCopyrightText: 2026 The Plimsoll authors
// SPDX-License-Identifier: Apache-2.0
#pragma once

#include "sim/disciplines/slot_set.hpp"
#include "sim/fleet/instance.hpp"

#include <array>
#include <cstdint>
#include <map>
#include <memory>
#include <set>
#include <vector>

namespace plimsoll::sim {

/// The instances of a deployment by slot, and those of each pool that can be counted on, by how they were bought.
class Roster {
public:
    explicit Roster(std::size_t pools) : pools_(pools) {}

    /// A new instance, starting, on `slot`; on the lowest free one where that is `SlotSet::kNone`.
    Instance& add(std::size_t pool, scenarios::Purchase purchase, ReplicaSlot slot);
    /// The instance of that launch; null when it is gone.
    [[nodiscard]] Instance* find(ReplicaSlot slot, std::uint64_t launch) const;
    [[nodiscard]] Instance& on(ReplicaSlot slot) const { return *instances_[slot]; }
    void change(Instance& instance, Instance::State state);
    std::unique_ptr<Instance> remove(ReplicaSlot slot);

    [[nodiscard]] std::uint32_t starting(std::size_t pool, scenarios::Purchase purchase) const;
    [[nodiscard]] std::uint32_t ready(std::size_t pool, scenarios::Purchase purchase) const;
    [[nodiscard]] std::uint32_t starting(std::size_t pool) const;
    [[nodiscard]] std::uint32_t ready(std::size_t pool) const;

    /// The one to give up first: of those still starting the latest, then the highest slot. Null where there is none.
    [[nodiscard]] Instance* dispensable(std::size_t pool, scenarios::Purchase purchase) const;
    /// Slots in use, in order.
    [[nodiscard]] std::vector<ReplicaSlot> slots() const;

private:
    struct Group {
        std::map<std::uint64_t, ReplicaSlot> starting;  ///< by launch
        std::set<ReplicaSlot> ready;
    };
    static constexpr std::size_t kPurchases = 3;
    [[nodiscard]] Group& group(const Instance& instance);
    [[nodiscard]] const Group& group(std::size_t pool, scenarios::Purchase purchase) const;
    void enter(const Instance& instance);
    void leave(const Instance& instance);

    std::vector<std::unique_ptr<Instance>> instances_;  ///< by slot; null: free
    SlotSet free_;                                      ///< slots below the size of the above
    std::vector<std::array<Group, kPurchases>> pools_;
    std::uint64_t launches_ = 0;
};

}  // namespace plimsoll::sim
