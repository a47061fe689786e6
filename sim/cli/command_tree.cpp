// SPDX-FileCopyrightText: 2026 The Plimsoll authors
// SPDX-License-Identifier: Apache-2.0
#include "sim/cli/command_tree.hpp"

#include <CLI/CLI.hpp>

namespace plimsoll::cli {

namespace {

/// The words of a check for one of several: CLI11 has them as "WHEN:{auto,json,none}".
std::vector<std::string> choices_in(const std::string& type) {
    const auto open = type.find('{');
    const auto close = type.find('}', open);
    if (open == std::string::npos || close == std::string::npos) return {};
    return CLI::detail::split(type.substr(open + 1, close - open - 1), ',');
}

CommandOption option_of(const CLI::Option& option) {
    CommandOption told;
    for (const auto& name : option.get_snames()) told.names.push_back("-" + name);
    for (const auto& name : option.get_lnames()) told.names.push_back("--" + name);
    told.argument = told.names.empty();
    if (told.argument) told.names.push_back(option.get_name(true));
    const std::string type = option.get_type_name();
    told.choices = choices_in(type);
    if (option.get_items_expected_max() > 0) {
        told.value = type.substr(0, type.find_first_of(":{ "));
        if (told.value.empty()) told.value = told.argument ? told.names.front() : "VALUE";
    }
    told.text = option.get_description();
    told.required = option.get_required();
    return told;
}

Command command_of(const CLI::App& app, const std::string& path) {
    Command command;
    command.path = path;
    command.text = app.get_description();
    command.footer = app.get_footer();
    for (const auto* option : app.get_options()) command.options.push_back(option_of(*option));
    for (const auto* sub : app.get_subcommands({}))
        command.commands.push_back(command_of(*sub, (path.empty() ? "" : path + " ") + sub->get_name()));
    return command;
}

void collect(const Command& command, std::vector<const Command*>& all) {
    all.push_back(&command);
    for (const auto& below : command.commands) collect(below, all);
}

}  // namespace

Command command_tree(const CLI::App& app) { return command_of(app, ""); }

std::vector<const Command*> all_commands(const Command& root) {
    std::vector<const Command*> all;
    collect(root, all);
    return all;
}

}  // namespace plimsoll::cli
