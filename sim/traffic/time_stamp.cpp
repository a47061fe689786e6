// SPDX-FileCopyrightText: 2026 The Plimsoll authors
// SPDX-License-Identifier: Apache-2.0
#include "sim/traffic/time_stamp.hpp"

#include "scenarios/printable.hpp"
#include "sim/traffic/calendar_time.hpp"

#include <fast_float/fast_float.h>
#include <fmt/format.h>

#include <algorithm>
#include <charconv>
#include <cmath>
#include <optional>

namespace plimsoll::sim {
namespace {

using scenarios::excerpt;
using scenarios::RowError;
using scenarios::Setting;

constexpr std::int64_t kPowersOf10[] = {1,       10,        100,        1'000,       10'000,
                                        100'000, 1'000'000, 10'000'000, 100'000'000, 1'000'000'000};

[[noreturn]] void throw_not_a_number(std::string_view text) {
    const std::string what = fmt::format("the time {} is not a number", excerpt(text));
    if (text.find_first_of(":-", 1) != std::string_view::npos)
        throw RowError(what, "dates need", Setting{"time_unit", "iso8601"});
    if (std::count(text.begin(), text.end(), ',') == 1)
        throw RowError(what, "numbers have a decimal point here; a decimal comma is read in a table with semicolons");
    throw RowError(what);
}

std::int64_t parse_exponent_time(std::string_view text, std::int64_t scale) {
    double value = 0;
    const auto [end, code] = fast_float::from_chars(text.data(), text.data() + text.size(), value);
    if (code != std::errc{} || end != text.data() + text.size()) throw_not_a_number(text);
    const double scaled = value * static_cast<double>(scale);
    if (!(std::abs(scaled) < 9.2e18)) throw_time_out_of_range(text);
    return std::llround(scaled);
}

/// [sign] digits [. digits] times 10^`decimals`, exactly.
std::int64_t parse_decimal_time(std::string_view text, int decimals) {
    std::string_view rest = text;
    const bool negative = !rest.empty() && rest.front() == '-';
    if (!rest.empty() && (rest.front() == '-' || rest.front() == '+')) rest.remove_prefix(1);
    const bool has_digits =
        !rest.empty() && (is_digit(rest[0]) || (rest.size() > 1 && rest[0] == '.' && is_digit(rest[1])));
    if (!has_digits) throw_not_a_number(text);
    if (rest.find_first_of("eE") != std::string_view::npos)
        return parse_exponent_time(text.substr(text.front() == '+' ? 1 : 0), kPowersOf10[decimals]);

    std::uint64_t whole = 0;
    const char* const last = rest.data() + rest.size();
    const char* next = rest.data();
    if (is_digit(*next)) {
        const auto [end, code] = std::from_chars(next, last, whole);
        if (code != std::errc{}) throw_time_out_of_range(text);
        next = end;
    }
    std::optional<std::int64_t> part = 0;
    if (next != last && *next == '.') {
        part = rounded_fraction({next + 1, static_cast<std::size_t>(last - next - 1)}, decimals);
        next = last;
    }
    if (next != last || !part) throw_not_a_number(text);
    std::int64_t value = 0;
    if (whole > static_cast<std::uint64_t>(INT64_MAX) ||
        __builtin_mul_overflow(static_cast<std::int64_t>(whole), kPowersOf10[decimals], &value) ||
        __builtin_add_overflow(value, *part, &value))
        throw_time_out_of_range(text);
    return negative ? -value : value;
}

}  // namespace

std::int64_t parse_time(std::string_view text, TimeUnit unit) {
    switch (unit) {
        case TimeUnit::seconds:
            return parse_decimal_time(text, 9);
        case TimeUnit::milliseconds:
            return parse_decimal_time(text, 6);
        case TimeUnit::microseconds:
            return parse_decimal_time(text, 3);
        case TimeUnit::nanoseconds:
            return parse_decimal_time(text, 0);
        case TimeUnit::iso8601:
            break;
    }
    return parse_iso8601(text).ns;
}

std::optional<std::int64_t> rounded_fraction(std::string_view text, int digits) {
    std::int64_t value = 0;
    for (int i = 0; i < static_cast<int>(text.size()); ++i) {
        const char c = text[static_cast<std::size_t>(i)];
        if (!is_digit(c)) return std::nullopt;
        if (i < digits) value = value * 10 + (c - '0');
        if (i == digits && c >= '5') ++value;
    }
    if (const int given = static_cast<int>(text.size()); given < digits) value *= kPowersOf10[digits - given];
    return value;
}

std::optional<TimeUnit> unit_since_1970(std::string_view text) {
    const std::size_t digits = std::min(text.find_first_not_of("0123456789"), text.size());
    if (digits == 0 || (digits < text.size() && text[digits] != '.')) return std::nullopt;
    switch (digits) {  // from 2001 to 2286
        case 10:
            return TimeUnit::seconds;
        case 13:
            return TimeUnit::milliseconds;
        case 16:
            return TimeUnit::microseconds;
        case 19:
            return TimeUnit::nanoseconds;
        default:
            return std::nullopt;
    }
}

void throw_time_out_of_range(std::string_view text) {
    const std::string what =
        fmt::format("the time {} is out of range (292 years around the file's zero)", excerpt(text));
    if (const auto unit = unit_since_1970(text))
        throw RowError(what, "since 1970 it would be", Setting{"time_unit", std::string(name_of(*unit))});
    throw RowError(what);
}

std::uint64_t parse_count(std::string_view text, std::string_view what, std::uint64_t largest) {
    const char* const last = text.data() + text.size();
    std::uint64_t value = 0;
    const auto [end, code] = std::from_chars(text.data(), last, value);
    if (code == std::errc::result_out_of_range || (code == std::errc{} && value > largest))
        throw RowError(fmt::format("{} is {}, more than the largest possible {}", what, excerpt(text), largest));
    std::string_view rest(end, static_cast<std::size_t>(last - end));
    if (code == std::errc{} && rest.size() > 1 && rest.front() == '.' &&
        rest.find_first_not_of('0', 1) == std::string_view::npos)
        rest = {};
    if (code == std::errc{} && rest.empty()) return value;
    if (text.size() > 1 && text.front() == '-' && is_digit(text[1]))
        throw RowError(fmt::format("{} is negative: {}", what, excerpt(text)));
    throw RowError(text.empty() ? fmt::format("{} is empty", what)
                                : fmt::format("{} is not a whole number: {}", what, excerpt(text)));
}

}  // namespace plimsoll::sim
