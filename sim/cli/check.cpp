// SPDX-FileCopyrightText: 2026 The Plimsoll authors
// SPDX-License-Identifier: Apache-2.0
#include "scenarios/command_line/terminal.hpp"
#include "scenarios/input_error.hpp"
#include "sim/cli/command.hpp"
#include "sim/cli/events.hpp"
#include "sim/cli/scenario_options.hpp"

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

nlohmann::ordered_json json_of(const std::vector<Problem>& problems, const std::vector<sim::TrafficNote>& notes) {
    nlohmann::ordered_json json{{"problems", nlohmann::ordered_json::array()},
                                {"notes", nlohmann::ordered_json::array()}};
    for (const auto& problem : problems) json["problems"].push_back(problem_json(problem));
    for (const auto& note : notes) json["notes"].push_back({{"code", note.code}, {"text", note.text}});
    return json;
}

std::string text(const sim::Experiment& experiment) {
    const auto count = experiment.deployments.size();
    std::string text =
        fmt::format("{}: no problems, {} deployment{}\n", experiment.scenario.path, count, count == 1 ? "" : "s");
    for (const auto& note : experiment.traffic_notes) text += fmt::format("note: {}\n", note.text);
    return text;
}

ExitStatus check(const CheckOptions& options) {
    try {
        const auto experiment = options.scenario.resolve();
        if (options.json)
            print_json(json_of({}, experiment.traffic_notes));
        else
            print(text(experiment));
        return ExitStatus::done;
    } catch (const InputError& error) {
        if (!options.json) throw;
        print_json(json_of(error.problems(), {}));
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
Checks syntax, keys, units and values, looks up every offer, model and device, and reads the beginning of
the traffic: what looks like a mistake there is noted.
Exit status 3 where there are problems; they go to standard error, with --json to standard output.

Example:
  plimsoll check my.json)");
    command->callback([options, &chosen] { chosen = [options] { return check(*options); }; });
}

}  // namespace plimsoll::cli
