// SPDX-FileCopyrightText: 2026 The Plimsoll authors
// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <string>
#include <string_view>

/// Numbers as people read them: few digits, a fitting unit, never the locale. (What must read back exactly is written
/// by quantity.hpp.)
namespace plimsoll::scenarios {

/// Three significant digits: "2.35 ms", "412 ms", "1.20 s", "3.25 min", "8.20 h".
[[nodiscard]] std::string duration_text(double seconds);

/// Time that is left of something, rounded up: "90 s", "3 min", "5 h".
[[nodiscard]] std::string time_left_text(double seconds);

/// "1234567.8" as "1,234,567.8".
[[nodiscard]] std::string with_thousands(std::string number);
/// A whole number: "1,234,567".
[[nodiscard]] std::string count_text(double whole);

/// Fractional digits that leave `significant` digits of `value` once it is rounded, at most `most`: 9.996 has one of
/// three, as it becomes 10.0.
[[nodiscard]] int fractional_digits(double value, int significant, int most);

/// The unit in which a duration of so many seconds is told.
struct ReadableUnit {
    double seconds;  ///< one of it
    std::string_view name;
};
[[nodiscard]] ReadableUnit readable_unit(double seconds);

}  // namespace plimsoll::scenarios
