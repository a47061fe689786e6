// SPDX-FileCopyrightText: 2026 The Plimsoll authors
// SPDX-License-Identifier: Apache-2.0
#pragma once

#include "scenarios/duration.hpp"

#include <algorithm>
#include <chrono>

namespace plimsoll {

/// The clock of a simulation. It has no `now()`: wall time cannot leak into a result.
struct SimClock {
    using duration = Duration;
    using rep = duration::rep;
    using period = duration::period;
    using time_point = std::chrono::time_point<SimClock>;
    static constexpr bool is_steady = true;
    static time_point now() = delete;
};

/// An instant of simulated time; the epoch is the start of the horizon.
using SimTime = SimClock::time_point;

inline constexpr SimTime kStart{};
/// "Not within this simulation".
inline constexpr SimTime kNever = SimTime::max();

/// The end of time, 150 years after the start. An overload may need longer to be worked off: what would come later
/// comes now. To any time up to it every duration can be added without leaving the 292 years of an int64.
inline constexpr SimTime kClockEnd = kStart + kLongestDuration / 2 * 3;

/// The time `duration` after `t`, at most the end of the clock.
constexpr SimTime after(SimTime t, Duration duration) { return std::min(t + duration, kClockEnd); }

}  // namespace plimsoll
