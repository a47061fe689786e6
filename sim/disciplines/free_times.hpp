// SPDX-FileCopyrightText: 2026 The Plimsoll authors
// SPDX-License-Identifier: Apache-2.0
#pragma once

#include "sim/clock.hpp"
#include "sim/disciplines/min_tree.hpp"

#include <cstddef>
#include <cstdint>

namespace plimsoll::sim {

/// When each of a number of servers is next free.
class FreeTimes {
public:
    /// Makes it `servers` servers that are never free.
    void reset(std::size_t servers) { times_.reset(servers); }
    void set(std::uint32_t server, SimTime free_at) { times_.set(server, number(free_at)); }
    [[nodiscard]] SimTime operator[](std::uint32_t server) const { return SimTime(Duration(times_[server])); }
    [[nodiscard]] SimTime earliest() const { return SimTime(Duration(times_.least())); }
    /// \pre earliest() <= t
    [[nodiscard]] std::uint32_t lowest_free(SimTime t) const { return times_.lowest_at_most(number(t)); }
    /// Whether one of them becomes free at just this time; linear.
    [[nodiscard]] bool any_at(SimTime t) const { return times_.holds(number(t)); }

private:
    static std::int64_t number(SimTime t) { return t.time_since_epoch().count(); }
    static_assert(kNever.time_since_epoch().count() == MinTree::kNone);

    MinTree times_;
};

}  // namespace plimsoll::sim
