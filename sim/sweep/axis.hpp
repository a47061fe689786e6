// SPDX-FileCopyrightText: 2026 The Plimsoll authors
// SPDX-License-Identifier: Apache-2.0
#pragma once

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
};

/// Values that vary together: one, or several of the same length (`zip`).
struct Axis {
    std::vector<Track> tracks;  ///< at least one
    [[nodiscard]] std::size_t size() const { return tracks.front().values.size(); }
};

/// A range of at most so many values is written out; more are a mistake.
inline constexpr std::size_t kMostValues = 1'000'000;

/// Reads "/pointer=VALUES". VALUES are separated by commas, each JSON, else text: `1,2,4`, `5 /s,10 /s`,
/// `"a","b"`. Or they are a range with both of its ends, `FROM..TO:COUNT`, in equal steps, or in equal factors with
/// `FROM..TO:log:COUNT`; the ends may carry one unit: `1 s..100 s:log:3`. A name for the column may stand before:
/// `rate:/workload/traffic/generate/rate=…`.
/// \throws InputError with what is wrong and a hint
[[nodiscard]] Track parse_track(std::string_view text);

/// Gives every track a column of its own: the last word of its pointer, then as many words before as it takes.
/// \param taken names of other columns
/// \throws InputError for a pointer that is varied twice, a name that is taken, tracks of different lengths in one axis
void name_columns(std::vector<Axis>& axes, std::set<std::string> taken);

}  // namespace plimsoll::sim
