// SPDX-FileCopyrightText: 2026 The Plimsoll authors
// SPDX-License-Identifier: Apache-2.0
#include "sim/traffic/note_text.hpp"

#include "scenarios/quantity.hpp"
#include "scenarios/readable.hpp"

#include <fmt/format.h>

#include <array>
#include <cmath>
#include <utility>

namespace plimsoll::sim {

std::string grouped(std::uint64_t value) { return scenarios::with_thousands(fmt::format("{}", value)); }

std::string two_units(Duration duration) {
    const double seconds = seconds_of(duration);
    if (seconds < 60) return fmt::format("{:.3g} s", seconds);
    constexpr std::array<std::pair<std::int64_t, const char*>, 4> kUnits{
        {{86400, "d"}, {3600, "h"}, {60, "min"}, {1, "s"}}};
    const std::int64_t whole = std::llround(seconds);
    std::size_t unit = 0;
    while (whole < kUnits[unit].first) ++unit;
    std::string result = fmt::format("{} {}", whole / kUnits[unit].first, kUnits[unit].second);
    if (unit + 1 < kUnits.size()) {
        const std::int64_t rest = whole % kUnits[unit].first / kUnits[unit + 1].first;
        if (rest > 0) result += fmt::format(" {} {}", rest, kUnits[unit + 1].second);
    }
    return result;
}

std::string percent(double share) {
    constexpr double kLeast = 0.001;
    if (share < kLeast) return "less than 0.1 %";
    return fmt::format("{:.{}f} %", 100 * share, share < 0.0995 ? 1 : 0);
}

std::string count_text(std::uint64_t count, std::string_view what) {
    return fmt::format("{} {}{}", grouped(count), what, count == 1 ? "" : "s");
}

std::optional<TrafficNote> note_ends(std::string_view what, std::uint64_t requests, Duration length, double share_read,
                                     Duration horizon) {
    constexpr double kNearlyAll = 0.99;
    if (horizon == Duration::max() || share_read <= 0) return std::nullopt;
    const double whole_s = seconds_of(length) / share_read;
    const double covered = whole_s / seconds_of(horizon);
    if (covered >= kNearlyAll) return std::nullopt;
    const auto all = static_cast<std::uint64_t>(std::llround(static_cast<double>(requests) / share_read));
    return TrafficNote{
        "traffic-ends-early",
        fmt::format("the {} covers {} of the horizon: its {} end after {} of {}, and nothing comes after; \"repeat\": "
                    "true lays it end to end, or shorten /experiment/horizon",
                    what, percent(covered), count_text(all, "request"), two_units(duration_from_seconds(whole_s)),
                    scenarios::text_of(horizon))};
}

std::optional<TrafficNote> note_cut(std::string_view what, double share, Duration horizon) {
    constexpr double kNearlyAll = 0.99;
    if (share >= kNearlyAll || share <= 0) return std::nullopt;
    return TrafficNote{
        "traffic-cut",
        fmt::format("the {} goes on after the horizon of {}: about {} of it is simulated, and its busiest "
                    "hours may be in the rest; an /experiment/horizon some {:.2g} times as long takes all of it",
                    what, scenarios::text_of(horizon), percent(share), 1 / share)};
}

}  // namespace plimsoll::sim
