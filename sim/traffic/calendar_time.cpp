// SPDX-FileCopyrightText: 2026 The Plimsoll authors
// SPDX-License-Identifier: Apache-2.0
#include "sim/traffic/calendar_time.hpp"

#include "scenarios/files/row_error.hpp"
#include "scenarios/printable.hpp"
#include "sim/traffic/time_stamp.hpp"

#include <fmt/format.h>

#include <algorithm>
#include <array>
#include <chrono>

namespace plimsoll::sim {
namespace {

using scenarios::excerpt;
using scenarios::RowError;
using scenarios::Setting;

struct Fields {
    int year, month, day, hour, minute, second;
};

CalendarTime at(std::string_view text, const Fields& fields, std::int64_t part, std::optional<int> offset_minutes) {
    using namespace std::chrono;
    const year_month_day date(year(fields.year), month(static_cast<unsigned>(fields.month)),
                              day(static_cast<unsigned>(fields.day)));
    if (!date.ok()) throw RowError(fmt::format("there is no such date: {}", excerpt(text)));
    if (fields.year < 1678 || fields.year > 2261) throw_time_out_of_range(text);
    const std::int64_t days = sys_days(date).time_since_epoch().count();
    const std::int64_t minutes = (days * 24 + fields.hour) * 60 + fields.minute - offset_minutes.value_or(0);
    return {(minutes * 60 + fields.second) * 1'000'000'000 + part, offset_minutes.has_value()};
}

/// Reads a date and time from the front to the back.
class Iso8601 {
public:
    explicit Iso8601(std::string_view text) : text_(text), rest_(text) {}

    CalendarTime read() {
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
            if (take(".,")) part = subsecond();
        }
        const std::optional<int> offset_minutes = offset();
        if (!rest_.empty()) fail();
        return at(text_, {y, m, d, hour, minute, second}, part, offset_minutes);
    }

private:
    [[noreturn]] void fail() const {
        const std::string what =
            fmt::format("{} is not a date and time such as 2023-11-16 18:17:03.979", excerpt(text_));
        if (const auto unit = unit_since_1970(text_))
            throw RowError(what, "for these numbers:", Setting{"time_unit", std::string(name_of(*unit))});
        throw RowError(what);
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
        const std::int64_t value = *rounded_fraction(rest_.substr(0, digits), 9);
        rest_.remove_prefix(digits);
        return value;
    }
    std::optional<int> offset() {
        if (rest_.empty()) return std::nullopt;
        if (take("Zz")) return 0;
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

/// The number in text[at, at + digits); nothing where there is none.
std::optional<int> number_at(std::string_view text, std::size_t at, std::size_t digits) {
    int value = 0;
    for (const char c : text.substr(at, digits)) {
        if (!is_digit(c)) return std::nullopt;
        value = value * 10 + (c - '0');
    }
    return value;
}

}  // namespace

CalendarTime parse_iso8601(std::string_view text) { return Iso8601(text).read(); }

CalendarTime parse_log_time(std::string_view text) {
    constexpr std::array<std::string_view, 12> kMonths{"Jan", "Feb", "Mar", "Apr", "May", "Jun",
                                                       "Jul", "Aug", "Sep", "Oct", "Nov", "Dec"};
    constexpr std::string_view kShape = "00/Mon/0000:00:00:00 +0000";
    const auto fail = [&] {
        // What stands in brackets may be anything: it is not told.
        throw RowError("the brackets do not hold a time such as 29/Mar/2026:00:30:00 +0000");
    };
    if (text.size() != kShape.size()) fail();
    for (const std::size_t mark :
         {std::size_t{2}, std::size_t{6}, std::size_t{11}, std::size_t{14}, std::size_t{17}, std::size_t{20}})
        if (text[mark] != kShape[mark]) fail();
    const auto* const month = std::find(kMonths.begin(), kMonths.end(), text.substr(3, 3));
    const auto day = number_at(text, 0, 2);
    const auto year = number_at(text, 7, 4);
    const auto hour = number_at(text, 12, 2);
    const auto minute = number_at(text, 15, 2);
    const auto second = number_at(text, 18, 2);
    const auto offset_hours = number_at(text, 22, 2);
    const auto offset_minutes = number_at(text, 24, 2);
    if (month == kMonths.end() || !day || !year || !hour || !minute || !second || !offset_hours || !offset_minutes ||
        (text[21] != '+' && text[21] != '-') || *hour > 23 || *minute > 59 || *second > 60)
        fail();
    const int offset = (*offset_hours * 60 + *offset_minutes) * (text[21] == '-' ? -1 : 1);
    return at(text, {*year, static_cast<int>(month - kMonths.begin()) + 1, *day, *hour, *minute, *second}, 0, offset);
}

bool may_be_clock_change(std::int64_t local_ns) {
    using namespace std::chrono;
    const auto time = sys_time<nanoseconds>(nanoseconds(local_ns));
    const auto day = floor<days>(time);
    return weekday(day) == Sunday && time - day < hours(4);
}

}  // namespace plimsoll::sim
