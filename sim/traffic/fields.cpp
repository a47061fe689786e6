// SPDX-FileCopyrightText: 2026 The Plimsoll authors
// SPDX-License-Identifier: Apache-2.0
#include "sim/traffic/fields.hpp"

#include <fast_float/fast_float.h>
#include <fmt/format.h>

#include <charconv>
#include <chrono>
#include <cmath>
#include <optional>

namespace plimsoll::sim {
namespace {

constexpr std::int64_t kPowersOf10[] = {1,       10,        100,        1'000,       10'000,
                                        100'000, 1'000'000, 10'000'000, 100'000'000, 1'000'000'000};

bool is_digit(char c) noexcept { return c >= '0' && c <= '9'; }

/// `digits` of the fraction `text` (digits only) as a whole number, rounded half up: ("4567", 3) is 457.
std::optional<std::int64_t> fraction(std::string_view text, int digits) {
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

[[noreturn]] void time_out_of_range(std::string_view text) {
    throw RowError(fmt::format("the time {} is out of range (292 years around the file's zero)", excerpt(text)));
}

std::int64_t parse_exponent_time(std::string_view text, std::int64_t scale) {
    double value = 0;
    const auto [end, code] = fast_float::from_chars(text.data(), text.data() + text.size(), value);
    if (code != std::errc{} || end != text.data() + text.size())
        throw RowError(fmt::format("the time {} is not a number", excerpt(text)));
    const double scaled = value * static_cast<double>(scale);
    if (!(std::abs(scaled) < 9.2e18)) time_out_of_range(text);
    return std::llround(scaled);
}

/// [sign] digits [. digits] times 10^`decimals`, exactly.
std::int64_t parse_decimal_time(std::string_view text, int decimals) {
    std::string_view rest = text;
    const bool negative = !rest.empty() && rest.front() == '-';
    if (!rest.empty() && (rest.front() == '-' || rest.front() == '+')) rest.remove_prefix(1);
    const bool has_digits =
        !rest.empty() && (is_digit(rest[0]) || (rest.size() > 1 && rest[0] == '.' && is_digit(rest[1])));
    if (!has_digits)
        throw RowError(fmt::format("the time {} is not a number", excerpt(text)),
                       text.find(':') != std::string_view::npos ? "dates need \"time_unit\": \"iso8601\"" : "");
    if (rest.find_first_of("eE") != std::string_view::npos)
        return parse_exponent_time(text.substr(text.front() == '+' ? 1 : 0), kPowersOf10[decimals]);

    std::uint64_t whole = 0;
    const char* const last = rest.data() + rest.size();
    const char* next = rest.data();
    if (is_digit(*next)) {
        const auto [end, code] = std::from_chars(next, last, whole);
        if (code != std::errc{}) time_out_of_range(text);
        next = end;
    }
    std::optional<std::int64_t> part = 0;
    if (next != last && *next == '.') {
        part = fraction({next + 1, static_cast<std::size_t>(last - next - 1)}, decimals);
        next = last;
    }
    if (next != last || !part)
        throw RowError(
            fmt::format("the time {} is not a number", excerpt(text)),
            text.find_first_of(":-", 1) != std::string_view::npos ? "dates need \"time_unit\": \"iso8601\"" : "");
    std::int64_t value = 0;
    if (whole > static_cast<std::uint64_t>(INT64_MAX) ||
        __builtin_mul_overflow(static_cast<std::int64_t>(whole), kPowersOf10[decimals], &value) ||
        __builtin_add_overflow(value, *part, &value))
        time_out_of_range(text);
    return negative ? -value : value;
}

/// Reads a date and time from the front to the back.
class Iso8601 {
public:
    explicit Iso8601(std::string_view text) : text_(text), rest_(text) {}

    std::int64_t nanoseconds() {
        using namespace std::chrono;
        const int y = number(4);
        expect("-");
        const int m = number(2);
        expect("-");
        const int d = number(2);
        expect("T t");
        const int hour = number(2, 23);
        expect(":");
        const int minute = number(2, 59);
        int second = 0;
        std::int64_t part = 0;
        if (take(":")) {
            second = number(2, 60);  // 60 is a leap second; like POSIX time, it is the next minute's first
            if (take(".")) part = subsecond();
        }
        const int offset_minutes = offset();
        if (!rest_.empty()) fail();
        const year_month_day date(year(y), month(static_cast<unsigned>(m)), day(static_cast<unsigned>(d)));
        if (!date.ok()) throw RowError(fmt::format("there is no such date: {}", excerpt(text_)));
        if (y < 1678 || y > 2261) time_out_of_range(text_);
        const std::int64_t days = sys_days(date).time_since_epoch().count();
        const std::int64_t seconds = ((days * 24 + hour) * 60 + minute - offset_minutes) * 60 + second;
        return seconds * 1'000'000'000 + part;
    }

private:
    [[noreturn]] void fail() const {
        throw RowError(fmt::format("{} is not a date and time such as 2023-11-16 18:17:03.979", excerpt(text_)));
    }
    int number(std::size_t digits, int largest = 9999) {
        if (rest_.size() < digits) fail();
        int value = 0;
        for (std::size_t i = 0; i < digits; ++i) {
            if (!is_digit(rest_[i])) fail();
            value = value * 10 + (rest_[i] - '0');
        }
        rest_.remove_prefix(digits);
        if (value > largest) fail();
        return value;
    }
    bool take(std::string_view any_of) {
        if (rest_.empty() || any_of.find(rest_.front()) == std::string_view::npos) return false;
        rest_.remove_prefix(1);
        return true;
    }
    void expect(std::string_view any_of) {
        if (!take(any_of)) fail();
    }
    std::int64_t subsecond() {
        std::size_t digits = 0;
        while (digits < rest_.size() && is_digit(rest_[digits])) ++digits;
        if (digits == 0) fail();
        const std::int64_t value = *fraction(rest_.substr(0, digits), 9);
        rest_.remove_prefix(digits);
        return value;
    }
    int offset() {
        if (rest_.empty() || take("Zz")) return 0;
        const bool west = rest_.front() == '-';
        expect("+-");
        int minutes = number(2, 23) * 60;
        if (!rest_.empty()) {
            take(":");
            minutes += number(2, 59);
        }
        return west ? -minutes : minutes;
    }

    std::string_view text_;
    std::string_view rest_;
};

}  // namespace

TimeUnit time_unit(std::string_view name) {
    if (name == "s") return TimeUnit::seconds;
    if (name == "ms") return TimeUnit::milliseconds;
    if (name == "us") return TimeUnit::microseconds;
    if (name == "ns") return TimeUnit::nanoseconds;
    if (name == "iso8601") return TimeUnit::iso8601;
    throw RowError(fmt::format("unknown time unit \"{}\"", name), "one of s, ms, us, ns, iso8601");
}

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
    return Iso8601(text).nanoseconds();
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

std::string excerpt(std::string_view text) {
    constexpr std::size_t kLongest = 40;
    std::string result = "\"";
    for (const char c : text.substr(0, kLongest)) {
        if (c >= ' ' && c <= '~')
            result += c;
        else
            result += fmt::format("\\x{:02x}", static_cast<unsigned char>(c));
    }
    return result + (text.size() > kLongest ? "...\"" : "\"");
}

}  // namespace plimsoll::sim
