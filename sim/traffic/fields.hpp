// SPDX-FileCopyrightText: 2026 The Plimsoll authors
// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <cstdint>
#include <stdexcept>
#include <string>
#include <string_view>
#include <utility>

namespace plimsoll::sim {

/// What is wrong with one row; the reader adds file and line.
class RowError : public std::runtime_error {
public:
    explicit RowError(const std::string& message, std::string hint = {})
        : std::runtime_error(message), hint_(std::move(hint)) {}
    [[nodiscard]] const std::string& hint() const noexcept { return hint_; }

private:
    std::string hint_;
};

/// What a time field holds. Numbers count from any zero; ISO 8601 is `YYYY-MM-DD hh:mm[:ss[.fraction]]`, with a space
/// or `T` between, and `Z`, `+hh:mm` or nothing (read as UTC) behind.
enum class TimeUnit { seconds, milliseconds, microseconds, nanoseconds, iso8601 };

/// "s", "ms", "us", "ns" or "iso8601". \throws RowError for any other.
[[nodiscard]] TimeUnit time_unit(std::string_view name);

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

/// Text of a file for a message: at most 40 characters, what is not printable shown as `\xNN`.
[[nodiscard]] std::string excerpt(std::string_view text);

}  // namespace plimsoll::sim
