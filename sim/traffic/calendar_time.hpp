// SPDX-FileCopyrightText: 2026 The Plimsoll authors
// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <cstdint>
#include <string_view>

namespace plimsoll::sim {

/// A date and a time of day, as nanoseconds since 1970.
struct CalendarTime {
    std::int64_t ns = 0;
    bool has_offset = true;  ///< else the text names no time zone, and is taken as UTC
};

/// `YYYY-MM-DD hh:mm[:ss[.fraction]]`, with a space or `T` between, a point or (ISO 8601, 5.3.1.4) a comma before the
/// fraction, and `Z`, `+hh:mm` or nothing behind. \throws RowError
[[nodiscard]] CalendarTime parse_iso8601(std::string_view text);

/// `29/Mar/2026:00:30:00 +0000`, as in the Common Log Format of web servers. \throws RowError
[[nodiscard]] CalendarTime parse_log_time(std::string_view text);

/// Whether clocks are put back or forward about then in many places: on a Sunday, at night.
[[nodiscard]] bool may_be_clock_change(std::int64_t local_ns);

}  // namespace plimsoll::sim
