// SPDX-FileCopyrightText: 2026 The Plimsoll authors
// SPDX-License-Identifier: Apache-2.0
#include "sim/fleet/simgrid_time.hpp"

#include <simgrid/s4u.hpp>

#include <cmath>

namespace plimsoll::sim {

SimTime simgrid_now() {
    constexpr double kNanosecondsPerSecond = 1e9;
    constexpr auto kEnd = static_cast<double>(kClockEnd.time_since_epoch().count());
    const double nanoseconds = simgrid::s4u::Engine::get_clock() * kNanosecondsPerSecond;
    return nanoseconds < kEnd ? SimTime(Duration(std::llround(nanoseconds))) : kClockEnd;
}

double simgrid_date(SimTime t) { return seconds_of(t.time_since_epoch()); }

bool simgrid_reached(SimTime t) {
    constexpr double kPrecision = 1e-9;
    return t != kNever && simgrid_date(t) <= simgrid::s4u::Engine::get_clock() + kPrecision;
}

void sleep_until(SimTime t) {
    if (!simgrid_reached(t)) simgrid::s4u::this_actor::sleep_until(simgrid_date(t));
}

}  // namespace plimsoll::sim
