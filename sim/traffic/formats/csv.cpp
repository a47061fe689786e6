// SPDX-FileCopyrightText: 2026 The Plimsoll authors
// SPDX-License-Identifier: Apache-2.0
#include "scenarios/input_error.hpp"
#include "sim/traffic/formats/csv_trace.hpp"
#include "sim/traffic/trace_format.hpp"

#include <fmt/format.h>

#include <algorithm>
#include <array>
#include <cctype>
#include <utility>
#include <vector>

namespace plimsoll::sim {
namespace {

using scenarios::Syntax;

/// How the settings name a column: `"columns": {"time": "t"}` or `--columns time=t`.
std::string time_column(std::string_view name, Syntax syntax) {
    return syntax == Syntax::scenario ? fmt::format(R"("columns": {{"time": "{}"}})", name)
                                      : fmt::format("--columns 'time={}'", name);
}

/// The column that is named like a time, where there is one.
std::string likely_time_column(const std::string& path) {
    constexpr std::array<std::string_view, 8> kNames{"time", "timestamp", "ts",      "t",
                                                     "date", "datetime",  "asctime", "arrival"};
    for (const std::string& column : scenarios::CsvRows(path).columns_to_tell()) {
        std::string lower = column;
        std::transform(lower.begin(), lower.end(), lower.begin(),
                       [](unsigned char c) { return static_cast<char>(std::tolower(c)); });
        if (std::find(kNames.begin(), kNames.end(), lower) != kNames.end()) return column;
    }
    return {};
}

/// Any CSV with a header: the settings map roles to columns and name the unit of time.
std::unique_ptr<TraceReader> open_csv(const scenarios::TraceTraffic& trace, Syntax syntax) {
    std::vector<Problem> problems;
    const auto complain = [&](std::string message, std::string hint) {
        problems.push_back({trace.path, 0, {}, std::move(message), std::move(hint)});
    };
    CsvTraceColumns columns;
    for (const auto& [role, column] : trace.columns) {
        if (role == "time")
            columns.time = column;
        else if (role == "input_tokens")
            columns.input_tokens = column;
        else if (role == "output_tokens")
            columns.output_tokens = column;
        else if (role == "tenant")
            columns.tenant = column;
        else
            complain(fmt::format("unknown role \"{}\" in \"columns\"", role),
                     "the roles are time, input_tokens, output_tokens and tenant");
    }
    if (columns.time.empty()) {
        const std::string likely = likely_time_column(trace.path);
        complain("nothing says which column holds the time",
                 (likely.empty() ? "for example " : "") + time_column(likely.empty() ? "arrival" : likely, syntax));
    }
    if (const auto unit = scenarios::value_named<TimeUnit>(trace.time_unit))
        columns.unit = *unit;
    else
        complain(fmt::format("unknown time unit \"{}\"", trace.time_unit),
                 fmt::format("one of {}", fmt::join(scenarios::spelled<TimeUnit>(), ", ")));
    if (!problems.empty()) throw InputError(std::move(problems));
    return std::make_unique<CsvTrace>(trace.path, std::move(columns));
}

}  // namespace

TraceFormat csv_format() {
    return {"csv", "any table with a header", [](FirstLines) { return true; }, open_csv, true};
}

}  // namespace plimsoll::sim
