// SPDX-FileCopyrightText: 2026 The Plimsoll authors
// SPDX-License-Identifier: Apache-2.0
#include "scenarios/command_line/terminal.hpp"
#include "scenarios/scenario.hpp"
#include "scenarios/suggestion.hpp"
#include "sim/cli/command.hpp"
#include "sim/traffic/inspection.hpp"
#include "sim/traffic/plausibility.hpp"
#include "sim/traffic/trace_format.hpp"
#include "sim/traffic/trace_source.hpp"

#include <fmt/format.h>
#include <CLI/CLI.hpp>
#include <nlohmann/json.hpp>

#include <algorithm>
#include <map>
#include <memory>
#include <string>
#include <vector>

namespace plimsoll::cli {

namespace {

struct InspectOptions {
    std::string path;
    std::string format;
    std::vector<std::string> columns;
    std::string time_unit = "s";
    bool json = false;
};

const std::vector<std::string> kRoles = {"time", "input_tokens", "output_tokens", "tenant"};

/// "time=timestamp" -> role and column.
std::map<std::string, std::string> columns_of(const std::vector<std::string>& mappings) {
    std::map<std::string, std::string> columns;
    for (const auto& mapping : mappings) {
        const auto equals = mapping.find('=');
        const auto role = mapping.substr(0, equals);
        const bool known = std::find(kRoles.begin(), kRoles.end(), role) != kRoles.end();
        if (!known || equals == std::string::npos || equals + 1 == mapping.size())
            throw UsageError(fmt::format("--columns: expected ROLE=COLUMN with a role of {}, not \"{}\"",
                                         fmt::join(kRoles, ", "), mapping));
        columns[role] = mapping.substr(equals + 1);
    }
    return columns;
}

ExitStatus inspect(const InspectOptions& options) {
    scenarios::TraceTraffic trace;
    trace.path = options.path;
    trace.columns = columns_of(options.columns);
    trace.time_unit = options.time_unit;
    trace.format = options.format.empty() ? sim::guess_format(options.path) : options.format;
    constexpr auto kSyntax = scenarios::Syntax::command_line;
    sim::TraceSource source(sim::ScaledTrace(sim::TiledTrace(trace, kSyntax), 1, 1), Duration::max());
    auto inspection = sim::inspect(source);
    inspection.format = trace.format;
    inspection.notes = sim::notes_on(sim::look_at(trace, Duration::max(), kSyntax), trace, Duration::max(), kSyntax);
    if (options.json) {
        nlohmann::json json;
        sim::to_json(json, inspection);
        print_json(json);
    } else {
        print(sim::text(inspection, output_width(), speaks_utf8()));
    }
    return ExitStatus::done;
}

void add_inspect(CLI::App& trace, Action& chosen) {
    auto* command = trace.add_subcommand("inspect", "Span, rate, burstiness, sizes and a plot of a trace");
    auto options = std::make_shared<InspectOptions>();
    command->add_option("FILE", options->path, "Trace; .gz and .zst are decompressed while reading")
        ->required()
        ->type_name("");
    command
        ->add_option("--format", options->format,
                     fmt::format("{}; guessed from the first lines where not given",
                                 scenarios::one_of(sim::trace_format_names())))
        ->type_name("FORMAT")
        ->check(CLI::IsMember(sim::trace_format_names()));
    command
        ->add_option(
            "--columns", options->columns,
            "csv: which column holds what, as ROLE=COLUMN,...; the roles are time, input_tokens, output_tokens")
        ->type_name("ROLE=COLUMN")
        ->delimiter(',')
        ->allow_extra_args(false);
    command->add_option("--time-unit", options->time_unit, "csv: unit of the time column: s, ms, us, ns or iso8601")
        ->type_name("UNIT")
        ->capture_default_str()
        ->check(CLI::IsMember({"s", "ms", "us", "ns", "iso8601"}));
    command->add_flag("--json", options->json, "Print JSON, in SI units");
    std::string formats = "\nFormats:\n";
    for (const auto& format : sim::trace_formats()) formats += fmt::format("  {:<16}{}\n", format.name, format.of);
    command->footer(formats + R"(
Examples:
  plimsoll trace inspect AzureLLMInferenceTrace_conv.csv --format azure-llm-2023
  plimsoll trace inspect access.log.gz
  plimsoll trace inspect log.csv.gz --format csv --columns time=timestamp_ms,input_tokens=prompt --time-unit ms)");
    command->callback([options, &chosen] { chosen = [options] { return inspect(*options); }; });
}

ExitStatus tell_format(const std::string& path, bool as_json) {
    const std::string format = sim::guess_format(path);
    if (!as_json) {
        print(format + "\n");
        return ExitStatus::done;
    }
    nlohmann::json json{{"schema", "plimsoll.trace_format/1"}, {"format", format}};
    scenarios::TraceTraffic trace;
    trace.format = format;
    if (sim::trace_format(trace).names_columns) json["columns"] = sim::columns_of_table(path);
    print_json(json);
    return ExitStatus::done;
}

void add_format(CLI::App& trace, Action& chosen) {
    auto* command = trace.add_subcommand("format", "Which format the first lines of a trace look like");
    auto options = std::make_shared<InspectOptions>();
    command->add_option("FILE", options->path, "Trace; .gz and .zst are decompressed while reading")
        ->required()
        ->type_name("");
    command->add_flag("--json", options->json, "Print JSON; of a table also its columns");
    command->footer(R"(
Examples:
  plimsoll trace format access.log.gz
  plimsoll trace format log.csv --json)");
    command->callback([options, &chosen] { chosen = [options] { return tell_format(options->path, options->json); }; });
}

}  // namespace

void add_trace(CLI::App& app, Action& chosen) {
    auto* trace = app.add_subcommand("trace", "Look at recorded traffic");
    trace->require_subcommand(1);
    add_inspect(*trace, chosen);
    add_format(*trace, chosen);
    trace->footer(R"(
Example:
  plimsoll trace inspect chat.csv.gz --format azure-llm-2023)");
}

}  // namespace plimsoll::cli
