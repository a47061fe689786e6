// SPDX-FileCopyrightText: 2026 The Plimsoll authors
// SPDX-License-Identifier: Apache-2.0
#pragma once

#include "sim/clock.hpp"

/// The border between the two clocks: SimGrid's double seconds exist only behind these functions.
namespace plimsoll::sim {

/// SimGrid's clock, to the nearest nanosecond. Use it after a flow; after a sleep, use the time slept until.
[[nodiscard]] SimTime simgrid_now();

/// A time as SimGrid's date, in seconds.
[[nodiscard]] double simgrid_date(SimTime t);

/// Whether SimGrid's clock stands at `t` or later, as far as its precision tells.
[[nodiscard]] bool simgrid_reached(SimTime t);

/// Suspends the calling actor until `t`; returns `t`, or the present time where that is later.
SimTime sleep_until(SimTime t);

}  // namespace plimsoll::sim
