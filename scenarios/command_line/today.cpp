// SPDX-FileCopyrightText: 2026 The Plimsoll authors
// SPDX-License-Identifier: Apache-2.0
#include "scenarios/command_line/today.hpp"

#include <fmt/format.h>

#include <charconv>
#include <chrono>
#include <cstdint>
#include <cstdlib>
#include <string_view>

namespace plimsoll::cli {

std::string today() {
    using namespace std::chrono;
    sys_seconds now = floor<seconds>(system_clock::now());
    if (const char* given = std::getenv("SOURCE_DATE_EPOCH")) {
        const std::string_view text = given;
        std::uint32_t epoch = 0;  // until 2106
        const auto [end, error] = std::from_chars(text.data(), text.data() + text.size(), epoch);
        if (error == std::errc() && end == text.data() + text.size()) now = sys_seconds(seconds(epoch));
    }
    const year_month_day date(floor<days>(now));
    return fmt::format("{:04}-{:02}-{:02}", static_cast<int>(date.year()), static_cast<unsigned>(date.month()),
                       static_cast<unsigned>(date.day()));
}

}  // namespace plimsoll::cli
