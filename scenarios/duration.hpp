// SPDX-FileCopyrightText: 2026 The Plimsoll authors
// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <chrono>
#include <cstdint>

namespace plimsoll {

/// Every length of time in Plimsoll: whole nanoseconds, so that equality is exact.
using Duration = std::chrono::nanoseconds;

/// No duration that anybody gives or draws is longer: 100 years. An int64 of nanoseconds holds 292.
inline constexpr Duration kLongestDuration = std::chrono::hours(24) * 365 * 100;

/// A duration as seconds, for results and for laws written in SI units.
constexpr double seconds_of(Duration duration) { return std::chrono::duration<double>(duration).count(); }

/// The nearest whole nanosecond, between plus and minus the longest duration. \pre it is a number
constexpr Duration duration_from_seconds(double seconds) {
    const double nanoseconds = seconds * 1e9;
    constexpr auto kLongest = static_cast<double>(kLongestDuration.count());
    if (nanoseconds >= kLongest) return kLongestDuration;
    if (nanoseconds <= -kLongest) return -kLongestDuration;
    return Duration(static_cast<Duration::rep>(nanoseconds + (nanoseconds < 0 ? -0.5 : 0.5)));
}

/// `times` times a duration, at most the longest one. \pre neither is negative
constexpr Duration multiple(Duration duration, std::int64_t times) {
    if (duration.count() != 0 && times > kLongestDuration.count() / duration.count()) return kLongestDuration;
    return duration * times;
}

}  // namespace plimsoll
