// SPDX-FileCopyrightText: 2026 The Plimsoll authors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <QList>

#include <optional>

namespace plimsoll::gui {

/// What an axis shows: a range around its values, logarithmic where they span more than a decade, else from 0 on, so
/// that lengths compare.
struct AxisScale {
    bool logarithmic = false;
    double lower = 0;
    double upper = 1;
    /// Where a logarithmic axis draws 0, which it does not have: near its lower end, below all other values.
    std::optional<double> zeroAt;

    /// Where a value is drawn: itself, or the lower end for what a logarithmic axis does not reach.
    [[nodiscard]] double placeOf(double value) const;
};

/// For values that are not negative; those that are no numbers are passed over. `ends` of intervals widen the range
/// upwards, and downwards by no more than a decade: an interval down to 0 leaves the values readable. Logarithmic where
/// the largest is more than `wide` times the smallest.
[[nodiscard]] AxisScale scaleOf(const QList<double>& values, const QList<double>& ends = {}, double wide = 10);

}  // namespace plimsoll::gui
