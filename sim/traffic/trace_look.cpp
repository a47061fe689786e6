// SPDX-FileCopyrightText: 2026 The Plimsoll authors
// SPDX-License-Identifier: Apache-2.0
#include "scenarios/quantity.hpp"
#include "sim/traffic/calendar_time.hpp"
#include "sim/traffic/note_text.hpp"
#include "sim/traffic/plausibility.hpp"
#include "sim/traffic/trace_format.hpp"

#include <fmt/chrono.h>
#include <fmt/format.h>

#include <array>
#include <chrono>
#include <numeric>

namespace plimsoll::sim {
namespace {

using scenarios::Setting;
using scenarios::Syntax;
using scenarios::text_of;

/// Three digits: 4968.1 /s as "4,970 /s" would hide what a reader looks for, so whole numbers stay whole.
std::string rate_text(double per_s) {
    return per_s >= 100 ? fmt::format("{:.0f} /s", per_s) : fmt::format("{:.3g} /s", per_s);
}

constexpr TimeUnit kNumbers[] = {TimeUnit::seconds, TimeUnit::milliseconds, TimeUnit::microseconds,
                                 TimeUnit::nanoseconds};

/// \pre it counts
double seconds_of_unit(TimeUnit unit) {
    switch (unit) {
        case TimeUnit::milliseconds:
            return 1e-3;
        case TimeUnit::microseconds:
            return 1e-6;
        case TimeUnit::nanoseconds:
            return 1e-9;
        default:
            return 1;
    }
}

/// Times since 1970 of recordings lie in these years.
bool is_recent(double seconds_since_1970) {
    constexpr double kYear = 365.25 * 86400;
    return seconds_since_1970 > 35 * kYear && seconds_since_1970 < 80 * kYear;
}

}  // namespace

Duration TraceLook::length() const {
    return requests < 2 ? span : span + span / static_cast<std::int64_t>(requests - 1);
}

MaybeNote note_trace_ends(const TraceLook& look, const scenarios::TraceTraffic& trace, Duration horizon) {
    if (trace.repeat || look.span == Duration{0} || look.reaches_horizon) return std::nullopt;
    return note_ends("trace", look.requests, look.length(), look.share, horizon);
}

MaybeNote note_trace_cut(const TraceLook& look, Duration horizon) {
    return look.reaches_horizon ? note_cut("trace", look.share_before_horizon, horizon) : std::nullopt;
}

MaybeNote note_rounded_times(const TraceLook& look) {
    constexpr double kMany = 0.1;
    constexpr Duration kFine = std::chrono::milliseconds(1);
    if (look.simultaneous_share <= kMany || look.step < kFine) return std::nullopt;
    return TrafficNote{
        "rounded-times",
        fmt::format(
            "the times are whole multiples of {}, and {} of the requests come at the instant of the one before: "
            "rounded times make queues longer than they were; record fractions of a second, or give the requests "
            "per {} as a series, whose requests are spread over their interval",
            text_of(look.step), percent(look.simultaneous_share), text_of(look.step))};
}

MaybeNote note_time_unit(const TraceLook& look, Syntax syntax) {
    if (!look.unit) return std::nullopt;
    const double unit_s = seconds_of_unit(*look.unit);
    const auto taken = name_of(*look.unit);
    const double number = seconds_of(Duration(look.first_time_ns)) / unit_s;
    if (!is_recent(number * unit_s))
        for (const TimeUnit other : kNumbers)
            if (other != *look.unit && is_recent(number * seconds_of_unit(other)))
                return TrafficNote{
                    "time-unit",
                    fmt::format(
                        "the times start at {:.0f}, which since 1970 is a date of this century in {} and none in "
                        "{}{}",
                        number, name_of(other), taken,
                        look.unit_is_set ? ": " + Setting{"time_unit", std::string(name_of(other))}.text(syntax)
                                         : ", as which the format has them")};

    constexpr std::uint64_t kSome = 20;
    constexpr double kHighRate = 500;
    constexpr Duration kShort = std::chrono::minutes(1);
    if (look.requests < kSome || look.span >= kShort || look.span == Duration{0} || *look.unit == TimeUnit::seconds)
        return std::nullopt;
    const double rate = static_cast<double>(look.requests - 1) / seconds_of(look.span);
    if (rate < kHighRate) return std::nullopt;
    return TrafficNote{"time-unit",
                       fmt::format("{} within {}, {}: the times are taken as {}; if they are seconds, the rate is {}{}",
                                   count_text(look.requests, "request"), two_units(look.span), rate_text(rate), taken,
                                   rate_text(rate * unit_s),
                                   look.step.count() % static_cast<std::int64_t>(unit_s * 1e9) == 0
                                       ? ""
                                       : fmt::format(" (they have fractions of a {})", taken))};
}

MaybeNote note_clock_change(const TraceLook& look) {
    using namespace std::chrono;
    constexpr Duration kSlack = minutes(2);
    constexpr int kTimesLonger = 20;  // than the mean gap
    if (!look.local_times || look.requests < 2 || look.longest_gap < hours(1) || look.longest_gap > hours(1) + kSlack ||
        look.longest_gap < kTimesLonger * (look.span / static_cast<std::int64_t>(look.requests - 1)) ||
        !may_be_clock_change(look.longest_gap_at_ns))
        return std::nullopt;
    const auto at = sys_time<nanoseconds>(nanoseconds(look.longest_gap_at_ns));
    return TrafficNote{
        "clock-change",
        fmt::format("no request comes for an hour after {:%Y-%m-%d %H:%M}, when clocks are put forward in "
                    "many places: local times skip that hour; write them in UTC or with their offset",
                    fmt::gmtime(floor<seconds>(at).time_since_epoch().count()))};
}

TraceLook look_at(const scenarios::TraceTraffic& trace, Duration horizon, Syntax syntax) {
    const auto reader = open_trace(trace, syntax);
    reader->stop_after(kLookBytes);
    TraceLook look;
    std::uint64_t zeros = 0;
    Duration last{};
    TraceRecord record;
    bool more = true;
    while ((more = reader->next(record)) && record.time_ns < horizon.count()) {
        const Duration time(record.time_ns);
        if (look.requests++ > 0) {
            const Duration gap = time - last;
            zeros += gap == Duration{0};
            look.step = Duration(std::gcd(look.step.count(), gap.count()));
            if (gap > look.longest_gap) {
                look.longest_gap = gap;
                look.longest_gap_at_ns = reader->first_time_ns() + last.count();
            }
        }
        last = time;
    }
    look.span = last;
    look.reaches_horizon = more;
    if (more) look.share_before_horizon = reader->share_read();
    look.share = reader->stopped() ? reader->share_read() : 1;
    if (look.requests > 1)
        look.simultaneous_share = static_cast<double>(zeros) / static_cast<double>(look.requests - 1);
    look.unit = reader->unit();
    look.unit_is_set = trace_format(trace).names_columns;
    look.first_time_ns = reader->first_time_ns();
    look.local_times = reader->has_local_times();
    return look;
}

std::vector<TrafficNote> notes_on(const TraceLook& look, const scenarios::TraceTraffic& trace, Duration horizon,
                                  Syntax syntax) {
    std::vector<TrafficNote> notes;
    for (MaybeNote note : {note_trace_ends(look, trace, horizon), note_trace_cut(look, horizon),
                           note_time_unit(look, syntax), note_rounded_times(look), note_clock_change(look)})
        if (note) notes.push_back(std::move(*note));
    return notes;
}

}  // namespace plimsoll::sim
