// SPDX-FileCopyrightText: 2026 The Plimsoll authors
// SPDX-License-Identifier: Apache-2.0
#include "scenarios/schema.hpp"
#include "scenarios/command_line/terminal.hpp"
#include "sim/cli/command.hpp"
#include "sim/report/comparison_schema.hpp"

#include <CLI/CLI.hpp>

#include <memory>
#include <string>

namespace plimsoll::cli {

void add_schema(CLI::App& app, Action& chosen) {
    auto* command = app.add_subcommand("schema", "Print the JSON Schema of scenario files or of results");
    auto of = std::make_shared<std::string>();
    command->add_option("OF", *of, "scenario: what `plimsoll compare` reads; result: what `compare --json` prints")
        ->required()
        ->check(CLI::IsMember({"scenario", "result"}));
    command->footer(R"(
Example:
  plimsoll schema result > result.schema.json)");
    command->callback([of, &chosen] {
        chosen = [of] {
            print(*of == "result" ? results::comparison_schema_text() : std::string(scenarios::scenario_schema_text()));
            return ExitStatus::done;
        };
    });
}

}  // namespace plimsoll::cli
