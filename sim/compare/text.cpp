// SPDX-FileCopyrightText: 2026 The Plimsoll authors
// SPDX-License-Identifier: Apache-2.0
#include "sim/compare/text.hpp"

#include "scenarios/enum_names.hpp"
#include "scenarios/quantity.hpp"
#include "scenarios/readable.hpp"

#include <fmt/format.h>

#include <algorithm>
#include <array>
#include <cmath>

namespace plimsoll::results {

namespace {

using scenarios::fractional_digits;
using scenarios::with_thousands;

int money_digits(double usd) {
    const double size = std::abs(usd);
    if (size >= 99.995 || size == 0) return 0;
    if (size >= 0.995) return 2;
    constexpr int kSignificant = 3;
    constexpr int kMost = 12;
    return fractional_digits(size, kSignificant, kMost);
}

std::string money_with(double usd, int digits) {
    std::string text = with_thousands(fmt::format("{:.{}f}", std::abs(usd), digits));
    const bool zero = text.find_first_of("123456789") == std::string::npos;
    return (usd < 0 && !zero ? "-$" : "$") + text;
}

/// One half is much wider than the other, so that a single number behind ± would mislead.
bool is_lopsided(const Interval& ci, double value) {
    constexpr double kMuch = 1.25;
    const double below = value - ci.lo;
    const double above = ci.hi - value;
    return std::max(below, above) > kMuch * std::min(below, above);
}

std::string without_trailing_zeros(std::string number) {
    if (number.find('.') == std::string::npos) return number;
    number.erase(number.find_last_not_of('0') + 1);
    if (number.back() == '.') number.pop_back();
    return number;
}

}  // namespace

std::string duration_text(double seconds, int significant) {
    if (seconds == 0) return scenarios::duration_text(seconds);
    const auto unit = scenarios::readable_unit(seconds);
    const double value = seconds / unit.seconds;
    return with_thousands(fmt::format("{:.{}f}", value, fractional_digits(value, significant, significant - 1))) + " " +
           std::string(unit.name);
}

std::string duration_text(const Estimate& seconds, int significant) {
    const auto unit = scenarios::readable_unit(seconds.value);
    const int digits = fractional_digits(seconds.value / unit.seconds, significant, significant - 1);
    const auto number = [&](double value) {
        return with_thousands(fmt::format("{:.{}f}", value / unit.seconds, digits));
    };
    const std::string value = number(seconds.value);
    const auto& ci = seconds.ci;
    if (seconds.value == 0 || !ci || ci->half_width() == 0 || seconds.below_resolution ||
        number(ci->lo) == number(ci->hi))
        return duration_text(seconds.value, significant);
    if (ci->lo <= 0) return fmt::format("{} [0, {}] {}", value, number(ci->hi), unit.name);
    if (is_lopsided(*ci, seconds.value))
        return fmt::format("{} [{}, {}] {}", value, number(ci->lo), number(ci->hi), unit.name);
    return fmt::format("{} ± {} {}", value, number(ci->half_width()), unit.name);
}

std::string money_text(double usd) { return money_with(usd, money_digits(usd)); }

std::string amount_text(double amount, const std::string& currency) {
    auto text = money_text(amount);
    if (currency == "USD") return text;
    const auto symbol = currency == "EUR" ? "€" : currency == "GBP" ? "£" : currency + " ";
    return text.replace(text.find('$'), 1, symbol);
}

std::string money_text(double usd, double scale) { return money_with(usd, money_digits(scale)); }

std::string money_text(double usd, const std::optional<Interval>& ci) {
    std::string text = money_text(usd);
    if (!ci || ci->half_width() == 0) return text;
    if (money_text(ci->lo, usd) == money_text(ci->hi, usd)) return text;  // known to the last digit shown
    if (is_lopsided(*ci, usd))
        return fmt::format("{} [{}, {}]", text, money_text(ci->lo, usd).substr(1), money_text(ci->hi, usd).substr(1));
    const std::string half = money_text(ci->hi - usd, usd).substr(1);
    if (half.find_first_not_of("0.,") == std::string::npos) return text;  // known to the last digit shown
    return fmt::format("{} ± {}", text, half);
}

std::string share_text(double share) {
    const double percent = share * 100;
    if (percent >= 100) return "100 %";
    if (percent > 99.99) return ">99.99 %";
    const int digits = percent >= 99.9 ? 2 : 1;
    const double scale = digits == 2 ? 100 : 10;
    constexpr double kRounding = 1e-9;  // 99.9 % is 99.90000000000001 or 99.89999999999999
    return fmt::format("{:.{}f} %", std::floor(percent * scale + kRounding) / scale, digits);
}

std::string number_text(double value, int significant) {
    constexpr int kMost = 9;
    return with_thousands(
        without_trailing_zeros(fmt::format("{:.{}f}", value, fractional_digits(value, significant, kMost))));
}

std::string known_text(double value, double half_width) {
    constexpr int kMost = 9;
    constexpr int kUnknown = 2;
    constexpr int kSignificant = 3;
    const int readable = fractional_digits(value, kSignificant, kMost);
    if (half_width <= 0)
        return with_thousands(fmt::format("{:.{}f}", value, fractional_digits(value, kUnknown, kMost)));
    const int known = static_cast<int>(std::ceil(-std::log10(half_width)));
    return with_thousands(fmt::format("{:.{}f}", value, std::clamp(known, 0, readable)));
}

std::string slo_text(const scenarios::SloSpec& slo) {
    return fmt::format("p{} {} <= {}", slo.percentile, scenarios::name_of(slo.metric), scenarios::text_of(slo.at_most));
}

std::string exact_text(double value) { return fmt::format("{}", value); }

std::string estimate_text(double usd) {
    constexpr int kSignificant = 9;
    constexpr int kMost = 12;
    std::string text = without_trailing_zeros(fmt::format("{:.{}f}", usd, fractional_digits(usd, kSignificant, kMost)));
    return text == "-0" ? "0" : text;
}

}  // namespace plimsoll::results
