// SPDX-FileCopyrightText: 2026 The Plimsoll authors
// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <algorithm>
#include <bit>
#include <cstddef>
#include <cstdint>
#include <limits>
#include <vector>

namespace plimsoll::sim {

/// One number, not negative, for each of a number of servers. A tree of minima over them: the least is at its root, and
/// the lowest server with at most some number is found on one way down, without a branch that a processor could guess
/// wrongly.
class MinTree {
public:
    static constexpr std::int64_t kNone = std::numeric_limits<std::int64_t>::max();

    /// Makes it `servers` servers without a number.
    void reset(std::size_t servers) {
        leaves_ = std::bit_ceil(std::max<std::size_t>(servers, 1));
        tree_.assign(2 * leaves_, kNone);
    }
    /// Gives a server its number; a server beyond the last makes it more servers.
    void set(std::uint32_t server, std::int64_t number) {
        if (server >= leaves_) grow(server + 1);
        std::size_t node = leaves_ + server;
        tree_[node] = number;
        while (node > 1) {
            number = lesser(number, tree_[node ^ 1]);
            node /= 2;
            tree_[node] = number;
        }
    }
    [[nodiscard]] std::int64_t operator[](std::uint32_t server) const { return tree_[leaves_ + server]; }
    [[nodiscard]] std::int64_t least() const { return tree_[1]; }
    /// \pre least() <= number
    [[nodiscard]] std::uint32_t lowest_at_most(std::int64_t number) const {
        std::size_t node = 1;
        while (node < leaves_) node = 2 * node + (tree_[2 * node] > number ? 1 : 0);
        return static_cast<std::uint32_t>(node - leaves_);
    }
    /// Whether one of them has just this number; linear.
    [[nodiscard]] bool holds(std::int64_t number) const {
        return std::find(tree_.begin() + static_cast<std::ptrdiff_t>(leaves_), tree_.end(), number) != tree_.end();
    }

private:
    /// std::min, which compilers make a branch of here.
    static std::int64_t lesser(std::int64_t a, std::int64_t b) {
        const std::int64_t difference = b - a;
        return a + (difference & (difference >> 63));
    }
    void grow(std::size_t servers) {
        const std::vector<std::int64_t> numbers(tree_.begin() + static_cast<std::ptrdiff_t>(leaves_), tree_.end());
        reset(servers);
        for (std::uint32_t server = 0; server < numbers.size(); ++server) set(server, numbers[server]);
    }

    std::size_t leaves_ = 1;
    std::vector<std::int64_t> tree_ = {kNone, kNone};  ///< 1: root; 2 i, 2 i + 1: children of i; leaves_ + s: server s
};

}  // namespace plimsoll::sim
