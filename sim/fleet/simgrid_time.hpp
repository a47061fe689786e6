// SPDX-FileCopyrightText: 2026 The Plimsoll authors
// SPDX-License-Identifier: Apache-2.0
#pragma once

#include "sim/clock.hpp"

/// The border between the two clocks: SimGrid's double seconds exist only behind these functions.
namespace plimsoll::sim {

/// SimGrid's clock, to the nearest nanosecond, at most the end of ours. Only the end of a flow is told by it: all other
/// times are whole nanoseconds from the start.
[[nodiscard]] SimTime simgrid_now();

/// A time as SimGrid's date, in seconds.
[[nodiscard]] double simgrid_date(SimTime t);

/// Whether SimGrid's clock stands at `t` or later, as far as its precision tells.
[[nodiscard]] bool simgrid_reached(SimTime t);

/// Suspends the calling actor until `t`, unless SimGrid's clock stands there already.
void sleep_until(SimTime t);

}  // namespace plimsoll::sim
