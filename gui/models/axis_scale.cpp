// SPDX-FileCopyrightText: 2026 The Plimsoll authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "gui/models/axis_scale.hpp"

#include <algorithm>
#include <cmath>

namespace plimsoll::gui {

namespace {

constexpr double kDecade = 10;

/// Beyond the outermost values of a logarithmic axis: a share of what it spans, and some room in any case.
double marginFactor(double lowest, double highest) {
    constexpr double kShare = 0.07;
    constexpr double kLeast = 1.12;
    return std::max(kLeast, std::pow(highest / lowest, kShare));
}

}  // namespace

double AxisScale::placeOf(double value) const {
    if (!logarithmic) return value;
    const double lowest = zeroAt.value_or(lower);
    return value > lowest ? value : lowest;
}

AxisScale scaleOf(const QList<double>& values, const QList<double>& ends, double wide) {
    bool zero = false;
    double lowest = HUGE_VAL;
    double highest = 0;
    for (const double value : values) {
        if (!std::isfinite(value) || value < 0) continue;
        if (value == 0) {
            zero = true;
            continue;
        }
        lowest = std::min(lowest, value);
        highest = std::max(highest, value);
    }
    if (highest == 0) return {};
    const double leastEnd = lowest / kDecade;
    for (const double end : ends) {
        if (!std::isfinite(end) || end <= 0) continue;
        lowest = std::min(lowest, std::max(end, leastEnd));
        highest = std::max(highest, end);
    }

    AxisScale scale;
    if (highest / lowest <= wide) {
        constexpr double kRoom = 1.12;
        scale.upper = highest * kRoom;
        return scale;
    }
    scale.logarithmic = true;
    const double margin = marginFactor(lowest, highest);
    scale.lower = lowest / margin;
    scale.upper = highest * margin;
    if (zero) {
        constexpr double kBreak = 2;  // at least so far below the rest
        scale.zeroAt = scale.lower / std::max(kBreak, margin);
        scale.lower = *scale.zeroAt / margin;
    }
    return scale;
}

}  // namespace plimsoll::gui
