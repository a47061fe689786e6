// SPDX-FileCopyrightText: 2026 The Plimsoll authors
// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <chrono>

namespace plimsoll {

/// Every length of time in Plimsoll: whole nanoseconds, so that equality is exact.
using Duration = std::chrono::nanoseconds;

/// A duration as seconds, for results and for laws written in SI units.
constexpr double seconds_of(Duration duration) { return std::chrono::duration<double>(duration).count(); }

/// The nearest whole nanosecond; the caller makes sure that the value fits (about 292 years).
constexpr Duration duration_from_seconds(double seconds) {
    const double nanoseconds = seconds * 1e9;
    return Duration(static_cast<Duration::rep>(nanoseconds + (nanoseconds < 0 ? -0.5 : 0.5)));
}

}  // namespace plimsoll
