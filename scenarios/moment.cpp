// SPDX-FileCopyrightText: 2026 The Plimsoll authors
// SPDX-License-Identifier: Apache-2.0
#include "scenarios/moment.hpp"

#include "scenarios/date.hpp"

#include <fmt/format.h>

#include <algorithm>

namespace plimsoll {
namespace {

/// Takes `before` and two digits off the front; nothing where they are not there, or above `most`.
std::optional<int> take_two(std::string_view& text, char before, int most) {
    const auto is_digit = [](char c) { return c >= '0' && c <= '9'; };
    if (text.size() < 3 || text[0] != before || !is_digit(text[1]) || !is_digit(text[2])) return std::nullopt;
    const int value = 10 * (text[1] - '0') + (text[2] - '0');
    text.remove_prefix(3);
    return value <= most ? std::optional(value) : std::nullopt;
}

void drop_fraction(std::string_view& text) {
    if (!text.starts_with('.')) return;
    const auto end = std::min(text.find_first_not_of("0123456789", 1), text.size());
    text.remove_prefix(end);
}

}  // namespace

std::optional<Moment> parse_moment(std::string_view text) {
    constexpr std::size_t kDay = 10;
    const auto day = Date::parse(text.substr(0, kDay));
    if (!day) return std::nullopt;
    text.remove_prefix(kDay);
    const auto hour = take_two(text, 'T', 23);
    const auto minute = hour ? take_two(text, ':', 59) : std::nullopt;
    if (!minute) return std::nullopt;
    const auto second = text.starts_with(':') ? take_two(text, ':', 59) : std::optional(0);
    if (!second) return std::nullopt;
    drop_fraction(text);
    if (text != "Z" && text != "+00:00") return std::nullopt;
    const auto days = *day - *Date::parse("1970-01-01");
    return Moment(days + std::chrono::hours(*hour) + std::chrono::minutes(*minute) + std::chrono::seconds(*second));
}

std::string text_of(Moment moment) {
    const auto day = std::chrono::floor<std::chrono::days>(moment);
    const std::chrono::year_month_day date(day);
    const std::chrono::hh_mm_ss time(moment - day);
    return fmt::format("{:04}-{:02}-{:02}T{:02}:{:02}:{:02}Z", static_cast<int>(date.year()),
                       static_cast<unsigned>(date.month()), static_cast<unsigned>(date.day()), time.hours().count(),
                       time.minutes().count(), time.seconds().count());
}

}  // namespace plimsoll
