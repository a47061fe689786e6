// SPDX-FileCopyrightText: 2026 The Plimsoll authors
// SPDX-License-Identifier: Apache-2.0
#include "pricing/meter/reservations.hpp"

#include <algorithm>
#include <map>

namespace plimsoll::pricing {
namespace {

constexpr Duration kHour = std::chrono::hours(1);

/// Use in one clock hour.
struct HourOfUse {
    __int128 nanoseconds = 0;  ///< of instances that are there for a part of it
    std::int64_t whole = 0;    ///< instances that have come and not gone since, each there for all of it
};

/// By the number of the hour; an hour in which nothing changes is like the one before.
std::map<std::int64_t, HourOfUse> hours_of_use(const std::vector<InstanceUse>& instances) {
    std::map<std::int64_t, HourOfUse> hours;
    for (const auto& use : instances) {
        if (use.purchase != scenarios::Purchase::reserved) continue;
        const auto first = use.start / kHour;
        const auto last = use.end / kHour;
        if (first == last) {
            hours[first].nanoseconds += (use.end - use.start).count();
            continue;
        }
        hours[first].nanoseconds += (kHour * (first + 1) - use.start).count();
        hours[last].nanoseconds += (use.end - kHour * last).count();
        ++hours[first + 1].whole;
        --hours[last].whole;
    }
    return hours;
}

}  // namespace

std::int64_t reservations_needed(const std::vector<InstanceUse>& instances, Duration span) {
    const auto hours = hours_of_use(instances);
    if (hours.empty()) return 0;
    Duration end = span;  // a batch is paid to its end
    for (const auto& use : instances) end = std::max(end, use.end);
    std::int64_t whole = 0;
    __int128 most = 1;  // an instance that stops in the moment it started still needed one
    for (const auto& [number, hour] : hours) {
        whole += hour.whole;
        const Duration::rep part = std::min(kHour, end - kHour * number).count();
        if (part > 0) most = std::max(most, whole + (hour.nanoseconds + part - 1) / part);
    }
    return static_cast<std::int64_t>(most);
}

}  // namespace plimsoll::pricing
