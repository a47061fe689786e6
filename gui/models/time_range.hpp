// SPDX-FileCopyrightText: 2026 The Plimsoll authors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "gui/models/result.hpp"
#include "gui/models/selection.hpp"
#include "gui/models/table.hpp"

#include <QStringList>

#include <optional>
#include <utility>

/// What happened in a part of the horizon, of the first replication. Only what the buckets of a series hold exactly:
/// sums and means over time, and the largest bucket. Percentiles of several buckets cannot be made of theirs.
namespace plimsoll::gui {

struct RangeFigures {
    TimeSpan span;  ///< of the whole buckets that the range touches
    double arrived = 0, completed = 0, rejected = 0, interruptions = 0;
    double rate = 0, largestRate = 0;          ///< arrivals per second: over the range, in a bucket
    double inSystem = 0, largestInSystem = 0;  ///< requests waiting or served: mean over the range, in a bucket
    double ready = 0, largestReady = 0;        ///< instances
    double instanceHours = 0;                  ///< ready or starting
    double cost = 0;                           ///< USD, approximate as the series is
    std::optional<double> worstP99;            ///< s, the largest of a bucket; empty: nothing completed
};

/// The first bucket that a range touches, and the one behind the last.
[[nodiscard]] std::pair<std::size_t, std::size_t> bucketsIn(const results::DeploymentResult& deployment,
                                                            const TimeSpan& range);

/// Empty where the range touches no bucket.
[[nodiscard]] std::optional<RangeFigures> figuresIn(const results::DeploymentResult& deployment, const TimeSpan& range);

/// What a line about them says, the more important first, and its headings; "in brackets" is the largest bucket.
[[nodiscard]] QStringList rangeHeadings();
[[nodiscard]] QStringList rangeTexts(const RangeFigures& figures);

/// A row for each deployment of the result, in its order, with all of them.
[[nodiscard]] Table rangeTable(const Result& result, const TimeSpan& range);

/// What somebody typed for a part of a horizon of so many seconds: "08:00 to 09:30", "08:00-09:30". Empty: it is none.
[[nodiscard]] std::optional<TimeSpan> spanOf(const QString& text, double horizon);

}  // namespace plimsoll::gui
