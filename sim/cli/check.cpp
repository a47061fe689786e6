// SPDX-FileCopyrightText: 2026 The Plimsoll authors
// SPDX-License-Identifier: Apache-2.0
#include "sim/cli/command.hpp"
#include "sim/cli/scenario_options.hpp"
#include "sim/cli/terminal.hpp"
#include "sim/random/stream.hpp"
#include "sim/traffic/request.hpp"

#include <fmt/format.h>
#include <CLI/CLI.hpp>

#include <memory>

namespace plimsoll::cli {

namespace {

ExitStatus check(const ScenarioOptions& options) {
    const auto experiment = options.resolve();
    const auto& scenario = experiment.scenario;
    // The start of the traffic shows whether its file is there and of the format that the scenario says.
    static_cast<void>(experiment.traffic(sim::replication_seed(scenario.experiment.seed, 0), 1)->next_block());
    const auto count = experiment.deployments.size();
    print(fmt::format("{}: no problems, {} deployment{}\n", scenario.path, count, count == 1 ? "" : "s"));
    return ExitStatus::done;
}

}  // namespace

void add_check(CLI::App& app, Action& chosen) {
    auto* command = app.add_subcommand("check", "Find all problems of a scenario, with line, JSON pointer and hint");
    auto options = std::make_shared<ScenarioOptions>();
    options->add_to(*command);
    command->footer(R"(
Checks syntax, keys, units and values, looks up every offer, model and device, and opens the traffic.
Exit status 3 where there are problems; they go to standard error.

Example:
  plimsoll check my.json)");
    command->callback([options, &chosen] { chosen = [options] { return check(*options); }; });
}

}  // namespace plimsoll::cli
