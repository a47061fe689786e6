// SPDX-FileCopyrightText: 2026 The Plimsoll authors
// SPDX-License-Identifier: Apache-2.0
#include "scenarios/command_line/terminal.hpp"
#include "sim/cli/command.hpp"
#include "sim/cli/error_report.hpp"
#include "sim/cli/projection_options.hpp"

#include <CLI/CLI.hpp>

#include <memory>

namespace plimsoll::cli {

namespace {

struct ProjectOptions {
    ProjectionOptions projection;
    bool json = false;
};

constexpr const char* kProjectExamples = R"(
What the months bring stands in the scenario, as "projection": growth and how sure it is, seasons, weekends, launches,
price changes, costs paid once, support, tax, budgets. The deployments are simulated at the loads that come.

Examples:
  plimsoll project my.json
  plimsoll project my.json --months 24 --growth 0.03 --growth-sd 0.02 --weekend 0.4
  plimsoll project my.json --budget 12000 --json > projection.json)";

ExitStatus project(const ProjectOptions& options) {
    const auto projection = options.projection.project();
    print(options.json ? sim::projection_json(projection)
                       : sim::projection_text(projection, static_cast<std::size_t>(output_width())));
    return projection.lost.empty() ? ExitStatus::done : ExitStatus::partial;
}

}  // namespace

void add_project(CLI::App& app, Action& chosen) {
    auto* command = app.add_subcommand(
        "project", "Say what the months ahead will be billed, how sure that is, and how probably a budget is exceeded");
    auto options = std::make_shared<ProjectOptions>();
    options->projection.add_to(*command);
    command->add_flag("--json", options->json, "Print the projection as JSON (plimsoll.projection/1)");
    command->footer(kProjectExamples);
    command->callback([options, &chosen] {
        chosen = [options] { return guarded([options] { return project(*options); }, ErrorFormat::text); };
    });
}

}  // namespace plimsoll::cli
