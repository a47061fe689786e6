// SPDX-FileCopyrightText: 2026 The Plimsoll authors
// SPDX-License-Identifier: Apache-2.0
#include "scenarios/quantity.hpp"

#include "scenarios/suggestion.hpp"
#include "scenarios/unit_tables.hpp"

#include <fmt/format.h>
#include <charconv>
#include <cstdint>
#include <system_error>
#include <vector>

namespace plimsoll::scenarios {
namespace {

constexpr std::string_view kDurationExamples = R"("250 ms", "90 s" or "24 h")";
constexpr std::string_view kBytesExamples = R"("440 MB", "80 GB" or "16 GiB")";
constexpr std::string_view kRateExamples = R"("5 /s", "300 /min" or "10 /h")";
constexpr std::string_view kBandwidthExamples = R"("10 Gbit/s" or "500 MB/s")";
// Room for every double that anybody writes by hand, and for the exact arithmetic of durations in 128 bits.
constexpr std::size_t kMostDigits = 30;

bool is_digit(char c) { return c >= '0' && c <= '9'; }

std::string_view trimmed(std::string_view text) {
    while (!text.empty() && (text.front() == ' ' || text.front() == '\t')) {
        text.remove_prefix(1);
    }
    while (!text.empty() && (text.back() == ' ' || text.back() == '\t')) {
        text.remove_suffix(1);
    }
    return text;
}

/// A decimal number without sign or exponent, and the unit behind it.
struct Split {
    std::string_view number;
    std::string_view unit;
};

/// `what` completes "... is not `what`", e.g. "a duration".
Parsed<Split> split(std::string_view text, std::string_view what, std::string_view examples) {
    const std::string hint = fmt::format("write {}", examples);
    const std::string_view body = trimmed(text);
    if (body.empty()) {
        return {{}, fmt::format("the text is empty; expected {}", what), hint};
    }
    if (body.front() == '-') {
        return {{}, fmt::format("\"{}\" is negative; {} is not", text, what), hint};
    }
    std::size_t end = 0;
    while (end < body.size() && (is_digit(body[end]) || body[end] == '.')) {
        ++end;
    }
    const std::string_view number = body.substr(0, end);
    const std::size_t point = number.find('.');
    const bool digits_around_point = point == std::string_view::npos || (point > 0 && point + 1 < number.size());
    if (number.empty() || !digits_around_point ||
        (point != std::string_view::npos && number.find('.', point + 1) != std::string_view::npos)) {
        return {{}, fmt::format("\"{}\" is not {}: it does not begin with a number", text, what), hint};
    }
    if (end < body.size() && body[end] == ',') {
        return {{},
                fmt::format("\"{}\" is not {}: a comma stands in the number", text, what),
                fmt::format("use a decimal point and no thousands separator: {}", examples)};
    }
    if (number.size() > kMostDigits) {
        return {{}, fmt::format("\"{}\" has more than {} digits", text, kMostDigits), hint};
    }
    const std::string_view unit = trimmed(body.substr(end));
    if (unit.empty()) {
        return {{}, fmt::format("\"{}\" has no unit", text), hint};
    }
    return {Split{number, unit}, {}, {}};
}

double number_of(std::string_view digits) {
    double value = 0;
    std::from_chars(digits.data(), digits.data() + digits.size(), value);
    return value;
}

template <class Unit, std::size_t N>
const Unit* find_unit(const Unit (&units)[N], std::string_view name) {
    for (const Unit& unit : units) {
        if (unit.name == name) {
            return &unit;
        }
    }
    return nullptr;
}

template <class Unit, std::size_t N>
std::vector<std::string> names_of(const Unit (&units)[N]) {
    std::vector<std::string> names;
    for (const Unit& unit : units) {
        names.emplace_back(unit.name);
    }
    return names;
}

template <class T>
Parsed<T> unknown_unit(std::string_view text, std::string_view unit, std::string_view suggestion,
                       std::string_view number, const std::vector<std::string>& names, std::string_view examples) {
    std::string hint = suggestion.empty() ? fmt::format("units are {}; write {}", fmt::join(names, ", "), examples)
                                          : fmt::format("did you mean \"{} {}\"?", number, suggestion);
    return {{}, fmt::format("\"{}\": unknown unit \"{}\"", text, unit), std::move(hint)};
}

/// Units differ in case ("MB", "Mb"): only a spelling in another case is suggested.
template <std::size_t N>
Parsed<double> parse_scaled(std::string_view text, std::string_view what, const ScaledUnit (&units)[N],
                            std::string_view examples) {
    const Parsed<Split> parts = split(text, what, examples);
    if (!parts.value) {
        return {{}, parts.message, parts.hint};
    }
    const auto [number, name] = *parts.value;
    if (const ScaledUnit* unit = find_unit(units, name)) {
        return {number_of(number) * unit->factor, {}, {}};
    }
    std::string_view suggestion;
    for (const ScaledUnit& unit : units) {
        if (edit_distance(unit.name, name) == 0) {
            suggestion = unit.name;
        }
    }
    return unknown_unit<double>(text, name, suggestion, number, names_of(units), examples);
}

Parsed<Duration> too_long(std::string_view text) {
    return {{},
            fmt::format("\"{}\" is out of range: a duration is at most 100 years, in steps of 1 ns", text),
            fmt::format("write at most \"{}\"", text_of(kLongestDuration))};
}

}  // namespace

Parsed<Duration> parse_duration(std::string_view text) {
    const Parsed<Split> parts = split(text, "a duration", kDurationExamples);
    if (!parts.value) {
        return {{}, parts.message, parts.hint};
    }
    const auto [number, name] = *parts.value;
    const DurationUnit* unit = find_unit(kDurationUnits, name);
    if (unit == nullptr) {
        const DurationAlias* alias = find_unit(kDurationAliases, name);
        return unknown_unit<Duration>(text, name, alias ? alias->means : "", number, names_of(kDurationUnits),
                                      kDurationExamples);
    }
    // number = digits / power, exactly. Digits up to 10^24 times the largest unit, 8.64 * 10^13 ns, fit into 128 bits.
    unsigned __int128 digits = 0;
    unsigned __int128 power = 1;
    bool after_point = false;
    const std::size_t last_digit =
        number.find('.') == std::string_view::npos ? number.size() : number.find_last_not_of('0') + 1;
    for (const char c : number.substr(0, last_digit)) {
        if (c == '.') {
            after_point = true;
            continue;
        }
        digits = digits * 10 + static_cast<unsigned>(c - '0');
        power *= after_point ? 10 : 1;
        constexpr auto kMostSignificant = static_cast<unsigned __int128>(1'000'000'000'000) * 1'000'000'000'000;
        if (digits > kMostSignificant) {
            return too_long(text);
        }
    }
    const unsigned __int128 scaled = digits * static_cast<unsigned __int128>(unit->nanoseconds);
    if (scaled % power != 0) {
        return {{},
                fmt::format("\"{}\" is finer than 1 ns, the resolution of every duration", text),
                "round it to a whole number of ns"};
    }
    const unsigned __int128 nanoseconds = scaled / power;
    if (nanoseconds > static_cast<unsigned __int128>(kLongestDuration.count())) {
        return too_long(text);
    }
    return {Duration(static_cast<Duration::rep>(nanoseconds)), {}, {}};
}

Parsed<double> parse_bytes(std::string_view text) {
    return parse_scaled(text, "a number of bytes", kByteUnits, kBytesExamples);
}

Parsed<double> parse_billed_gb(std::string_view text) {
    return parse_scaled(text, "a memory size", kBilledMemoryUnits, R"("512 MB" or "2 GB")");
}

Parsed<double> parse_bandwidth(std::string_view text) {
    return parse_scaled(text, "a bandwidth", kBandwidthUnits, kBandwidthExamples);
}

Parsed<double> parse_power_kw(std::string_view text) {
    return parse_scaled(text, "a power", kPowerUnits, R"("700 W" or "10.2 kW")");
}

Parsed<double> parse_rate(std::string_view text, Duration per) {
    const Parsed<Split> parts = split(text, "a rate", kRateExamples);
    if (!parts.value) {
        return {{}, parts.message, parts.hint};
    }
    const auto [number, name] = *parts.value;
    const RateUnit* unit = find_unit(kRateUnits, name);
    if (unit == nullptr) {
        // "8 requests/s", "8 per s", "8 s": the part behind the last sign or blank tells what was meant.
        const std::size_t at = name.find_last_of("/ ");
        const std::string tail = fmt::format("/{}", at == std::string_view::npos ? name : name.substr(at + 1));
        const RateUnit* meant = find_unit(kRateUnits, tail);
        return unknown_unit<double>(text, name, meant ? meant->name : "", number, names_of(kRateUnits), kRateExamples);
    }
    const double value = number_of(number);
    if (unit->per == per) {
        return {value, {}, {}};
    }
    return {value * static_cast<double>(per.count()) / static_cast<double>(unit->per.count()), {}, {}};
}

std::string_view text_of(PriceUnit unit) {
    switch (unit) {
        case PriceUnit::per_hour:
            return "USD/h";
        case PriceUnit::per_gb_second:
            return "USD/GB-s";
        case PriceUnit::per_million_requests:
            return "USD/1M requests";
        case PriceUnit::per_million_tokens:
            return "USD/1M tokens";
        case PriceUnit::per_month:
            return "USD/month";
        case PriceUnit::per_kwh:
            return "USD/kWh";
        case PriceUnit::in_all:
            return "USD";
    }
    return "";
}

Parsed<std::string> parse_price(std::string_view text, PriceUnit unit) {
    const std::string example = fmt::format("\"1.25 {}\"", text_of(unit));
    const std::string_view body = trimmed(text);
    if (!body.empty() && body.front() == '$') {
        return {{},
                fmt::format("\"{}\" is not a price: the currency follows the number", text),
                fmt::format("write {}", example)};
    }
    const Parsed<Split> parts = split(text, "a price", example);
    if (!parts.value) {
        return {{}, parts.message, parts.hint};
    }
    const auto [number, name] = *parts.value;
    if (name != text_of(unit)) {
        return {{},
                fmt::format("\"{}\": the unit is \"{}\", expected \"{}\"", text, name, text_of(unit)),
                fmt::format("write {}", example)};
    }
    return {std::string(number), {}, {}};
}

Parsed<UnitPrice> parse_unit_price(std::string_view text) {
    constexpr const char* kExample = "\"0.09 USD/GB\"";
    constexpr std::string_view kCurrency = "USD/";
    const Parsed<Split> parts = split(trimmed(text), "a price", kExample);
    if (!parts.value) return {{}, parts.message, parts.hint};
    const auto [number, name] = *parts.value;
    if (name == "%") return {UnitPrice{std::string(number), "%"}, {}, {}};
    if (!name.starts_with(kCurrency) || name == kCurrency) {
        return {{},
                fmt::format("\"{}\": the unit is \"{}\", expected USD for one of something, or %", text, name),
                fmt::format("write {}", kExample)};
    }
    return {UnitPrice{std::string(number), std::string(name.substr(kCurrency.size()))}, {}, {}};
}

}  // namespace plimsoll::scenarios
