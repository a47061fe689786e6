// SPDX-FileCopyrightText: 2026 The Plimsoll authors
// SPDX-License-Identifier: Apache-2.0
#pragma once

#include "sim/traffic/trace_reader.hpp"

#include <memory>
#include <span>
#include <string>
#include <string_view>
#include <vector>

namespace plimsoll::sim {

/// The first lines of a file that are not blank, without what is beyond a few thousand characters.
using FirstLines = std::span<const std::string>;

/// A format of recorded requests. To add one, write formats/NAME.cpp with a function that returns it, declare the
/// function below, and put it into the table of trace_format.cpp; the scenario's schema names it, too (a test compares
/// the two).
struct TraceFormat {
    std::string_view name;
    std::string_view of;  ///< whose files these are: "access logs of nginx and Apache"
    bool (*looks_like)(FirstLines lines);
    std::unique_ptr<TraceReader> (*open)(const scenarios::TraceTraffic& trace, scenarios::Syntax syntax);
    bool names_columns = false;   ///< whether the scenario says which column is what, in which unit of time
    bool tells_prefixes = false;  ///< whether records say how prompts begin
};

[[nodiscard]] TraceFormat alb_format();
[[nodiscard]] TraceFormat azure_llm_2023_format();
[[nodiscard]] TraceFormat common_log_format();
[[nodiscard]] TraceFormat csv_format();
[[nodiscard]] TraceFormat k6_format();
[[nodiscard]] TraceFormat mooncake_format();
[[nodiscard]] TraceFormat w3c_format();

/// All of them, in the order in which help lists them.
[[nodiscard]] std::span<const TraceFormat> trace_formats();
[[nodiscard]] std::vector<std::string> trace_format_names();

/// The one that the trace asks for. \throws InputError where there is none
[[nodiscard]] const TraceFormat& trace_format(const scenarios::TraceTraffic& trace);

/// The name of the format that a file's first lines look like; any other table is "csv".
/// \throws InputError for an empty or binary file and for what is no trace, IoError
[[nodiscard]] std::string guess_format(const std::string& path);

/// What the first line of a table says that its columns are.
/// \throws InputError, IoError as guess_format() does
[[nodiscard]] std::vector<std::string> columns_of_table(const std::string& path);

/// A hint where a file does not look like the format that was asked for but like another; else empty.
[[nodiscard]] std::string likelier_format(const scenarios::TraceTraffic& trace, scenarios::Syntax syntax);

}  // namespace plimsoll::sim
