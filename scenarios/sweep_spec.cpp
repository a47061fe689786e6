// SPDX-FileCopyrightText: 2026 The Plimsoll authors
// SPDX-License-Identifier: Apache-2.0
#include "scenarios/sweep_spec.hpp"

#include <fmt/format.h>

#include <charconv>
#include <cmath>

namespace plimsoll::scenarios {

namespace {

std::string_view without_spaces(std::string_view text) {
    while (!text.empty() && text.front() == ' ') text.remove_prefix(1);
    while (!text.empty() && text.back() == ' ') text.remove_suffix(1);
    return text;
}

}  // namespace

std::optional<RangeEnd> range_end(std::string_view text) {
    text = without_spaces(text);
    RangeEnd end;
    const auto [rest, error] = std::from_chars(text.data(), text.data() + text.size(), end.number);
    if (error != std::errc() || !std::isfinite(end.number)) return {};
    end.unit = without_spaces(text.substr(static_cast<std::size_t>(rest - text.data())));
    return end;
}

std::optional<RangeProblem> problem_of(const ValueRange& range) {
    if (!range.from.unit.empty() && range.from.unit != range.to.unit)
        return RangeProblem{fmt::format("the range goes from {} to {}", range.from.unit,
                                        range.to.unit.empty() ? "no unit" : range.to.unit),
                            "give both ends the same unit"};
    if (range.points < 2) return RangeProblem{"a range has at least its two ends", "for example 1..16:5"};
    if (range.points > kLongestRange)
        return RangeProblem{
            fmt::format("a range of {} values: at most {} are written out", range.points, kLongestRange), ""};
    if (range.log && !(range.from.number > 0 && range.to.number > 0))
        return RangeProblem{"equal factors (log) lead neither to 0 nor through it",
                            "take equal steps (linear), or start above 0"};
    return {};
}

}  // namespace plimsoll::scenarios
