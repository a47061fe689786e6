// SPDX-FileCopyrightText: 2026 The Plimsoll authors
// SPDX-License-Identifier: Apache-2.0
#include "sim/cli/events.hpp"

#include "scenarios/command_line/terminal.hpp"
#include "scenarios/printable.hpp"

#include <nlohmann/json.hpp>

namespace plimsoll::cli {

using nlohmann::ordered_json;

void print_event(const ordered_json& event) { print_error_as_is(scenarios::json_text(event) + "\n"); }

ordered_json problem_json(const Problem& problem) {
    return {{"file", problem.file},
            {"line", problem.line},
            {"pointer", problem.pointer},
            {"message", problem.message},
            {"hint", problem.hint}};
}

}  // namespace plimsoll::cli
