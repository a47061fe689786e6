// SPDX-FileCopyrightText: 2026 The Plimsoll authors
// SPDX-License-Identifier: Apache-2.0
#pragma once

#include "scenarios/named_enum.hpp"

#include <span>

namespace plimsoll::scenarios {

/// What the time column of a table holds. Numbers count from any zero; ISO 8601 is a date with its time.
enum class TimeUnit { seconds, milliseconds, microseconds, nanoseconds, iso8601 };

inline constexpr EnumName<TimeUnit> kTimeUnitNames[] = {{"s", TimeUnit::seconds},
                                                        {"ms", TimeUnit::milliseconds},
                                                        {"us", TimeUnit::microseconds},
                                                        {"ns", TimeUnit::nanoseconds},
                                                        {"iso8601", TimeUnit::iso8601}};

template <>
constexpr std::span<const EnumName<TimeUnit>> names_of() {
    return kTimeUnitNames;
}

}  // namespace plimsoll::scenarios
