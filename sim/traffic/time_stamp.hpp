// SPDX-FileCopyrightText: 2026 The Plimsoll authors
// SPDX-License-Identifier: Apache-2.0
#pragma once

#include "scenarios/files/row_error.hpp"
#include "scenarios/time_unit.hpp"

#include <cstdint>
#include <optional>
#include <string>
#include <string_view>

namespace plimsoll::sim {

using scenarios::TimeUnit;

/// Nanoseconds, exact: decimals are read digit by digit and rounded to the nearest nanosecond. Only numbers in
/// E notation pass through a double. \throws RowError
[[nodiscard]] std::int64_t parse_time(std::string_view text, TimeUnit unit);

/// More tokens in one request than any model takes; a larger number is a mistake in the file.
inline constexpr std::uint64_t kMaxTokens = 100'000'000;
/// More requests in one interval of a series is a mistake in the file.
inline constexpr std::uint64_t kMaxIntervalCount = 1'000'000'000;

/// A whole number in [0, largest]; `12.0` is read as 12, as spreadsheets and data frames write it.
/// `what` names the field in the message. \throws RowError
[[nodiscard]] std::uint64_t parse_count(std::string_view text, std::string_view what, std::uint64_t largest);

[[nodiscard]] constexpr bool is_digit(char c) noexcept { return c >= '0' && c <= '9'; }

/// `digits` of the fraction `text` (digits only) as a whole number, rounded half up: ("4567", 3) is 457.
[[nodiscard]] std::optional<std::int64_t> rounded_fraction(std::string_view text, int digits);

/// The unit in which a number with so many digits is a time since 1970, of this century: "ms" for 1700158624170.
[[nodiscard]] std::optional<TimeUnit> unit_since_1970(std::string_view text);

/// \throws RowError always
[[noreturn]] void throw_time_out_of_range(std::string_view text);

}  // namespace plimsoll::sim
