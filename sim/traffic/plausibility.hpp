// SPDX-FileCopyrightText: 2026 The Plimsoll authors
// SPDX-License-Identifier: Apache-2.0
#pragma once

#include "scenarios/duration.hpp"
#include "scenarios/files/row_error.hpp"
#include "scenarios/scenario.hpp"
#include "sim/plan/plan.hpp"
#include "sim/traffic/time_stamp.hpp"

#include <cstdint>
#include <optional>
#include <string>
#include <vector>

/// Whether recorded traffic is what its reader takes it for: one rule per function, of which each gives nothing where
/// all is well. A rule says what it saw and what would mend it, if it is a mistake.
namespace plimsoll::sim {

/// How much of a file `check` and its like look at: half a second's reading.
inline constexpr std::uint64_t kLookBytes = std::uint64_t{16} << 20;

/// What the first kLookBytes of a trace, or those before the horizon, show.
struct TraceLook {
    std::uint64_t requests = 0;
    Duration span{};  ///< from the first request to the last
    bool reaches_horizon = false;
    double share = 1;                 ///< where it does not: about how much of the file was read
    double share_before_horizon = 1;  ///< where it does: about how much of the file that is
    Duration step{};  ///< the largest that all gaps between times are multiples of; 0: all requests come at once
    double simultaneous_share = 0;  ///< share of the gaps that are 0
    std::optional<TimeUnit> unit;
    bool unit_is_set = false;        ///< by the scenario, and not by the format
    std::int64_t first_time_ns = 0;  ///< on the file's own clock
    bool local_times = false;
    Duration longest_gap{};
    std::int64_t longest_gap_at_ns = 0;  ///< on the file's own clock

    /// With the mean gap behind the last request, as traces are repeated.
    [[nodiscard]] Duration length() const;
};

/// What the first kLookBytes of a series, or those before the horizon, show.
struct SeriesLook {
    std::uint64_t rows = 0;
    std::uint64_t requests = 0;
    bool reaches_horizon = false;
    double share = 1;
    double share_before_horizon = 1;
    bool rises = true;  ///< no value is below the one before it
    std::uint64_t first = 0;
    std::uint64_t last = 0;
    std::optional<Duration> step;              ///< from the first row to the second, where rows have times
    std::optional<std::uint64_t> break_after;  ///< the first row that the next one does not follow at that distance
};

using MaybeNote = std::optional<TrafficNote>;

/// It ends well before the horizon, and is not repeated.
[[nodiscard]] MaybeNote note_trace_ends(const TraceLook& look, const scenarios::TraceTraffic& trace, Duration horizon);
/// It goes on after the horizon.
[[nodiscard]] MaybeNote note_trace_cut(const TraceLook& look, Duration horizon);
/// Many requests at one instant because the times are rounded.
[[nodiscard]] MaybeNote note_rounded_times(const TraceLook& look);
/// The numbers would be times since 1970, or a common rate, in another unit.
[[nodiscard]] MaybeNote note_time_unit(const TraceLook& look, scenarios::Syntax syntax);
/// An hour without requests where clocks are put forward.
[[nodiscard]] MaybeNote note_clock_change(const TraceLook& look);

[[nodiscard]] MaybeNote note_series_ends(const SeriesLook& look, const scenarios::SeriesTraffic& series,
                                         Duration horizon);
[[nodiscard]] MaybeNote note_series_cut(const SeriesLook& look, Duration horizon);
/// A count that only rises is a counter.
[[nodiscard]] MaybeNote note_counter(const SeriesLook& look, const scenarios::SeriesTraffic& series);
/// The column is named like a rate.
[[nodiscard]] MaybeNote note_rate(const scenarios::SeriesTraffic& series);
/// The rows' own times are not an interval apart.
[[nodiscard]] MaybeNote note_interval(const SeriesLook& look, const scenarios::SeriesTraffic& series);

/// Looks at a trace and applies the rules. \throws InputError, IoError as open_trace and TraceReader
[[nodiscard]] TraceLook look_at(const scenarios::TraceTraffic& trace, Duration horizon,
                                scenarios::Syntax syntax = scenarios::Syntax::scenario);
[[nodiscard]] std::vector<TrafficNote> notes_on(const TraceLook& look, const scenarios::TraceTraffic& trace,
                                                Duration horizon,
                                                scenarios::Syntax syntax = scenarios::Syntax::scenario);

/// Looks at a series and applies the rules. \throws InputError, IoError as SeriesCounts
[[nodiscard]] SeriesLook look_at(const scenarios::SeriesTraffic& series, Duration horizon);
[[nodiscard]] std::vector<TrafficNote> notes_on(const SeriesLook& look, const scenarios::SeriesTraffic& series,
                                                Duration horizon);

}  // namespace plimsoll::sim
