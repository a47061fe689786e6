// SPDX-FileCopyrightText: 2026 The Plimsoll authors
// SPDX-License-Identifier: Apache-2.0
#pragma once

#include "sim/clock.hpp"

#include <cstdint>

namespace plimsoll::sim {

/// A clock that runs while no replica is ready, from the start: what it gains while a request waits is the request's
/// cold start.
class ColdClock {
public:
    void replica_ready(SimTime now) {
        if (ready_++ == 0) total_ += now - since_;
    }
    void replica_gone(SimTime now) {
        if (--ready_ == 0) since_ = now;
    }
    [[nodiscard]] Duration reading(SimTime now) const { return ready_ == 0 ? total_ + (now - since_) : total_; }

private:
    std::uint32_t ready_ = 0;
    SimTime since_ = kStart;  ///< since when none is ready
    Duration total_{0};       ///< up to then
};

}  // namespace plimsoll::sim
