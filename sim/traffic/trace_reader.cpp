// SPDX-FileCopyrightText: 2026 The Plimsoll authors
// SPDX-License-Identifier: Apache-2.0
#include "sim/traffic/trace_reader.hpp"

#include "scenarios/input_error.hpp"
#include "scenarios/suggestion.hpp"
#include "sim/traffic/fields.hpp"
#include "sim/traffic/line_reader.hpp"
#include "sim/traffic/row_problems.hpp"

#include <fmt/format.h>

#include <string_view>
#include <vector>

namespace plimsoll::sim {

bool TraceReader::next(TraceRecord& record) {
    try {
        if (next_checked(record)) return true;
    } catch (const RowError& error) {
        TraceRecord ignored;
        report_rows(
            error, path(), [this] { return line(); }, [&] { return next_checked(ignored); });
    }
    if (!started_) throw InputError(Problem{path(), line(), {}, "the trace has no requests", {}});
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
        last_ns_ = time;  // one misplaced row is one problem
        throw RowError(fmt::format("time goes backwards by {:g} s", back * 1e-9), "sort the file by time");
    }
    last_ns_ = time;
    if (__builtin_sub_overflow(time, zero_ns_, &record.time_ns)) throw RowError("the trace spans more than 292 years");
    return true;
}

std::unique_ptr<TraceReader> open_trace(const scenarios::TraceTraffic& trace) {
    if (trace.format == "azure-llm-2023") return open_azure_llm_2023(trace.path);
    if (trace.format == "mooncake") return open_mooncake(trace.path);
    if (trace.format == "csv") return open_csv(trace);
    const std::vector<std::string> formats{"azure-llm-2023", "mooncake", "csv"};
    const std::string near = scenarios::did_you_mean(trace.format, formats);
    throw InputError(Problem{trace.path,
                             0,
                             {},
                             fmt::format("unknown trace format \"{}\"", trace.format),
                             near.empty() ? fmt::format("the formats are {}", scenarios::one_of(formats)) : near});
}

std::string guess_format(const std::string& path) {
    LineReader lines(path);
    std::string_view line;
    while (lines.next(line)) {
        const std::size_t start = line.find_first_not_of(" \t");
        if (start == std::string_view::npos) continue;
        if (line[start] == '{') return "mooncake";
        return line.substr(start).starts_with("TIMESTAMP,ContextTokens,GeneratedTokens") ? "azure-llm-2023" : "csv";
    }
    throw InputError(Problem{path, 1, {}, "the file is empty", {}});
}

}  // namespace plimsoll::sim
