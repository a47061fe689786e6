// SPDX-FileCopyrightText: 2026 The Plimsoll authors
// SPDX-License-Identifier: Apache-2.0
#include "scenarios/quantity.hpp"
#include "sim/traffic/note_text.hpp"
#include "sim/traffic/plausibility.hpp"
#include "sim/traffic/series_rows.hpp"

#include <fmt/format.h>

#include <algorithm>
#include <array>
#include <cctype>

namespace plimsoll::sim {
namespace {

using scenarios::text_of;
using Values = scenarios::SeriesTraffic::Values;

/// "rate", "Requests/s", "http_requests_per_second", "rps": but not "generated".
bool is_named_like_a_rate(std::string_view column) {
    std::string words;  // in lower case, with one blank before and behind each
    for (const char c : column) {
        const auto byte = static_cast<unsigned char>(c);
        words += std::isalnum(byte) != 0 || c == '/' ? static_cast<char>(std::tolower(byte)) : ' ';
    }
    words = fmt::format(" {} ", words);
    constexpr std::array<std::string_view, 9> kSigns{" rate ", " rates ", " rps ",   " qps ",   " tps ",
                                                     "/s ",    "/sec ",   " per s ", " per sec"};
    return std::any_of(kSigns.begin(), kSigns.end(),
                       [&](std::string_view sign) { return words.find(sign) != std::string::npos; });
}

}  // namespace

MaybeNote note_series_ends(const SeriesLook& look, const scenarios::SeriesTraffic& series, Duration horizon) {
    if (series.repeat || look.rows == 0 || look.reaches_horizon) return std::nullopt;
    return note_ends("series", look.requests, series.interval * static_cast<std::int64_t>(look.rows), look.share,
                     horizon);
}

MaybeNote note_series_cut(const SeriesLook& look, Duration horizon) {
    return look.reaches_horizon ? note_cut("series", look.share_before_horizon, horizon) : std::nullopt;
}

MaybeNote note_counter(const SeriesLook& look, const scenarios::SeriesTraffic& series) {
    constexpr std::uint64_t kTellingRows = 8;  // by chance, one in 8! = 40,320 rises like this
    if (series.values != Values::counts || look.rows < kTellingRows || !look.rises || look.last < 2 * look.first ||
        look.last == look.first)
        return std::nullopt;
    return TrafficNote{
        "counter-as-counts",
        fmt::format("\"{}\" only rises, from {} to {} in {}: if it counts all requests so far, \"values\": "
                    "\"counter\" takes the differences",
                    series.column, grouped(look.first), grouped(look.last), count_text(look.rows, "row"))};
}

MaybeNote note_rate(const scenarios::SeriesTraffic& series) {
    if (series.values != Values::counts || !is_named_like_a_rate(series.column)) return std::nullopt;
    return TrafficNote{"rate-as-counts",
                       fmt::format("\"{}\" is named like a rate, and taken as the requests of {} each: \"values\": "
                                   "\"rates\" takes requests per second",
                                   series.column, text_of(series.interval))};
}

MaybeNote note_interval(const SeriesLook& look, const scenarios::SeriesTraffic& series) {
    if (!look.step || *look.step <= Duration{0}) return std::nullopt;
    const Duration difference = std::max(*look.step, series.interval) - std::min(*look.step, series.interval);
    if (difference > series.interval / 100)
        return TrafficNote{"interval",
                           fmt::format("the rows are {} apart by their own times, and taken as {} apart: \"interval\": "
                                       "\"{}\"",
                                       text_of(*look.step), text_of(series.interval), text_of(*look.step))};
    if (!look.break_after) return std::nullopt;
    return TrafficNote{
        "series-gap",
        fmt::format("row {} does not follow the one before it after {}: rows are taken one behind the "
                    "other, so a missing one moves all that follow; write rows of 0 requests (and times in "
                    "UTC, which has no missing or double hour)",
                    *look.break_after + 1, text_of(series.interval))};
}

SeriesLook look_at(const scenarios::SeriesTraffic& series, Duration horizon) {
    SeriesCounts counts(series);
    counts.rows().stop_after(kLookBytes);
    SeriesLook look;
    std::optional<std::int64_t> last_time;
    std::uint64_t count = 0;
    for (Duration start{0}; start < horizon; start += std::min(series.interval, horizon - start)) {
        if (!counts.next(count)) {
            const bool stopped = counts.rows().stopped();
            if (!stopped && look.requests == 0) throw_no_requests(series, look.rows);
            look.share = stopped ? counts.rows().share_read() : 1;
            return look;
        }
        if (look.rows == 0) look.first = count;
        look.rises = look.rises && (look.rows == 0 || count >= look.last);
        look.last = count;
        look.requests += count;
        if (const auto time = counts.time_ns(); time && last_time) {
            const Duration step(*time - *last_time);
            if (!look.step) look.step = step;
            if (step != *look.step && !look.break_after) look.break_after = look.rows;
        }
        last_time = counts.time_ns();
        ++look.rows;
    }
    look.reaches_horizon = true;
    if (counts.next(count)) look.share_before_horizon = counts.rows().share_read();
    return look;
}

std::vector<TrafficNote> notes_on(const SeriesLook& look, const scenarios::SeriesTraffic& series, Duration horizon) {
    std::vector<TrafficNote> notes;
    for (MaybeNote note : {note_series_ends(look, series, horizon), note_series_cut(look, horizon),
                           note_counter(look, series), note_rate(series), note_interval(look, series)})
        if (note) notes.push_back(std::move(*note));
    return notes;
}

}  // namespace plimsoll::sim
