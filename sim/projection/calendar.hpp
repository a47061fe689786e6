// SPDX-FileCopyrightText: 2026 The Plimsoll authors
// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <chrono>

namespace plimsoll::sim {

/// What a calendar month has, of both kinds of days. In UTC, so that each day has 24 hours.
struct MonthHours {
    double weekdays = 0;
    double weekends = 0;

    [[nodiscard]] double all() const { return weekdays + weekends; }
};

[[nodiscard]] MonthHours hours_of(std::chrono::year_month month);

}  // namespace plimsoll::sim
