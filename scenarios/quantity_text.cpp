// SPDX-FileCopyrightText: 2026 The Plimsoll authors
// SPDX-License-Identifier: Apache-2.0
#include "scenarios/quantity.hpp"
#include "scenarios/unit_tables.hpp"

#include <fmt/format.h>

namespace plimsoll::scenarios {
namespace {

/// `dividend / divisor` with all its decimals, or nothing where they do not end.
std::optional<std::string> exact_quotient(std::uint64_t dividend, std::uint64_t divisor) {
    std::string text = fmt::format("{}", dividend / divisor);
    std::uint64_t remainder = dividend % divisor;
    if (remainder != 0) {
        text += '.';
    }
    // Every unit divides a power of ten times 864; what ends at all ends within 18 decimals.
    constexpr int kMostDecimals = 18;
    for (int i = 0; remainder != 0; ++i) {
        if (i == kMostDecimals) {
            return std::nullopt;
        }
        remainder *= 10;  // below 10 * 8.64e13
        text += static_cast<char>('0' + remainder / divisor);
        remainder %= divisor;
    }
    return text;
}

/// Units run from small to large; `<=` lets the larger unit win where two texts are equally short.
template <std::size_t N>
std::string shortest_scaled(double value, const ScaledUnit (&units)[N]) {
    std::string best = fmt::format("{} {}", value, units[0].name);
    for (const ScaledUnit& unit : units) {
        const double number = value / unit.factor;
        if (number < 1 || number * unit.factor != value) {
            continue;
        }
        std::string text = fmt::format("{} {}", number, unit.name);
        if (text.find('e') == std::string::npos && text.size() <= best.size()) {
            best = std::move(text);
        }
    }
    return best;
}

}  // namespace

std::string text_of(Duration duration) {
    if (duration == Duration::zero()) {
        return "0 s";
    }
    // Negation in unsigned arithmetic is defined for the smallest value too.
    const bool negative = duration < Duration::zero();
    const auto count = static_cast<std::uint64_t>(duration.count());
    const std::uint64_t magnitude = negative ? 0 - count : count;
    std::string best_number;
    std::string_view best_unit;
    for (const DurationUnit& unit : kDurationUnits) {
        const auto size = static_cast<std::uint64_t>(unit.nanoseconds);
        // "24 h" is how people write a day.
        const bool single_day = unit.name == "d" && magnitude < 2 * size;
        if (magnitude < size || single_day) {
            continue;
        }
        std::optional<std::string> number = exact_quotient(magnitude, size);
        if (!number) {
            continue;
        }
        const bool whole = magnitude % size == 0;
        if (best_number.empty() || number->size() < best_number.size() ||
            (number->size() == best_number.size() && whole)) {
            best_number = std::move(*number);
            best_unit = unit.name;
        }
    }
    return fmt::format("{}{} {}", negative ? "-" : "", best_number, best_unit);
}

std::string text_of_bytes(double bytes) { return shortest_scaled(bytes, kByteUnits); }

std::string text_of_rate(double per_second) {
    std::string best = fmt::format("{} /s", per_second);
    for (const RateUnit& unit : kRateUnits) {
        const double seconds = seconds_of(unit.per);
        const double number = per_second * seconds;
        std::string text = fmt::format("{} {}", number, unit.name);
        if (number / seconds == per_second && text.size() < best.size()) {
            best = std::move(text);
        }
    }
    return best;
}

std::string text_of_bandwidth(double bytes_per_second) {
    constexpr ScaledUnit kUnits[] = {{"B/s", 1}, {"KB/s", 1e3}, {"MB/s", 1e6}, {"GB/s", 1e9}, {"TB/s", 1e12}};
    return shortest_scaled(bytes_per_second, kUnits);
}

}  // namespace plimsoll::scenarios
