// SPDX-FileCopyrightText: 2026 The Plimsoll authors
// SPDX-License-Identifier: Apache-2.0
#include "pricing/quantity.hpp"

#include "pricing/decimal.hpp"

#include <fmt/format.h>

#include <charconv>
#include <cmath>
#include <stdexcept>

namespace plimsoll::pricing {
namespace {

using boost::multiprecision::cpp_int;

constexpr std::int64_t kNanosecondsPerSecond = 1'000'000'000;
constexpr std::int64_t kNanosecondsPerMillisecond = 1'000'000;

}  // namespace

std::optional<Quantity> parse_quantity(std::string_view decimal) {
    const auto point = decimal.find('.');
    const std::string_view whole = decimal.substr(0, point);
    const bool has_fraction = point != std::string_view::npos;
    const std::string_view fraction = has_fraction ? decimal.substr(point + 1) : std::string_view{};
    if (whole.empty() || (has_fraction && fraction.empty())) {
        return std::nullopt;
    }
    cpp_int units = 0;
    for (const std::string_view digits : {whole, fraction}) {
        for (const char c : digits) {
            if (c < '0' || c > '9') {
                return std::nullopt;
            }
            units = units * 10 + (c - '0');
        }
    }
    return Quantity(units, power_of_ten(static_cast<unsigned>(fraction.size())));
}

Quantity quantity_from(double value) {
    if (!std::isfinite(value) || value < 0) {
        throw std::invalid_argument("a quantity is finite and not negative");
    }
    constexpr std::size_t kLongestDouble = 1100;  // 1074 fractional digits for the smallest subnormal
    char buffer[kLongestDouble];
    const auto end = std::to_chars(buffer, buffer + kLongestDouble, value, std::chars_format::fixed).ptr;
    return parse_quantity({buffer, static_cast<std::size_t>(end - buffer)}).value();
}

std::string quantity_text(const Quantity& quantity, int digits) {
    const auto scale = power_of_ten(static_cast<unsigned>(digits));
    const cpp_int den = denominator(quantity);
    const cpp_int units = (numerator(quantity) * scale * 2 + den) / (den * 2);
    std::string text = digits_of(units / scale);
    std::string fraction = digits_of(units % scale);
    fraction.insert(0, static_cast<std::size_t>(digits) - fraction.size(), '0');
    while (!fraction.empty() && fraction.back() == '0') {
        fraction.pop_back();
    }
    return fraction.empty() ? text : text + "." + fraction;
}

std::string count_text(const Quantity& count) {
    struct Unit {
        std::int64_t size;
        const char* suffix;
    };
    for (const Unit unit : {Unit{1'000'000'000, "B"}, Unit{1'000'000, "M"}, Unit{1'000, "k"}}) {
        if (count >= unit.size) {
            return quantity_text(count / unit.size) + unit.suffix;
        }
    }
    return quantity_text(count);
}

Quantity seconds(Duration duration) { return {duration.count(), kNanosecondsPerSecond}; }

Quantity seconds(const RoundedDurations& durations) {
    const cpp_int nanoseconds = cpp_int(durations.milliseconds) * kNanosecondsPerMillisecond + durations.nanoseconds;
    return {nanoseconds, cpp_int(kNanosecondsPerSecond)};
}

}  // namespace plimsoll::pricing
