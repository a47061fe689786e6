// SPDX-FileCopyrightText: 2026 The Plimsoll authors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "sim/compare/comparison.hpp"

#include <QString>

#include <optional>
#include <string>
#include <string_view>

/// Text of the results library as Qt has it; figures are written as the command line writes them.
namespace plimsoll::gui {

[[nodiscard]] QString qstring(std::string_view utf8);

/// What the program says in a sentence, with amounts of money as the preferences have them.
[[nodiscard]] QString toldText(std::string_view utf8);

/// With a capital and a full stop.
[[nodiscard]] QString sentenceOf(std::string_view utf8);

/// "425 ms".
[[nodiscard]] QString durationText(double seconds);
/// "425 ± 45 ms".
[[nodiscard]] QString durationText(const results::Estimate& seconds);
/// A time of the horizon, from its start: "09:35", "09:35:07", from the second day on "1 d 09:35". The one notation of
/// axes, cursors, tables and texts; how long something takes is a durationText().
[[nodiscard]] QString clockText(double seconds);
/// The seconds of what clockText() writes; empty: the text is no time.
[[nodiscard]] std::optional<double> secondsOfClock(const QString& text);
/// "from 08:00 to 09:30".
[[nodiscard]] QString spanText(double from, double to);
/// "$1,234".
[[nodiscard]] QString moneyText(double usd);
/// The same in another currency, by its code: "€1,234".
[[nodiscard]] QString moneyText(double amount, const QString& currency);
/// "$1,234 ± 56".
[[nodiscard]] QString moneyText(double usd, const std::optional<results::Interval>& ci);
/// "12.5 %".
[[nodiscard]] QString shareText(double share);
/// Significant digits as the preferences have them, thousands separated: "12.4", "1,730".
[[nodiscard]] QString numberText(double value);

/// "1 value", "1,730 values".
[[nodiscard]] QString countText(qsizetype count, const QString& one, const QString& many);
/// The relative change with its sign: "+7.7 %", "−33.3 %", "×12.4" beyond a doubling; empty where `before` is 0.
[[nodiscard]] QString changeText(double before, double after);

/// Up to six significant digits without an exponent where that is short: for tables.
[[nodiscard]] QString plainNumber(double value);
/// The shortest text that reads back the same.
[[nodiscard]] QString exactNumber(double value);

}  // namespace plimsoll::gui
