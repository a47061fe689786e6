// SPDX-FileCopyrightText: 2026 The Plimsoll authors
// SPDX-License-Identifier: Apache-2.0
#pragma once

#include "scenarios/readable.hpp"
#include "sim/compare/comparison.hpp"

#include <string>
#include <string_view>

/// Numbers and names as people read them: few digits, a fitting unit, never the locale.
namespace plimsoll::results {

using scenarios::duration_text;

/// With so many significant digits.
[[nodiscard]] std::string duration_text(double seconds, int significant);

/// A duration with its interval in the same unit: "425 ± 45 ms"; "425 [0, 900] ms" where it is lopsided; without one
/// that is below the resolution of the measurement.
[[nodiscard]] std::string duration_text(const Estimate& seconds, int significant = 3);

/// "$1,234", "$41.20", "$0.0021"; negative amounts as "-$3.20".
[[nodiscard]] std::string money_text(double usd);

/// The same in another currency, by its code: "€1,234", "CHF 1,234".
[[nodiscard]] std::string amount_text(double amount, const std::string& currency);

/// The same with as many fractional digits as `money_text(scale)` has: for the margin behind "+-".
[[nodiscard]] std::string money_text(double usd, double scale);

/// The same with its interval: "$1,234 ± 56"; without one where it is narrower than the last digit.
[[nodiscard]] std::string money_text(double usd, const std::optional<Interval>& ci);

/// A share as a percentage that is never rounded up to 100 %: "99.9 %", ">99.99 %", "100 %".
[[nodiscard]] std::string share_text(double share);

/// Three significant digits, or as many as asked for, thousands separated: "12.4", "1,730".
[[nodiscard]] std::string number_text(double value, int significant = 3);

/// A value that is known to `half_width` either way, rounded to the digit that this leaves: "1.06", "2.4", "30"; to two
/// significant digits where nothing is known of it.
[[nodiscard]] std::string known_text(double value, double half_width);

/// "p99 latency <= 2 s".
[[nodiscard]] std::string slo_text(const scenarios::SloSpec& slo);

/// A double as the shortest decimal that reads back the same: "0.1", "1e-07", "24".
[[nodiscard]] std::string exact_text(double value);

/// An estimate of money as a plain decimal with 9 significant digits: "12.3456789".
[[nodiscard]] std::string estimate_text(double usd);

}  // namespace plimsoll::results
