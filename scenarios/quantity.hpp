// SPDX-FileCopyrightText: 2026 The Plimsoll authors
// SPDX-License-Identifier: Apache-2.0
#pragma once

#include "scenarios/duration.hpp"

#include <optional>
#include <string>
#include <string_view>

/// Quantities written as a decimal number and a unit: "250 ms", "80 GB", "5 /s", "10 Gbit/s", "1.25 USD/h".
/// The space between them may be left out. No quantity is negative. Nothing depends on the locale.
namespace plimsoll::scenarios {

/// A value, or what is wrong with the text and an example of what is right.
template <class T>
struct Parsed {
    std::optional<T> value;
    std::string message;  ///< empty where there is a value
    std::string hint;
};

/// Units ns, us, ms, s, min, h, d. Exact: a text finer than one nanosecond, or longer than the longest duration, is
/// refused.
[[nodiscard]] Parsed<Duration> parse_duration(std::string_view text);

/// Bytes. Units B, KB, MB, GB, TB (powers of 1000) and KiB, MiB, GiB, TiB (powers of 1024).
[[nodiscard]] Parsed<double> parse_bytes(std::string_view text);

/// The memory of a function in GB as providers bill them: 2^30 bytes, so that 512 MB are half of one. The units of
/// parse_bytes, each by powers of 1024 however it is spelt.
[[nodiscard]] Parsed<double> parse_billed_gb(std::string_view text);

/// Events per `per`. Units /s, /min, /h, /d; "600 /min" per minute is exactly 600.
[[nodiscard]] Parsed<double> parse_rate(std::string_view text, Duration per = std::chrono::seconds(1));

/// Bytes per second. Units bit/s to Tbit/s, and every unit of parse_bytes followed by "/s".
[[nodiscard]] Parsed<double> parse_bandwidth(std::string_view text);

/// Power in kW. Units W, kW, MW.
[[nodiscard]] Parsed<double> parse_power_kw(std::string_view text);

enum class PriceUnit { per_hour, per_gb_second, per_million_requests, per_million_tokens, per_month, per_kwh, in_all };

/// "USD/h", "USD/GB-s", "USD/1M requests", "USD/1M tokens", "USD/month", "USD/kWh", "USD".
[[nodiscard]] std::string_view text_of(PriceUnit unit);

/// The amount as the decimal text it was written in ("1.25"), for exact arithmetic; the unit must be `unit`.
[[nodiscard]] Parsed<std::string> parse_price(std::string_view text, PriceUnit unit);

/// A price for one of any unit: "0.09 USD/GB" is "0.09" and "GB"; or a share: "12 %" is "12" and "%".
struct UnitPrice {
    std::string amount;
    std::string unit;
};
[[nodiscard]] Parsed<UnitPrice> parse_unit_price(std::string_view text);

/// The exact text with the shortest number, at least 1, that parse_duration reads back: "250 ms", "24 h", "90 s", "1.5
/// s". A minus sign stands before a negative one.
[[nodiscard]] std::string text_of(Duration duration);
/// "80 GB", "16 GiB": the shortest of the units whose number is at least 1.
[[nodiscard]] std::string text_of_bytes(double bytes);
/// "5 /s", "10 /h".
[[nodiscard]] std::string text_of_rate(double per_second);
/// "1.25 GB/s".
[[nodiscard]] std::string text_of_bandwidth(double bytes_per_second);

}  // namespace plimsoll::scenarios
