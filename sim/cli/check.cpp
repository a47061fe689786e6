// SPDX-FileCopyrightText: 2026 The Plimsoll authors
// SPDX-License-Identifier: Apache-2.0
#include "scenarios/command_line/terminal.hpp"
#include "scenarios/input_error.hpp"
#include "sim/cli/command.hpp"
#include "sim/cli/events.hpp"
#include "sim/cli/scenario_options.hpp"
#include "sim/random/stream.hpp"
#include "sim/traffic/request.hpp"

#include <fmt/format.h>
#include <CLI/CLI.hpp>
#include <nlohmann/json.hpp>

#include <memory>
#include <string>
#include <vector>

namespace plimsoll::cli {

namespace {

struct CheckOptions {
    ScenarioOptions scenario;
    bool json = false;
};

std::string json_text(const std::vector<Problem>& problems) {
    nlohmann::ordered_json json{{"problems", nlohmann::ordered_json::array()}};
    for (const auto& problem : problems) json["problems"].push_back(problem_json(problem));
    return json.dump(2, ' ', false, nlohmann::ordered_json::error_handler_t::replace) + "\n";
}

/// \throws InputError with every problem
sim::Experiment checked(const ScenarioOptions& options) {
    auto experiment = options.resolve();
    // The start of the traffic shows whether its file is there and of the format that the scenario says.
    const auto seed = experiment.scenario.experiment.seed;
    static_cast<void>(experiment.traffic(sim::replication_seed(seed, 0), 1)->next_block());
    return experiment;
}

ExitStatus check(const CheckOptions& options) {
    try {
        const auto experiment = checked(options.scenario);
        const auto count = experiment.deployments.size();
        print(options.json ? json_text({})
                           : fmt::format("{}: no problems, {} deployment{}\n", experiment.scenario.path, count,
                                         count == 1 ? "" : "s"));
        return ExitStatus::done;
    } catch (const InputError& error) {
        if (!options.json) throw;
        print(json_text(error.problems()));
        return ExitStatus::bad_input;
    }
}

}  // namespace

void add_check(CLI::App& app, Action& chosen) {
    auto* command = app.add_subcommand("check", "Find all problems of a scenario, with line, JSON pointer and hint");
    auto options = std::make_shared<CheckOptions>();
    options->scenario.add_to(*command);
    command->add_flag("--json", options->json, "Print the problems as JSON on standard output");
    command->footer(R"(
Checks syntax, keys, units and values, looks up every offer, model and device, and opens the traffic.
Exit status 3 where there are problems; they go to standard error, with --json to standard output.

Example:
  plimsoll check my.json)");
    command->callback([options, &chosen] { chosen = [options] { return check(*options); }; });
}

}  // namespace plimsoll::cli
