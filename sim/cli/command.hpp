// SPDX-FileCopyrightText: 2026 The Plimsoll authors
// SPDX-License-Identifier: Apache-2.0
#pragma once

#include "scenarios/command_line/usage.hpp"

#include <functional>

namespace CLI {
class App;
}

/// One function per command: it adds the command with its options to `app`; where the user chose it, parsing sets
/// `chosen` to what is to be done.
namespace plimsoll::cli {

using Action = std::function<ExitStatus()>;

void add_compare(CLI::App& app, Action& chosen);
void add_diff(CLI::App& app, Action& chosen);
void add_ci(CLI::App& app, Action& chosen);
void add_sweep(CLI::App& app, Action& chosen);
void add_plan(CLI::App& app, Action& chosen);
void add_stress(CLI::App& app, Action& chosen);
void add_project(CLI::App& app, Action& chosen);
void add_report(CLI::App& app, Action& chosen);
void add_actuals(CLI::App& app, Action& chosen);
void add_commitments(CLI::App& app, Action& chosen);
void add_merge(CLI::App& app, Action& chosen);
void add_export(CLI::App& app, Action& chosen);
void add_query(CLI::App& app, Action& chosen);
void add_check(CLI::App& app, Action& chosen);
void add_explain(CLI::App& app, Action& chosen);
void add_trace(CLI::App& app, Action& chosen);
void add_model(CLI::App& app, Action& chosen);
void add_profile(CLI::App& app, Action& chosen);
void add_pricing(CLI::App& app, Action& chosen);
void add_schema(CLI::App& app, Action& chosen);
/// A command of `pricing`.
void add_pricing_import(CLI::App& pricing, Action& chosen);
/// help, completion and man.
void add_help(CLI::App& app, Action& chosen);

}  // namespace plimsoll::cli
