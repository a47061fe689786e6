// SPDX-FileCopyrightText: 2026 The Plimsoll authors
// SPDX-License-Identifier: Apache-2.0
#include "scenarios/command_line/usage.hpp"

#include "scenarios/command_line/terminal.hpp"
#include "scenarios/printable.hpp"
#include "scenarios/suggestion.hpp"

#include <fmt/format.h>
#include <CLI/CLI.hpp>

#include <algorithm>
#include <new>
#include <vector>

namespace plimsoll::cli {

namespace {

/// "plimsoll trace inspect".
std::string full_name(const CLI::App& command) {
    const CLI::App* parent = command.get_parent();
    return parent == nullptr ? command.get_name() : full_name(*parent) + " " + command.get_name();
}

std::vector<std::string> option_names(const CLI::App& command) {
    std::vector<std::string> names;
    for (const auto* option : command.get_options())
        for (const auto& name : option->get_lnames()) names.push_back("--" + name);
    return names;
}

std::vector<std::string> command_names(const CLI::App& command) {
    std::vector<std::string> names;
    for (const auto* sub : command.get_subcommands({})) names.push_back(sub->get_name());
    return names;
}

struct Complaint {
    std::string text;
    std::string hint;
};

/// About the first argument that no option and no command wanted.
Complaint about_unexpected(const CLI::App& command, const std::string& argument) {
    if (argument.starts_with('-') && argument.size() > 1) {
        const auto name = argument.substr(0, argument.find('='));
        return {fmt::format("unknown option {}", name), scenarios::did_you_mean(name, option_names(command))};
    }
    const auto commands = command_names(command);
    if (commands.empty()) return {fmt::format("unexpected argument \"{}\"", argument), ""};
    auto hint = scenarios::did_you_mean(argument, commands);
    if (hint.empty()) hint = fmt::format("the commands are {}", fmt::join(commands, ", "));
    return {fmt::format("unknown command \"{}\"", argument), std::move(hint)};
}

Complaint about(const CLI::App& command, const CLI::ParseError& error, const std::vector<std::string>& unexpected) {
    // An unknown word where a command belongs makes CLI11 complain of the missing command.
    if (!unexpected.empty()) return about_unexpected(command, unexpected.front());
    const auto commands = command_names(command);
    if (!commands.empty() && command.get_require_subcommand_min() > 0)
        return {fmt::format("no command given: {}", fmt::join(commands, ", ")), ""};
    return {error.what(), ""};
}

}  // namespace

const CLI::App& chosen_command(const CLI::App& app) {
    const auto chosen = app.get_subcommands();
    return chosen.empty() ? app : chosen_command(*chosen.front());
}

std::string usage_error_text(const CLI::App& app, const CLI::ParseError& error) {
    const CLI::App& command = chosen_command(app);
    const Complaint complaint = about(command, error, app.remaining(true));
    std::string text = fmt::format("{}: {}\n", app.get_name(), complaint.text);
    if (!complaint.hint.empty()) text += fmt::format("  hint: {}\n", complaint.hint);
    return text + fmt::format("Try \"{} --help\".\n", full_name(command));
}

std::optional<ExitStatus> parse(CLI::App& app, int argc, char** argv) {
    try {
        app.parse(argc, argv);
        return std::nullopt;
    } catch (const CLI::CallForHelp&) {
        print(app.help());
        return ExitStatus::done;
    } catch (const CLI::CallForVersion& version) {
        print(version.what());
        return ExitStatus::done;
    } catch (const CLI::ParseError& error) {
        print_error(usage_error_text(app, error));
        return ExitStatus::usage;
    }
}

Failure caught_failure() {
    try {
        throw;
    } catch (const UsageError& error) {
        return {ExitStatus::usage, scenarios::printable(error.what()), {}};
    } catch (const InputError& error) {
        return {ExitStatus::bad_input, "", error.problems()};
    } catch (const IoError& error) {
        return {ExitStatus::io, scenarios::printable_lines(error.what()), {}};  // a hint stands on a line of its own
    } catch (const std::bad_alloc&) {
        return {ExitStatus::io, "out of memory", {}};
    } catch (const std::exception& error) {
        return {ExitStatus::model_bug, fmt::format("a bug: {}", scenarios::printable(error.what())), {}};
    }
}

void tell(std::string_view program, const Failure& failure) {
    if (failure.problems.empty()) {
        print_error(fmt::format("{}: {}\n", program, failure.message));
        return;
    }
    constexpr std::size_t kShown = 100;
    const auto count = failure.problems.size();
    std::string text;
    for (std::size_t i = 0; i < std::min(count, kShown); ++i) text += failure.problems[i].text() + "\n";
    if (count > kShown) text += fmt::format("... and {} more\n", count - kShown);
    print_error(text + fmt::format("{} problem{}{}\n", count, count == 1 ? "" : "s",
                                   count < kMostProblems ? "" : ", and perhaps more"));
}

}  // namespace plimsoll::cli
