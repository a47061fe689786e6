// SPDX-FileCopyrightText: 2026 The Plimsoll authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "gui/editor/quantity_reading.hpp"

#include "gui/models/text.hpp"
#include "pricing/money.hpp"
#include "scenarios/quantity.hpp"

#include <array>
#include <stdexcept>
#include <string>

namespace plimsoll::gui {
namespace {

using scenarios::Parsed;
using scenarios::PriceUnit;

template <class T>
QString problemOf(const Parsed<T>& parsed) {
    if (parsed.value) return {};
    const QString message = qstring(parsed.message);
    return parsed.hint.empty() ? message : message + QStringLiteral("\n") + qstring(parsed.hint);
}

/// "1.25 GB": the number between 1 and 1000 where a prefix makes it so.
QString withPrefix(double value, const QString& unit) {
    constexpr std::array kPrefixes = {"", "K", "M", "G", "T"};
    constexpr double kStep = 1000;
    std::size_t prefix = 0;
    while (value >= kStep && prefix + 1 < kPrefixes.size()) {
        value /= kStep;
        ++prefix;
    }
    return QStringLiteral("%1 %2%3").arg(plainNumber(value), QLatin1String(kPrefixes.at(prefix)), unit);
}

QuantityReading readPrice(const QString& unit, const std::string& text) {
    for (const auto price :
         {PriceUnit::per_hour, PriceUnit::per_gb_second, PriceUnit::per_million_requests, PriceUnit::per_million_tokens,
          PriceUnit::per_month, PriceUnit::per_kwh, PriceUnit::in_all}) {
        if (unit != qstring(scenarios::text_of(price))) continue;
        const Parsed<std::string> parsed = scenarios::parse_price(text, price);
        if (!parsed.value || price != PriceUnit::per_hour) return {{}, problemOf(parsed)};
        try {
            constexpr int kHoursPerMonth = 730;
            const pricing::Money month = pricing::Money::parse(*parsed.value).times(pricing::Quantity(kHoursPerMonth));
            return {qstring(month.rounded(2).text()) + QStringLiteral(" USD/month"), {}};
        } catch (const std::invalid_argument&) {
            return {};  // finer than money is; the scenario's own check speaks of it
        }
    }
    return {};
}

}  // namespace

QuantityReading readQuantity(const QString& unit, const QString& text) {
    const std::string utf8 = text.toStdString();
    QuantityReading result;
    if (unit == QLatin1String("duration")) {
        const auto parsed = scenarios::parse_duration(utf8);
        result.problem = problemOf(parsed);
        constexpr int kDigits = 12;
        if (parsed.value)
            result.reading = QString::number(seconds_of(*parsed.value), 'g', kDigits) + QStringLiteral(" s");
    } else if (unit == QLatin1String("bytes")) {
        const auto parsed = scenarios::parse_bytes(utf8);
        result.problem = problemOf(parsed);
        if (parsed.value) result.reading = withPrefix(*parsed.value, QStringLiteral("B"));
    } else if (unit == QLatin1String("memory")) {
        const auto parsed = scenarios::parse_billed_gb(utf8);
        result.problem = problemOf(parsed);
        if (parsed.value) result.reading = plainNumber(*parsed.value) + QStringLiteral(" GB");
    } else if (unit == QLatin1String("bandwidth")) {
        const auto parsed = scenarios::parse_bandwidth(utf8);
        result.problem = problemOf(parsed);
        if (parsed.value) result.reading = withPrefix(*parsed.value, QStringLiteral("B/s"));
    } else if (unit == QLatin1String("rate")) {
        const auto parsed = scenarios::parse_rate(utf8);
        result.problem = problemOf(parsed);
        if (parsed.value) result.reading = plainNumber(*parsed.value) + QStringLiteral(" /s");
    } else {
        result = readPrice(unit, utf8);
    }
    if (result.reading == text.simplified()) result.reading.clear();
    if (!result.reading.isEmpty()) result.reading.prepend(QStringLiteral("= "));
    return result;
}

}  // namespace plimsoll::gui
