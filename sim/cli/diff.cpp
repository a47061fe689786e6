// SPDX-FileCopyrightText: 2026 The Plimsoll authors
// SPDX-License-Identifier: Apache-2.0
#include "scenarios/command_line/terminal.hpp"
#include "scenarios/json_document.hpp"
#include "sim/cli/command.hpp"
#include "sim/report/comparison_reader.hpp"
#include "sim/report/difference_report.hpp"

#include <CLI/CLI.hpp>
#include <nlohmann/json.hpp>

#include <memory>
#include <string>

namespace plimsoll::cli {

namespace {

struct DiffOptions {
    std::string before, after;
    bool json = false;
};

results::Comparison read_result(const std::string& path) {
    return results::read_comparison(scenarios::read_text_file(path), path);
}

ExitStatus diff(const DiffOptions& options) {
    const auto before = read_result(options.before);
    const auto after = read_result(options.after);
    const auto difference = results::difference_between(before, after);
    if (options.json)
        print_json(results::difference_json(difference));
    else
        print(results::difference_text(difference, static_cast<std::size_t>(output_width())));
    return difference.same() ? ExitStatus::done : ExitStatus::not_met;
}

}  // namespace

void add_diff(CLI::App& app, Action& chosen) {
    auto* command = app.add_subcommand("diff", "Say in what two results differ, and whether chance explains it");
    auto options = std::make_shared<DiffOptions>();
    command->add_option("BEFORE", options->before, "A result of `compare --json`")->required()->type_name("");
    command->add_option("AFTER", options->after, "Another one")->required()->type_name("");
    command->add_flag("--json", options->json, "Print the difference as JSON (plimsoll.difference/1)");
    command->footer(R"(
Of the input: the program, values of the scenario with overrides applied, prices by their date, what catalogs and defaults
came to. Of the result: cost per month and p99 of each deployment, with the interval of the difference by chance (paired by
replication where both have the same seed), and its attainment.
Exit status 0 where both are the same, 1 where they differ.

Example:
  plimsoll diff yesterday.json today.json)");
    command->callback([options, &chosen] { chosen = [options] { return diff(*options); }; });
}

}  // namespace plimsoll::cli
