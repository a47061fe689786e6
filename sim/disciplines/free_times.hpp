// SPDX-FileCopyrightText: 2026 The Plimsoll authors
// SPDX-License-Identifier: Apache-2.0
#pragma once

#include "sim/clock.hpp"

#include <algorithm>
#include <bit>
#include <cstddef>
#include <cstdint>
#include <vector>

namespace plimsoll::sim {

/// When each of a number of servers is next free. A tree of minima over them: the earliest time is at its root, and the
/// lowest server that is free by some time is found on one way down, without a branch that a processor could guess
/// wrongly.
class FreeTimes {
public:
    /// Makes it `servers` servers that are never free.
    void reset(std::size_t servers) {
        leaves_ = std::bit_ceil(std::max<std::size_t>(servers, 1));
        tree_.assign(2 * leaves_, kNever);
    }
    void set(std::uint32_t server, SimTime free_at) {
        std::size_t node = leaves_ + server;
        tree_[node] = free_at;
        while (node > 1) {
            free_at = earlier(free_at, tree_[node ^ 1]);
            node /= 2;
            tree_[node] = free_at;
        }
    }
    [[nodiscard]] SimTime operator[](std::uint32_t server) const { return tree_[leaves_ + server]; }
    [[nodiscard]] SimTime earliest() const { return tree_[1]; }
    /// \pre earliest() <= t
    [[nodiscard]] std::uint32_t lowest_free(SimTime t) const {
        std::size_t node = 1;
        while (node < leaves_) node = 2 * node + (tree_[2 * node] > t ? 1 : 0);
        return static_cast<std::uint32_t>(node - leaves_);
    }
    /// Whether one of them becomes free at just this time; linear.
    [[nodiscard]] bool any_at(SimTime t) const {
        return std::find(tree_.begin() + static_cast<std::ptrdiff_t>(leaves_), tree_.end(), t) != tree_.end();
    }

private:
    /// std::min, which compilers make a branch of here, of two times that are not negative.
    static SimTime earlier(SimTime a, SimTime b) {
        const std::int64_t difference = (b - a).count();
        return a + Duration(difference & (difference >> 63));
    }

    std::size_t leaves_ = 1;
    std::vector<SimTime> tree_ = {kNever, kNever};  ///< 1: root; 2 i, 2 i + 1: children of i; leaves_ + s: server s
};

}  // namespace plimsoll::sim
