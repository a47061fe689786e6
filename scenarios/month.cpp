// SPDX-FileCopyrightText: 2026 The Plimsoll authors
// SPDX-License-Identifier: Apache-2.0
#include "scenarios/month.hpp"

#include "scenarios/date.hpp"

#include <fmt/format.h>

namespace plimsoll::scenarios {

using std::chrono::year_month;

std::optional<year_month> parse_month(std::string_view text) {
    const auto first = Date::parse(std::string(text) + "-01");
    if (!first || text.size() != std::string_view("2027-01").size()) return std::nullopt;
    const auto number = [&](std::size_t from, std::size_t count) {
        int value = 0;
        for (const char digit : text.substr(from, count)) value = 10 * value + (digit - '0');
        return value;
    };
    return year_month{std::chrono::year(number(0, 4)), std::chrono::month(static_cast<unsigned>(number(5, 2)))};
}

std::string text_of(year_month month) {
    return fmt::format("{:04}-{:02}", static_cast<int>(month.year()), static_cast<unsigned>(month.month()));
}

}  // namespace plimsoll::scenarios
