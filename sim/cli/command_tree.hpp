// SPDX-FileCopyrightText: 2026 The Plimsoll authors
// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <string>
#include <vector>

namespace CLI {
class App;
}

namespace plimsoll::cli {

/// An option or an argument of a command, as the parser has it.
struct CommandOption {
    std::vector<std::string> names;    ///< "-j", "--jobs"; of an argument, its name in capitals alone
    std::string value;                 ///< "N"; empty for a flag
    std::vector<std::string> choices;  ///< the words that it takes; empty: anything
    std::string text;
    bool argument = false;
    bool required = false;

    /// Whether files are what it takes.
    [[nodiscard]] bool takes_files() const { return !value.empty() && choices.empty(); }
};

/// A command and those below it: what help, completion and the manual are made from.
struct Command {
    std::string path;  ///< "trace inspect"; empty for the program itself
    std::string text;
    std::string footer;
    std::vector<CommandOption> options;
    std::vector<Command> commands;

    /// The last word of the path.
    [[nodiscard]] std::string name() const { return path.substr(path.rfind(' ') + 1); }
};

[[nodiscard]] Command command_tree(const CLI::App& app);

/// The command and all below it, parents first.
[[nodiscard]] std::vector<const Command*> all_commands(const Command& root);

}  // namespace plimsoll::cli
