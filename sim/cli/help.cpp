// SPDX-FileCopyrightText: 2026 The Plimsoll authors
// SPDX-License-Identifier: Apache-2.0
#include "scenarios/command_line/terminal.hpp"
#include "scenarios/suggestion.hpp"
#include "sim/cli/command.hpp"
#include "sim/cli/completion.hpp"
#include "sim/cli/manual.hpp"

#include <fmt/format.h>
#include <CLI/CLI.hpp>
#include <plimsoll_version.hpp>

#include <memory>
#include <string>
#include <vector>

namespace plimsoll::cli {

namespace {

ExitStatus print_help(const CLI::App& app, const std::vector<std::string>& words) {
    const CLI::App* command = &app;
    std::string before;
    for (const auto& word : words) {
        before += (before.empty() ? "" : " ") + command->get_name();
        std::vector<std::string> known;
        const CLI::App* next = nullptr;
        for (const auto* sub : command->get_subcommands({})) {
            known.push_back(sub->get_name());
            if (sub->get_name() == word) next = sub;
        }
        if (next == nullptr) {
            const auto hint = scenarios::did_you_mean(word, known);
            throw UsageError(fmt::format("there is no command \"{} {}\"{}", before, word,
                                         hint.empty() ? "; " + before + " --help lists them" : "; " + hint));
        }
        command = next;
    }
    // CLI11 tells of the command that was parsed, which is `help`, when the program itself is asked.
    print(app.get_formatter()->make_help(command, before.empty() ? app.get_name() : before + " " + command->get_name(),
                                         CLI::AppFormatMode::Normal));
    return ExitStatus::done;
}

void add_help_command(CLI::App& app, Action& chosen) {
    auto* command =
        app.add_subcommand("help", "Explain a command: `plimsoll help compare` is `plimsoll compare --help`");
    auto words = std::make_shared<std::vector<std::string>>();
    command->add_option("COMMAND", *words, "The command; none: the program itself")->type_name("");
    command->footer(R"(
Example:
  plimsoll help trace inspect)");
    command->callback([words, &app, &chosen] { chosen = [words, &app] { return print_help(app, *words); }; });
}

void add_completion(CLI::App& app, Action& chosen) {
    auto* command =
        app.add_subcommand("completion", "Print the script by which a shell completes commands and options");
    auto shell = std::make_shared<std::string>();
    command->add_option("SHELL", *shell, "Your shell")
        ->required()
        ->type_name("")
        ->check(CLI::IsMember({"bash", "zsh", "fish"}));
    command->footer(R"(
Examples:
  plimsoll completion bash > ~/.local/share/bash-completion/completions/plimsoll
  plimsoll completion zsh > "${fpath[1]}/_plimsoll"
  plimsoll completion fish > ~/.config/fish/completions/plimsoll.fish)");
    command->callback([shell, &app, &chosen] {
        chosen = [shell, &app] {
            const Command program = command_tree(app);
            print(*shell == "bash"  ? bash_completion(program)
                  : *shell == "zsh" ? zsh_completion(program)
                                    : fish_completion(program));
            return ExitStatus::done;
        };
    });
}

void add_man(CLI::App& app, Action& chosen) {
    auto* command = app.add_subcommand("man", "Print the manual page plimsoll(1)");
    command->footer(R"(
Example:
  plimsoll man | man -l -)");
    command->callback([&app, &chosen] {
        chosen = [&app] {
            print(manual_page(command_tree(app), std::string(kVersion)));
            return ExitStatus::done;
        };
    });
}

}  // namespace

void add_help(CLI::App& app, Action& chosen) {
    add_help_command(app, chosen);
    add_completion(app, chosen);
    add_man(app, chosen);
}

}  // namespace plimsoll::cli
