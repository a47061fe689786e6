// SPDX-FileCopyrightText: 2026 The Plimsoll authors
// SPDX-License-Identifier: Apache-2.0
#include "sim/traffic/trace_reader.hpp"

#include "scenarios/files/row_problems.hpp"
#include "scenarios/input_error.hpp"
#include "sim/traffic/calendar_time.hpp"
#include "sim/traffic/trace_format.hpp"

#include <fmt/format.h>

#include <vector>

namespace plimsoll::sim {

using scenarios::RowError;

bool TraceReader::next(TraceRecord& record) {
    try {
        if (next_checked(record)) return true;
    } catch (const RowError& error) {
        if (!started_)  // no row at all is as it should be: is the format?
            if (std::string hint = likelier_format(trace_, syntax_); !hint.empty())
                throw InputError(Problem{lines().path(), line(), {}, error.what(), std::move(hint)});
        TraceRecord ignored;
        scenarios::report_rows(
            error, lines().path(), [this] { return line(); }, [&] { return next_checked(ignored); }, syntax_);
    }
    if (!started_ && !stopped()) throw InputError(Problem{lines().path(), line(), {}, "the trace has no requests", {}});
    return false;
}

bool TraceReader::next_checked(TraceRecord& record) {
    if (!parse_next(record)) return false;
    const std::int64_t time = record.time_ns;
    if (!started_) {
        started_ = true;
        zero_ns_ = time;
    } else if (time < last_ns_) {
        const double back = static_cast<double>(last_ns_) - static_cast<double>(time);
        const std::string why = why_backwards(time);
        last_ns_ = time;  // one misplaced row is one problem
        throw RowError(fmt::format("time goes backwards by {:g} s", back * 1e-9), why);
    }
    last_ns_ = time;
    if (__builtin_sub_overflow(time, zero_ns_, &record.time_ns)) throw RowError("the trace spans more than 292 years");
    return true;
}

/// Where clocks were put back, sorting would mix two hours into one of twice the rate.
std::string TraceReader::why_backwards(std::int64_t time) const {
    constexpr std::int64_t kHourNs = 3'600'000'000'000;
    std::int64_t back = 0;
    if (has_local_times() && may_be_clock_change(time) && !__builtin_sub_overflow(last_ns_, time, &back) &&
        back <= kHourNs)
        return "local times repeat an hour when summer time ends: do not sort them, write them in UTC or with their "
               "offset, such as 2026-10-25T02:30:01+02:00";
    return "sort the file by time";
}

std::unique_ptr<TraceReader> open_trace(const scenarios::TraceTraffic& trace, scenarios::Syntax syntax) {
    const TraceFormat& format = trace_format(trace);
    try {
        auto reader = format.open(trace, syntax);
        reader->trace_ = trace;
        reader->syntax_ = syntax;
        return reader;
    } catch (const InputError& error) {
        auto problems = error.problems();
        if (const std::string hint = likelier_format(trace, syntax); !hint.empty())
            for (Problem& problem : problems) problem.hint = hint;
        throw InputError(std::move(problems));
    }
}

}  // namespace plimsoll::sim
