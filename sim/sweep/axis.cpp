// SPDX-FileCopyrightText: 2026 The Plimsoll authors
// SPDX-License-Identifier: Apache-2.0
#include "sim/sweep/axis.hpp"

#include "scenarios/column_names.hpp"
#include "scenarios/input_error.hpp"
#include "sim/compare/text.hpp"

#include <fmt/format.h>
#include <nlohmann/json.hpp>

#include <algorithm>
#include <charconv>
#include <cmath>
#include <optional>
#include <set>
#include <string>
#include <variant>

namespace plimsoll::sim {

using scenarios::ValueRange;

namespace {

[[noreturn]] void fail(std::string_view text, std::string message, std::string hint = "") {
    throw InputError(Problem{"--over", 0, std::string(text), std::move(message), std::move(hint)});
}
[[noreturn]] void fail_at(const Track& track, std::string message, std::string hint = "") {
    const auto& what = track.name.empty() ? track.pointer : track.name;
    throw InputError(Problem{track.place, 0, what, std::move(message), std::move(hint)});
}

constexpr const char* kForms = "write --over /workload/load=1,2,4 or --over /workload/load=1..16:5 (also :log:5)";

std::string_view trimmed(std::string_view text) {
    while (!text.empty() && text.front() == ' ') text.remove_prefix(1);
    while (!text.empty() && text.back() == ' ') text.remove_suffix(1);
    return text;
}

/// The values between commas that stand in no string, array or object.
std::vector<std::string_view> split(std::string_view text) {
    std::vector<std::string_view> parts;
    std::size_t begin = 0;
    int depth = 0;
    bool quoted = false;
    for (std::size_t i = 0; i < text.size(); ++i) {
        const char c = text[i];
        if (quoted) {
            if (c == '\\') ++i;
            if (c == '"') quoted = false;
            continue;
        }
        if (c == '"') quoted = true;
        if (c == '[' || c == '{') ++depth;
        if (c == ']' || c == '}') --depth;
        if (c != ',' || depth > 0) continue;
        parts.push_back(trimmed(text.substr(begin, i - begin)));
        begin = i + 1;
    }
    parts.push_back(trimmed(text.substr(begin)));
    return parts;
}

/// JSON, else text.
std::string json_text(std::string_view value) {
    const auto json = nlohmann::json::parse(value, nullptr, false);
    return json.is_discarded() ? nlohmann::json(value).dump() : json.dump();
}

/// "FROM..TO:COUNT" or "FROM..TO:log:COUNT".
std::optional<ValueRange> range_of(std::string_view text) {
    const auto dots = text.find("..");
    const auto colon = text.rfind(':');
    if (dots == std::string_view::npos || colon == std::string_view::npos || colon < dots) return {};
    auto to = text.substr(dots + 2, colon - dots - 2);
    constexpr std::string_view kLog = ":log";
    const bool log = to.ends_with(kLog);
    if (log) to.remove_suffix(kLog.size());
    const auto first = scenarios::range_end(text.substr(0, dots));
    const auto last = scenarios::range_end(to);
    const auto digits = text.substr(colon + 1);
    std::size_t points = 0;
    const auto [end, error] = std::from_chars(digits.data(), digits.data() + digits.size(), points);
    if (!first || !last || error != std::errc() || end != digits.data() + digits.size()) return {};
    return ValueRange{*first, *last, log, points};
}

/// The ends exactly as they were written, and between them numbers of twelve digits: 0.1 + 2 x 0.1 is 0.3.
double between(const ValueRange& range, std::size_t i) {
    const double share = static_cast<double>(i) / static_cast<double>(range.points - 1);
    if (i == 0) return range.from.number;
    if (i + 1 == range.points) return range.to.number;
    const double exact = range.log ? range.from.number * std::pow(range.to.number / range.from.number, share)
                                   : range.from.number + (range.to.number - range.from.number) * share;
    return std::stod(fmt::format("{:.12g}", exact));
}

std::vector<std::string> values_of(const ValueRange& range) {
    const auto& unit = range.to.unit;
    std::vector<std::string> values;
    for (std::size_t i = 0; i < range.points; ++i) {
        const auto number = results::exact_text(between(range, i));
        values.push_back(unit.empty() ? number : nlohmann::json(number + " " + unit).dump());
    }
    return values;
}

void check(const std::vector<Axis>& axes) {
    std::set<std::string> pointers;
    for (const auto& axis : axes)
        for (const auto& track : axis.tracks) {
            if (!pointers.insert(track.pointer).second)
                fail_at(track, "is varied twice", "put all of its values into one axis");
            if (track.values.size() != axis.size())
                fail_at(track, fmt::format("has {} values, and {} has {}: what varies together has as many",
                                           track.values.size(), axis.tracks.front().pointer, axis.size()));
        }
}

}  // namespace

Track parse_track(std::string_view text) {
    Track track;
    auto rest = trimmed(text);
    if (const auto colon = rest.find(":/"); !rest.starts_with('/') && colon != std::string_view::npos) {
        track.name = rest.substr(0, colon);
        rest.remove_prefix(colon + 1);
    }
    const auto equals = rest.find('=');
    if (!rest.starts_with('/') || equals == std::string_view::npos)
        fail(text, "expected a pointer into the scenario and values", kForms);
    track.pointer = rest.substr(0, equals);
    const auto values = rest.substr(equals + 1);
    if (const auto range = range_of(values)) {
        if (const auto wrong = scenarios::problem_of(*range)) fail(text, wrong->message, wrong->hint);
        track.values = values_of(*range);
        return track;
    }
    for (const auto& value : split(values)) {
        if (value.empty()) fail(text, "a value is missing", kForms);
        track.values.push_back(json_text(value));
    }
    return track;
}

Axis axis_of(const scenarios::SweptTogether& together) {
    Axis axis;
    for (const auto& swept : together) {
        const auto* range = std::get_if<ValueRange>(&swept.values);
        axis.tracks.push_back({swept.name, swept.pointer,
                               range == nullptr ? std::get<std::vector<std::string>>(swept.values) : values_of(*range),
                               swept.place});
    }
    return axis;
}

std::vector<Axis> joined_axes(std::vector<Axis> axes, std::vector<Track> over, const std::vector<Track>& zip) {
    const auto named_in = [](const std::vector<Track>& tracks, const Track& track) {
        return std::find_if(tracks.begin(), tracks.end(),
                            [&](const Track& other) { return other.pointer == track.pointer; });
    };
    std::vector<Axis> joined;
    for (auto& axis : axes) {
        const auto instead = named_in(over, axis.tracks.front());
        if (axis.tracks.size() == 1 && instead != over.end()) {
            joined.push_back({{*instead}});
            over.erase(instead);
            continue;
        }
        std::erase_if(axis.tracks, [&](const Track& track) {
            return named_in(over, track) != over.end() || named_in(zip, track) != zip.end();
        });
        if (!axis.tracks.empty()) joined.push_back(std::move(axis));
    }
    for (auto& track : over) joined.push_back({{std::move(track)}});
    if (!zip.empty()) joined.push_back({zip});
    return joined;
}

void name_columns(std::vector<Axis>& axes, std::set<std::string> taken) {
    check(axes);
    std::vector<Track*> unnamed;
    for (auto& axis : axes)
        for (auto& track : axis.tracks) {
            if (track.name.empty())
                unnamed.push_back(&track);
            else if (!taken.insert(track.name).second)
                fail_at(track, "is the name of another column", "give what varies a name of its own");
        }
    std::vector<std::string> pointers;
    for (const auto* track : unnamed) pointers.push_back(track->pointer);
    const auto names = scenarios::column_names(pointers, taken);
    for (std::size_t i = 0; i < names.size(); ++i) unnamed[i]->name = names[i];
}

}  // namespace plimsoll::sim
