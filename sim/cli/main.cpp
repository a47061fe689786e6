// SPDX-FileCopyrightText: 2026 The Plimsoll authors
// SPDX-License-Identifier: Apache-2.0
#include "scenarios/input_error.hpp"
#include "sim/cli/command.hpp"
#include "sim/cli/terminal.hpp"
#include "sim/cli/usage.hpp"
#include "sim/cli/version.hpp"
#include "sim/experiment/worker_signals.hpp"
#include "sim/fleet/simulation.hpp"

#include <fmt/format.h>
#include <CLI/CLI.hpp>

#include <csignal>
#include <new>

#include <unistd.h>

namespace plimsoll::cli {

namespace {

constexpr const char* kAbout =
    "What an AI service will cost and how fast it will be, before anything is rented: plimsoll replays traffic\n"
    "against ways of serving it and compares them.";
constexpr const char* kExamples = R"(
Examples:
  plimsoll compare scenarios/document-classifier.json
  plimsoll compare my.json --set /workload/load=2 --set '/experiment/horizon="7 d"' --json > result.json
  plimsoll check my.json
  plimsoll trace inspect chat.csv.gz --format azure-llm-2023

Quantities carry units: "250 ms", "24 h", "80 GB", "5 /s", "10 Gbit/s", "1.25 USD/h".

Environment: NO_COLOR for a table without colours; PLIMSOLL_DATA, the folder of catalogs and models, where it is not that of
the installation; SOURCE_DATE_EPOCH, the date by which the age of prices is judged, instead of today.

Exit status: 0 done; 1 an SLO or a budget is not met (--require-slo, --budget); 2 wrong usage; 3 bad input;
4 a file or stream cannot be read or written; 5 some simulations were lost; 70 a bug in plimsoll; 130 interrupted.)";

void end_by_signal(int signal) { ::_exit(kSignalBase + signal); }

/// Ending by a signal says so in the exit status. While workers run and files are written, sim::SignalWatch takes over.
void prepare_signals() {
    // A reader of ours that has gone is an error of that write, not the end of the program.
    std::signal(SIGPIPE, SIG_IGN);
    // A parent that ignores its children would keep us from learning how ours ended.
    std::signal(SIGCHLD, SIG_DFL);
    for (const int signal : {SIGINT, SIGTERM, SIGHUP})
        if (std::signal(signal, end_by_signal) == SIG_IGN) std::signal(signal, SIG_IGN);
}

ExitStatus run(int argc, char** argv) {
    CLI::App app(kAbout, "plimsoll");
    app.footer(kExamples);
    app.set_version_flag("--version", version_text(), "Print version, compiler and libraries");
    app.require_subcommand(1);
    Action chosen;
    add_compare(app, chosen);
    add_check(app, chosen);
    add_explain(app, chosen);
    add_trace(app, chosen);
    add_model(app, chosen);
    add_profile(app, chosen);
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

void print_problems(const InputError& error) {
    std::string text;
    for (const auto& problem : error.problems()) text += problem.text() + "\n";
    const auto count = error.problems().size();
    print_error(text + fmt::format("{} problem{}\n", count, count == 1 ? "" : "s"));
}

/// Every way in which a command can end, as an exit status.
int guarded(int argc, char** argv) {
    const auto failed = [](ExitStatus status, std::string_view text) {
        print_error(fmt::format("plimsoll: {}\n", text));
        return static_cast<int>(status);
    };
    try {
        return static_cast<int>(run(argc, argv));
    } catch (const UsageError& error) {
        return failed(ExitStatus::usage, error.what());
    } catch (const InputError& error) {
        print_problems(error);
        return static_cast<int>(ExitStatus::bad_input);
    } catch (const IoError& error) {
        return failed(ExitStatus::io, error.what());
    } catch (const sim::Interrupted& error) {
        failed(ExitStatus::interrupted, error.what());
        return kSignalBase + error.signal();
    } catch (const sim::ModelBug& error) {
        return failed(ExitStatus::model_bug,
                      fmt::format("a bug: {}\nPlease report it with the scenario.", error.what()));
    } catch (const std::bad_alloc&) {
        return failed(ExitStatus::io, "out of memory");
    } catch (const std::exception& error) {
        return failed(ExitStatus::model_bug, fmt::format("a bug: {}", error.what()));
    }
}

}  // namespace

}  // namespace plimsoll::cli

int main(int argc, char** argv) {
    plimsoll::cli::prepare_signals();
    return plimsoll::cli::guarded(argc, argv);
}
