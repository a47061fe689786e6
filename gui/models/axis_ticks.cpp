// SPDX-FileCopyrightText: 2026 The Plimsoll authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "gui/models/axis_ticks.hpp"

#include "gui/models/text.hpp"

#include <QSet>

#include <algorithm>
#include <cmath>
#include <vector>

namespace plimsoll::gui {

namespace {

constexpr double kMinute = 60;
constexpr double kHour = 3600;

struct DurationUnit {
    double seconds;
    const char* name;
};
constexpr DurationUnit kUnits[] = {{1e-9, "ns"}, {1e-6, "us"}, {1e-3, "ms"}, {1, "s"}, {kMinute, "min"}, {kHour, "h"}};

const DurationUnit& unitOf(double seconds) {
    constexpr double kRounding = 1 - 1e-9;
    const DurationUnit* unit = &kUnits[0];
    for (const auto& candidate : kUnits)
        if (seconds >= candidate.seconds * kRounding) unit = &candidate;
    return *unit;
}

/// Multiples of each power of ten in a range.
std::vector<double> powersOfTen(double lower, double upper, const std::vector<double>& multiples) {
    std::vector<double> values;
    const auto first = static_cast<int>(std::floor(std::log10(lower))) - 1;
    const auto last = static_cast<int>(std::ceil(std::log10(upper)));
    for (int exponent = first; exponent <= last; ++exponent)
        for (const double multiple : multiples) values.push_back(multiple * std::pow(10.0, exponent));
    return values;
}

/// Durations up to a second and hours go by powers of ten, seconds and minutes up to their sixty.
std::vector<double> roundDurations(double lower, double upper, const std::vector<double>& multiples) {
    std::vector<double> values;
    const auto add = [&](double unit, double below, double from, double to) {
        if (from > to) return;
        for (const double value : powersOfTen(from / unit, to / unit, multiples))
            if (value >= 1 && value * unit < below) values.push_back(value * unit);
    };
    if (lower < 1)
        for (const double value : powersOfTen(lower, std::min(upper, 1.0), multiples))
            if (value < 1) values.push_back(value);
    add(1, kMinute, 1, std::min(upper, kMinute));
    add(kMinute, kHour, kMinute, std::min(upper, kHour));
    add(kHour, HUGE_VAL, kHour, upper);
    return values;
}

QList<double> within(const std::vector<double>& values, double lower, double upper) {
    QList<double> inside;
    for (const double value : values)
        if (value >= lower && value <= upper) inside.append(value);
    return inside;
}

QList<double> roundValues(Quantity quantity, double lower, double upper, const std::vector<double>& multiples) {
    return within(
        quantity == Quantity::duration ? roundDurations(lower, upper, multiples) : powersOfTen(lower, upper, multiples),
        lower, upper);
}

/// Every n-th, so that at most `most` are left; the last decade stays.
QList<double> thinned(const QList<double>& values, int most) {
    const qsizetype stride = (values.size() + most - 1) / most;
    if (stride <= 1) return values;
    QList<double> kept;
    for (qsizetype i = (values.size() - 1) % stride; i < values.size(); i += stride) kept.append(values[i]);
    return kept;
}

QList<double> linearValues(Quantity quantity, double lower, double upper, int most, double& step) {
    const double unit = quantity == Quantity::duration ? unitOf(upper).seconds : 1;
    const double wanted = (upper - lower) / unit / most;
    const double power = std::pow(10.0, std::floor(std::log10(wanted)));
    step = 10 * power;
    for (const double multiple : {1.0, 2.0, 5.0})
        if (multiple * power >= wanted) {
            step = multiple * power;
            break;
        }
    step *= unit;
    QList<double> values;
    const double first = std::ceil(lower / step);
    const double last = std::floor(upper / step);
    for (double i = first; i <= last; ++i) values.append(i * step + 0.0);  // no -0
    return values;
}

AxisTicks linearTicks(Quantity quantity, double lower, double upper, int most) {
    AxisTicks ticks;
    double step = 0;
    ticks.at = linearValues(quantity, lower, upper, most, step);
    for (const double at : ticks.at)
        if (at + step / 2 <= upper) ticks.between.append(at + step / 2);
    return ticks;
}

AxisTicks logarithmicTicks(Quantity quantity, double lower, double upper, int most) {
    constexpr qsizetype kFewest = 3;
    AxisTicks ticks;
    ticks.at = thinned(roundValues(quantity, lower, upper, {1}), most);
    const std::vector<double> finer[] = {{1, 2, 5}, {1, 2, 3, 4, 5, 6, 8}};
    for (const auto& multiples : finer) {
        if (ticks.at.size() >= kFewest) break;
        if (const auto more = roundValues(quantity, lower, upper, multiples); more.size() <= most) ticks.at = more;
    }
    if (ticks.at.size() < kFewest - 1) return linearTicks(quantity, lower, upper, most);
    ticks.between = roundValues(quantity, lower, upper, {2, 3, 4, 5, 6, 7, 8, 9});
    ticks.between.removeIf([&](double value) { return ticks.at.contains(value); });
    return ticks;
}

QString textOf(Quantity quantity, double value, QString (*number)(double)) {
    switch (quantity) {
        case Quantity::duration: {
            if (value == 0) return QStringLiteral("0");
            const DurationUnit& unit = unitOf(std::abs(value));
            return QStringLiteral("%1 %2").arg(number(value / unit.seconds), QLatin1String(unit.name));
        }
        case Quantity::money:
            return (value < 0 ? QStringLiteral("-$") : QStringLiteral("$")) + number(std::abs(value));
        case Quantity::share: {
            constexpr double kPercent = 100;
            return QStringLiteral("%1 %").arg(number(value * kPercent));
        }
        case Quantity::number:
            break;
    }
    return number(value);
}

}  // namespace

QString tickText(Quantity quantity, double value) { return textOf(quantity, value, numberText); }

AxisTicks ticksOf(Quantity quantity, double lower, double upper, bool logarithmic, int most) {
    if (!(upper > lower) || !std::isfinite(upper - lower)) return {};
    AxisTicks ticks = logarithmic && lower > 0 ? logarithmicTicks(quantity, lower, upper, most)
                                               : linearTicks(quantity, lower, upper, most);
    for (const double at : ticks.at) ticks.labels.append(tickText(quantity, at));
    if (QSet<QString>(ticks.labels.begin(), ticks.labels.end()).size() == ticks.labels.size()) return ticks;
    ticks.labels.clear();  // zoomed in so far that three digits do not tell them apart
    for (const double at : ticks.at) ticks.labels.append(textOf(quantity, at, plainNumber));
    return ticks;
}

}  // namespace plimsoll::gui
