// SPDX-FileCopyrightText: 2026 The Plimsoll authors
// SPDX-License-Identifier: Apache-2.0
#pragma once

#include "sim/clock.hpp"

#include <cstdint>

namespace plimsoll::sim {

/// A number that changes at known times, and its integral over time: n T - sum of (change x its time). The passing of
/// time costs nothing, and changes may be reported in any order.
class Level {
public:
    using Sum = unsigned __int128;  ///< of nanoseconds: no number of requests makes it overflow

    void rise(SimTime at, std::uint64_t by = 1) {
        number_ += by;
        moment_ += Sum{by} * nanoseconds(at);
    }
    void fall(SimTime at, std::uint64_t by = 1) {
        number_ -= by;
        moment_ -= Sum{by} * nanoseconds(at);
    }

    /// Rises, and has fallen again by now.
    void pulse(SimTime from, SimTime to, std::uint64_t by = 1) {
        moment_ -= Sum{by} * static_cast<std::uint64_t>((to - from).count());
    }

    [[nodiscard]] std::uint64_t number() const { return number_; }
    /// The integral from the start to t. \pre no change came after t
    [[nodiscard]] Sum area(SimTime t) const { return Sum{number_} * nanoseconds(t) - moment_; }

private:
    static std::uint64_t nanoseconds(SimTime t) { return static_cast<std::uint64_t>(t.time_since_epoch().count()); }

    std::uint64_t number_ = 0;
    Sum moment_ = 0;  ///< modulo 2^128
};

}  // namespace plimsoll::sim
