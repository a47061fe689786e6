// SPDX-FileCopyrightText: 2026 The Plimsoll authors
// SPDX-License-Identifier: Apache-2.0
#pragma once

#include "scenarios/sweep_spec.hpp"

#include <cstddef>
#include <set>
#include <string>
#include <string_view>
#include <vector>

namespace plimsoll::sim {

/// One value of the scenario that a sweep varies.
struct Track {
    std::string name;                 ///< of its column: "load", or more of its pointer where that is taken
    std::string pointer;              ///< "/workload/load"
    std::vector<std::string> values;  ///< as JSON text: "2", "\"5 /s\""
    std::string place = "--over";     ///< names it in messages: the option, or file and line
};

/// Values that vary together: one, or several of the same length (`zip`).
struct Axis {
    std::vector<Track> tracks;  ///< at least one
    [[nodiscard]] std::size_t size() const { return tracks.front().values.size(); }
};

/// Reads "/pointer=VALUES". VALUES are separated by commas, each JSON, else text: `1,2,4`, `5 /s,10 /s`,
/// `"a","b"`. Or they are a range with both of its ends, `FROM..TO:COUNT`, in equal steps, or in equal factors with
/// `FROM..TO:log:COUNT`; the ends may carry one unit: `1 s..100 s:log:3`. A name for the column may stand before:
/// `rate:/workload/traffic/generate/rate=…`.
/// \throws InputError with what is wrong and a hint
[[nodiscard]] Track parse_track(std::string_view text);

/// Of the scenario's own sweep, ranges written out. \pre it was read without a problem
[[nodiscard]] Axis axis_of(const scenarios::SweptTogether& together);

/// The scenario's axes and those of the command line: a value that these vary is varied by them alone.
/// \param over each takes the place of the scenario's axis of the same pointer, else it stands behind all of them
/// \param zip vary together, behind all others; may be empty
[[nodiscard]] std::vector<Axis> joined_axes(std::vector<Axis> axes, std::vector<Track> over,
                                            const std::vector<Track>& zip);

/// Gives every track a column of its own: the last word of its pointer, then as many words before as it takes.
/// \param taken names of other columns
/// \throws InputError for a pointer that is varied twice, a name that is taken, tracks of different lengths in one axis
void name_columns(std::vector<Axis>& axes, std::set<std::string> taken);

}  // namespace plimsoll::sim
