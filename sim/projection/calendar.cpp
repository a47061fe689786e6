// SPDX-FileCopyrightText: 2026 The Plimsoll authors
// SPDX-License-Identifier: Apache-2.0
#include "sim/projection/calendar.hpp"

namespace plimsoll::sim {

MonthHours hours_of(std::chrono::year_month month) {
    using namespace std::chrono;
    constexpr double kHoursOfDay = 24;
    MonthHours hours;
    for (sys_days day = month / 1; day < sys_days((month + months(1)) / 1); day += days(1)) {
        const auto weekday_of = weekday(day);
        const bool weekend = weekday_of == Saturday || weekday_of == Sunday;
        (weekend ? hours.weekends : hours.weekdays) += kHoursOfDay;
    }
    return hours;
}

}  // namespace plimsoll::sim
