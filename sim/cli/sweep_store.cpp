// SPDX-FileCopyrightText: 2026 The Plimsoll authors
// SPDX-License-Identifier: Apache-2.0
//
// What is done with the store of a sweep: merge, export, query.
#include "sim/sweep/sweep_store.hpp"

#include "scenarios/command_line/terminal.hpp"
#include "sim/cli/command.hpp"
#include "sim/cli/error_report.hpp"
#include "sim/sweep/table_text.hpp"
#include "sim/sweep/workbook.hpp"

#include <fmt/format.h>
#include <CLI/CLI.hpp>

#include <filesystem>
#include <memory>
#include <string>
#include <vector>

namespace plimsoll::cli {

namespace {

struct MergeOptions {
    std::vector<std::string> stores;
    std::string out;
};

ExitStatus merge(const MergeOptions& options) {
    if (std::filesystem::exists(options.out)) throw UsageError(fmt::format("{} is there already", options.out));
    sim::merge({options.stores.begin(), options.stores.end()}, options.out);
    return ExitStatus::done;
}

struct QueryOptions {
    std::string store;
    std::string sql = "SELECT * FROM results";
    std::string format = "csv";
    std::string out;  ///< of xlsx only
};

ExitStatus query(const QueryOptions& options) {
    const bool workbook = options.format == "xlsx";
    if (workbook && options.out.empty()) throw UsageError("a workbook is a file: name it with -o, e.g. -o out.xlsx");
    if (!workbook && !options.out.empty())
        throw UsageError(fmt::format("-o is for xlsx; {} goes to standard output", options.format));
    static_cast<void>(sim::inputs_of(options.store));  // says what is no store
    sim::Database database(options.store, sim::Database::Mode::read);
    auto rows = database.prepare(options.sql);
    if (!rows.reads_only()) throw UsageError("a query reads; this statement would change the store");
    if (workbook)
        sim::write_workbook(rows, options.out);
    else if (options.format == "csv")
        sim::write_csv(rows, print_as_is);
    else
        sim::write_json_lines(rows, print_as_is);
    return ExitStatus::done;
}

void add_format(CLI::App& command, QueryOptions& options) {
    command
        .add_option("--format", options.format,
                    "csv, with a header line; json, an object per line without what is empty; or xlsx, a workbook")
        ->type_name("FORMAT")
        ->capture_default_str()
        ->check(CLI::IsMember({"csv", "json", "xlsx"}));
    command.add_option("-o,--out", options.out, "With xlsx: the file")->type_name("FILE");
}

template <class Options>
void run_as(CLI::App& command, Action& chosen, std::shared_ptr<Options> options, ExitStatus (*run)(const Options&)) {
    command.callback([options, run, &chosen] {
        chosen = [options, run] { return guarded([&] { return run(*options); }, ErrorFormat::text); };
    });
}

constexpr const char* kQueryExamples = R"(
Views: results, a row for each point and deployment, with the columns of what varies and those of summary.csv; winners, of
them the cheapest that meets its objectives; points, with state and message of each. Truth is 1 and 0.

Examples:
  plimsoll query out.sqlite "SELECT load, deployment, cost_per_month FROM winners ORDER BY load"
  plimsoll query out.sqlite "SELECT state, count(*) FROM points GROUP BY state")";

}  // namespace

void add_merge(CLI::App& app, Action& chosen) {
    auto* command = app.add_subcommand("merge", "Join the stores of the parts of a sweep");
    auto options = std::make_shared<MergeOptions>();
    command->add_option("STORES", options->stores, "Stores of one sweep")->required()->type_name("");
    command->add_option("-o,--out", options->out, "The store that is made of them")->required()->type_name("STORE");
    run_as(*command, chosen, options, merge);
}

void add_export(CLI::App& app, Action& chosen) {
    auto* command = app.add_subcommand("export", "Print the results of a sweep, a row for each point and deployment");
    auto options = std::make_shared<QueryOptions>();
    command->add_option("STORE", options->store, "The store of a sweep")->required()->type_name("");
    add_format(*command, *options);
    run_as(*command, chosen, options, query);
}

void add_query(CLI::App& app, Action& chosen) {
    auto* command = app.add_subcommand("query", "Ask the store of a sweep in SQL");
    auto options = std::make_shared<QueryOptions>();
    command->add_option("STORE", options->store, "The store of a sweep")->required()->type_name("");
    command->add_option("SQL", options->sql, "A statement that reads")->required()->type_name("");
    add_format(*command, *options);
    command->footer(kQueryExamples);
    run_as(*command, chosen, options, query);
}

}  // namespace plimsoll::cli
