// SPDX-FileCopyrightText: 2026 The Plimsoll authors
// SPDX-License-Identifier: Apache-2.0
#include "scenarios/input_error.hpp"
#include "sim/traffic/csv_trace.hpp"

#include <fmt/format.h>

#include <utility>
#include <vector>

namespace plimsoll::sim {

/// Any CSV with a header: the scenario maps roles to columns and names the unit of time.
std::unique_ptr<TraceReader> open_csv(const scenarios::TraceTraffic& trace) {
    std::vector<Problem> problems;
    CsvTraceColumns columns;
    for (const auto& [role, column] : trace.columns) {
        if (role == "time")
            columns.time = column;
        else if (role == "input_tokens")
            columns.input_tokens = column;
        else if (role == "output_tokens")
            columns.output_tokens = column;
        else
            problems.push_back({trace.path,
                                0,
                                {},
                                fmt::format("unknown role \"{}\" in \"columns\"", role),
                                "the roles are time, input_tokens and output_tokens"});
    }
    if (columns.time.empty())
        problems.push_back({trace.path,
                            0,
                            {},
                            "\"columns\" does not say which column holds the time",
                            R"(for example "columns": {"time": "arrival"})"});
    try {
        columns.unit = time_unit(trace.time_unit);
    } catch (const RowError& error) {
        problems.push_back({trace.path, 0, {}, error.what(), error.hint()});
    }
    if (!problems.empty()) throw InputError(std::move(problems));
    return std::make_unique<CsvTrace>(trace.path, std::move(columns));
}

}  // namespace plimsoll::sim
