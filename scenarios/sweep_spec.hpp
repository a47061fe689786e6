// SPDX-FileCopyrightText: 2026 The Plimsoll authors
// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <cstddef>
#include <optional>
#include <string>
#include <string_view>
#include <variant>
#include <vector>

namespace plimsoll::scenarios {

/// A number and what stands behind it: "10 s".
struct RangeEnd {
    double number = 0;
    std::string unit;  ///< empty: none
};

/// Values with both ends among them, in equal steps or equal factors.
struct ValueRange {
    RangeEnd from, to;
    bool log = false;  ///< equal factors
    std::size_t points = 0;
};

/// A range of at most so many values is written out; more are a mistake.
inline constexpr std::size_t kLongestRange = 1'000'000;

/// Reads "10 s" or "2.5"; nothing where that is no number.
[[nodiscard]] std::optional<RangeEnd> range_end(std::string_view text);

struct RangeProblem {
    std::string message, hint;
};
/// What makes the range one that leads nowhere; nothing where it is right.
[[nodiscard]] std::optional<RangeProblem> problem_of(const ValueRange& range);

/// One value of the scenario that a sweep varies.
struct SweptValueSpec {
    std::string pointer;                                        ///< "/workload/load"
    std::string name;                                           ///< of its column; empty: the last word of the pointer
    std::variant<std::vector<std::string>, ValueRange> values;  ///< each as JSON text, or a range
    std::string place;                                          ///< names it in messages: "my.json:12"
};

/// Values that vary together, step by step: one, or those of a `zip`.
using SweptTogether = std::vector<SweptValueSpec>;

/// What `plimsoll sweep` varies. No single comparison depends on it.
struct SweepSpec {
    std::vector<SweptTogether> axes;
    std::string where;  ///< SQL condition on the columns; empty: every combination
};

}  // namespace plimsoll::scenarios
