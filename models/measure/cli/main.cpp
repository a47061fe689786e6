// SPDX-FileCopyrightText: 2026 The Plimsoll authors
// SPDX-License-Identifier: Apache-2.0
#include "models/measure/cli/command.hpp"
#include "models/measure/cli/terminal.hpp"
#include "scenarios/input_error.hpp"
#include "scenarios/suggestion.hpp"

#include <fmt/format.h>
#include <CLI/CLI.hpp>

#include <csignal>

namespace plimsoll::measure::cli {

namespace {

constexpr const char* kAbout =
    "Measures how long the operators of AI models take on this machine, and writes a profile that plimsoll reads.";
constexpr const char* kExamples = R"(
Examples:
  plimsoll-profile --device cpu --model bert-base --budget 2min --out my-machine.json
  plimsoll-profile --device cpu --threads 1 --model bert-base,minilm-l6 --precision fp32,int8 --out one-thread.json
  plimsoll-profile --device cpu --model bert-base --budget 5min --resume my-machine.json.partial
  plimsoll-profile --device cuda:0 --model llama-3.1-8b --precision bf16 --budget 10min --out my-gpu.json
  plimsoll-profile serve-check --device cpu --model bert-base --profile my-machine.json

The file is written when the coarse grid is done. A run that ends earlier leaves FILE.partial for --resume.

Exit status: 0 done; 2 wrong usage; 3 bad input; 4 a file, a program or a device cannot be used; 5 the budget ended before
the coarse grid was done; 70 a bug in plimsoll-profile; 130 interrupted.)";

std::string usage_error_text(const CLI::App& app, const CLI::ParseError& error) {
    std::string text = error.what();
    if (const auto unexpected = app.remaining(true); !unexpected.empty()) {
        const auto name = unexpected.front().substr(0, unexpected.front().find('='));
        std::vector<std::string> known;
        for (const auto* command : app.get_subcommands({})) known.push_back(command->get_name());
        const auto chosen = app.get_subcommands();
        for (const auto* option : (chosen.empty() ? &app : chosen.front())->get_options())
            for (const auto& word : option->get_lnames()) known.push_back("--" + word);
        text = fmt::format("unknown argument \"{}\"", name);
        if (const auto hint = scenarios::did_you_mean(name, known); !hint.empty()) text += "\n  hint: " + hint;
    }
    return fmt::format("plimsoll-profile: {}\nTry \"plimsoll-profile --help\".\n", text);
}

ExitStatus run(int argc, char** argv) {
    CLI::App app(kAbout, "plimsoll-profile");
    app.footer(kExamples);
    app.set_version_flag("--version", program_text() + "\n", "Print the version");
    Action chosen;
    add_measure(app, chosen);
    add_serve_check(app, chosen);
    add_plan(app, chosen);
    add_assemble(app, chosen);
    try {
        app.parse(argc, argv);
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
    return chosen();
}

int guarded(int argc, char** argv) {
    const auto failed = [](ExitStatus status, std::string_view text) {
        print_error(fmt::format("plimsoll-profile: {}\n", text));
        return static_cast<int>(status);
    };
    try {
        return static_cast<int>(run(argc, argv));
    } catch (const UsageError& error) {
        return failed(ExitStatus::usage, error.what());
    } catch (const InputError& error) {
        std::string text;
        for (const auto& problem : error.problems()) text += problem.text() + "\n";
        print_error(text);
        return static_cast<int>(ExitStatus::bad_input);
    } catch (const IoError& error) {
        return failed(ExitStatus::io, error.what());
    } catch (const std::bad_alloc&) {
        return failed(ExitStatus::io, "out of memory");
    } catch (const std::exception& error) {
        return failed(ExitStatus::bug, fmt::format("a bug: {}", error.what()));
    }
}

}  // namespace

}  // namespace plimsoll::measure::cli

int main(int argc, char** argv) {
    std::signal(SIGPIPE, SIG_IGN);  // a child or a reader that has gone is an error of that write
    return plimsoll::measure::cli::guarded(argc, argv);
}
