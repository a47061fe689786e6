// SPDX-FileCopyrightText: 2026 The Plimsoll authors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <QList>
#include <QString>

namespace plimsoll::gui {

/// What an axis measures; it decides which values are round and how they are written.
enum class Quantity { duration, money, number, share };

struct AxisTicks {
    QList<double> at;  ///< ascending
    QList<QString> labels;
    QList<double> between;  ///< smaller ones without a label
};

/// Round values from lower to upper: "10 ms, 100 ms, 1 s, 10 s, 1 min" of a logarithmic axis of durations in seconds,
/// "$0, $100, $200" of a linear one of money in USD. At most `most` of them.
[[nodiscard]] AxisTicks ticksOf(Quantity quantity, double lower, double upper, bool logarithmic, int most = 9);

/// A round value as an axis writes it: without zeros that say nothing.
[[nodiscard]] QString tickText(Quantity quantity, double value);

}  // namespace plimsoll::gui
