// SPDX-FileCopyrightText: 2026 The Plimsoll authors
// SPDX-License-Identifier: Apache-2.0
#include "sim/resolve/explain.hpp"
#include "scenarios/command_line/terminal.hpp"
#include "sim/cli/command.hpp"
#include "sim/cli/scenario_options.hpp"

#include <CLI/CLI.hpp>
#include <nlohmann/json.hpp>

#include <memory>

namespace plimsoll::cli {

namespace {

struct ExplainOptions {
    ScenarioOptions scenario;
    bool json = false;
};

ExitStatus explain(const ExplainOptions& options) {
    const auto experiment = options.scenario.resolve();
    if (options.json)
        print_json(sim::explain_json(experiment));
    else
        print(sim::explain(experiment));
    return ExitStatus::done;
}

}  // namespace

void add_explain(CLI::App& app, Action& chosen) {
    auto* command =
        app.add_subcommand("explain", "List every value of a scenario, defaults included, and where it comes from");
    auto options = std::make_shared<ExplainOptions>();
    options->scenario.add_to(*command);
    command->add_flag("--json", options->json, "Print JSON instead of a table");
    command->footer(R"(
Example:
  plimsoll explain my.json --set /workload/load=2)");
    command->callback([options, &chosen] { chosen = [options] { return explain(*options); }; });
}

}  // namespace plimsoll::cli
