// SPDX-FileCopyrightText: 2026 The Plimsoll authors
// SPDX-License-Identifier: Apache-2.0
#include "sim/traffic/trace_format.hpp"

#include "scenarios/input_error.hpp"
#include "scenarios/suggestion.hpp"
#include "sim/traffic/prometheus_range.hpp"

#include <fmt/format.h>

#include <algorithm>
#include <array>
#include <sstream>

namespace plimsoll::sim {
namespace {

constexpr const char* kSeriesHint =
    R"(this is the result of a Prometheus range query, a series of values: in a scenario, "series": "FILE")";

std::vector<std::string> first_lines(const std::string& path) {
    constexpr std::size_t kMostLines = 5;
    constexpr std::size_t kLongest = 4096;
    constexpr std::uint64_t kMostBytes = 1 << 20;
    scenarios::LineReader lines(path);
    lines.stop_after(kMostBytes);
    std::vector<std::string> first;
    std::string_view line;
    while (first.size() < kMostLines && lines.next(line))
        if (line.find_first_not_of(" \t") != std::string_view::npos) first.emplace_back(line.substr(0, kLongest));
    return first;
}

const TraceFormat* find_format(std::string_view name) {
    const auto formats = trace_formats();
    const auto found =
        std::find_if(formats.begin(), formats.end(), [name](const TraceFormat& format) { return format.name == name; });
    return found == formats.end() ? nullptr : &*found;
}

}  // namespace

std::span<const TraceFormat> trace_formats() {
    static const std::array formats{azure_llm_2023_format(),
                                    mooncake_format(),
                                    common_log_format(),
                                    alb_format(),
                                    w3c_format(),
                                    k6_format(),
                                    csv_format()};
    return formats;
}

std::vector<std::string> trace_format_names() {
    std::vector<std::string> names;
    for (const TraceFormat& format : trace_formats()) names.emplace_back(format.name);
    return names;
}

const TraceFormat& trace_format(const scenarios::TraceTraffic& trace) {
    if (const TraceFormat* found = find_format(trace.format)) return *found;
    const auto names = trace_format_names();
    const std::string near = scenarios::did_you_mean(trace.format, names);
    throw InputError(Problem{trace.path,
                             0,
                             {},
                             fmt::format("unknown trace format \"{}\"", trace.format),
                             near.empty() ? fmt::format("the formats are {}", scenarios::one_of(names)) : near});
}

std::string guess_format(const std::string& path) {
    const auto lines = first_lines(path);
    if (lines.empty()) throw InputError(Problem{path, 1, {}, "the file is empty", {}});
    if (looks_like_prometheus_range(lines))
        throw InputError(Problem{path, 1, {}, "this is no list of requests", kSeriesHint});
    for (const TraceFormat& format : trace_formats())
        if (format.looks_like(lines)) return std::string(format.name);
    throw InputError(Problem{path,
                             1,
                             {},
                             "this is none of the formats of traces",
                             fmt::format("the formats are {}", scenarios::one_of(trace_format_names()))});
}

std::vector<std::string> columns_of_table(const std::string& path) {
    const auto lines = first_lines(path);
    std::vector<std::string> columns;
    if (lines.empty()) return columns;
    constexpr const char* kAround = " \t\r\"";
    std::istringstream header(lines.front());
    for (std::string column; std::getline(header, column, ',');) {
        const auto first = column.find_first_not_of(kAround);
        const auto last = column.find_last_not_of(kAround);
        columns.push_back(first == std::string::npos ? std::string() : column.substr(first, last - first + 1));
    }
    return columns;
}

std::string likelier_format(const scenarios::TraceTraffic& trace, scenarios::Syntax syntax) {
    const TraceFormat* const asked = find_format(trace.format);
    std::vector<std::string> lines;
    try {
        lines = first_lines(trace.path);
    } catch (const InputError&) {
        return {};  // its reader says what is wrong with the file
    }
    if (lines.empty() || asked == nullptr || (!asked->names_columns && asked->looks_like(lines))) return {};
    if (looks_like_prometheus_range(lines)) return kSeriesHint;
    for (const TraceFormat& format : trace_formats())
        if (format.name != trace.format && !format.names_columns && format.looks_like(lines))
            return fmt::format("the file looks like {}: {}", format.of,
                               scenarios::Setting{"format", std::string(format.name)}.text(syntax));
    return {};
}

}  // namespace plimsoll::sim
