// SPDX-FileCopyrightText: 2026 The Plimsoll authors
// SPDX-License-Identifier: Apache-2.0
#include "scenarios/readable.hpp"

#include <fmt/format.h>

#include <algorithm>
#include <array>
#include <cmath>

namespace plimsoll::scenarios {

std::string duration_text(double seconds) {
    if (seconds == 0) return "0 s";
    constexpr int kSignificant = 3;
    constexpr int kMost = 2;
    const ReadableUnit unit = readable_unit(seconds);
    const double number = seconds / unit.seconds;
    return fmt::format("{} {}",
                       with_thousands(fmt::format("{:.{}f}", number, fractional_digits(number, kSignificant, kMost))),
                       unit.name);
}

std::string time_left_text(double seconds) {
    constexpr double kMinute = 60;
    constexpr double kHour = 3600;
    const double whole = std::ceil(seconds);
    if (whole < 2 * kMinute) return fmt::format("{:.0f} s", whole);
    if (whole < 2 * kHour) return fmt::format("{:.0f} min", std::ceil(whole / kMinute));
    return fmt::format("{:.0f} h", std::ceil(whole / kHour));
}

std::string with_thousands(std::string number) {
    const std::size_t first = number.find_first_of("0123456789");
    const std::size_t end = std::min(number.find('.'), number.size());
    for (std::size_t at = end; at > first + 3;) {
        at -= 3;
        number.insert(at, 1, ',');
    }
    return number;
}

std::string count_text(double whole) { return with_thousands(fmt::format("{:.0f}", whole)); }

int fractional_digits(double value, int significant, int most) {
    if (value == 0 || !std::isfinite(value)) return 0;
    const double rounds_up_from = 1 - 0.5 * std::pow(10.0, -significant);
    const int magnitude = static_cast<int>(std::floor(std::log10(std::abs(value) / rounds_up_from)));
    return std::clamp(significant - 1 - magnitude, 0, most);
}

ReadableUnit readable_unit(double seconds) {
    struct Row {
        double below;  ///< used for durations shorter than this
        ReadableUnit unit;
    };
    constexpr std::array<Row, 6> kRows{{{0.9995e-6, {1e-9, "ns"}},
                                        {0.9995e-3, {1e-6, "us"}},
                                        {0.9995, {1e-3, "ms"}},
                                        {120, {1, "s"}},
                                        {7200, {60, "min"}},
                                        {HUGE_VAL, {3600, "h"}}}};
    const double size = std::abs(seconds);
    return std::find_if(kRows.begin(), kRows.end() - 1, [size](const Row& row) { return size < row.below; })->unit;
}

}  // namespace plimsoll::scenarios
