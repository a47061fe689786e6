// SPDX-FileCopyrightText: 2026 The Plimsoll authors
// SPDX-License-Identifier: Apache-2.0
#include "scenarios/schema.hpp"
#include "scenarios/command_line/terminal.hpp"
#include "sim/actuals/actuals_schema.hpp"
#include "sim/cli/command.hpp"
#include "sim/planner/answer_schema.hpp"
#include "sim/planner/commitments_schema.hpp"
#include "sim/projection/projection_schema.hpp"
#include "sim/report/comparison_schema.hpp"

#include <CLI/CLI.hpp>

#include <memory>
#include <string>

namespace plimsoll::cli {

namespace {

std::string schema_of(const std::string& what) {
    if (what == "result") return results::comparison_schema_text();
    if (what == "plan") return sim::plan_schema_text();
    if (what == "stress") return sim::stress_schema_text();
    if (what == "projection") return sim::projection_schema_text();
    if (what == "commitments") return sim::commitments_schema_text();
    if (what == "actuals") return sim::actuals_schema_text();
    return std::string(scenarios::scenario_schema_text());
}

}  // namespace

void add_schema(CLI::App& app, Action& chosen) {
    auto* command = app.add_subcommand("schema", "Print the JSON Schema of scenario files, or of what commands print");
    auto of = std::make_shared<std::string>();
    command
        ->add_option("OF", *of,
                     "scenario: what `plimsoll compare` reads; result: what `compare --json` prints; projection: what "
                     "`project --json` prints; plan, stress, commitments, actuals: what these print with --json")
        ->required()
        ->check(CLI::IsMember({"scenario", "result", "plan", "stress", "projection", "commitments", "actuals"}));
    command->footer(R"(
Example:
  plimsoll schema result > result.schema.json)");
    command->callback([of, &chosen] {
        chosen = [of] {
            print(schema_of(*of));
            return ExitStatus::done;
        };
    });
}

}  // namespace plimsoll::cli
