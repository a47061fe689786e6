// SPDX-FileCopyrightText: 2026 The Plimsoll authors
// SPDX-License-Identifier: Apache-2.0
#include "scenarios/command_line/terminal.hpp"
#include "scenarios/command_line/usage.hpp"
#include "sim/cli/command.hpp"
#include "sim/cli/error_report.hpp"
#include "sim/cli/version.hpp"

#include <CLI/CLI.hpp>

#include <csignal>

#include <unistd.h>

namespace plimsoll::cli {

namespace {

constexpr const char* kAbout =
    "What an AI service will cost and how fast it will be, before anything is rented: plimsoll replays traffic\n"
    "against ways of serving it and compares them.";
constexpr const char* kProgramExamples = R"(
Examples:
  plimsoll compare scenarios/document-classifier.json
  plimsoll compare my.json --set /workload/load=2 --set '/experiment/horizon="7 d"' --json > result.json
  plimsoll sweep my.json --over /workload/load=1,2,4,8 -o out.sqlite
  plimsoll plan my.json --over /deployments/0/pools/0/replicas/max=1..8:8
  plimsoll check my.json
  plimsoll trace inspect chat.csv.gz --format azure-llm-2023

Quantities carry units: "250 ms", "24 h", "80 GB", "5 /s", "10 Gbit/s", "1.25 USD/h".

Environment: NO_COLOR for a table without colours; PLIMSOLL_DATA, the folder of catalogs and models, where it is not that of
the installation; SOURCE_DATE_EPOCH, the date by which the age of prices is judged, instead of today.

Exit status: 0 done; 1 an SLO or a budget is not met (--require-slo, --budget, plan), results differ (diff)
or what is recommended got worse (ci); 2 wrong usage; 3 bad input;
4 a file or stream cannot be read or written; 5 some simulations were lost; 70 a bug in plimsoll; 130 interrupted.)";

void end_by_signal(int signal) { ::_exit(kSignalBase + signal); }

/// Ending by a signal says so in the exit status. While workers run and files are written, sim::SignalWatch takes over.
void prepare_signals() {
    turn_signals_of_writing_into_errors();
    // A parent that ignores its children would keep us from learning how ours ended.
    std::signal(SIGCHLD, SIG_DFL);
    for (const int signal : {SIGINT, SIGTERM, SIGHUP})
        if (std::signal(signal, end_by_signal) == SIG_IGN) std::signal(signal, SIG_IGN);
}

ExitStatus run(int argc, char** argv) {
    CLI::App app(kAbout, "plimsoll");
    app.set_version_flag("--version", version_text(), "Print version, compiler and libraries");
    app.require_subcommand(1);
    Action chosen;
    add_compare(app, chosen);
    add_diff(app, chosen);
    add_ci(app, chosen);
    add_sweep(app, chosen);
    add_plan(app, chosen);
    add_stress(app, chosen);
    add_project(app, chosen);
    add_report(app, chosen);
    add_actuals(app, chosen);
    add_commitments(app, chosen);
    add_merge(app, chosen);
    add_export(app, chosen);
    add_query(app, chosen);
    add_check(app, chosen);
    add_explain(app, chosen);
    add_trace(app, chosen);
    add_model(app, chosen);
    add_profile(app, chosen);
    add_pricing(app, chosen);
    add_schema(app, chosen);
    add_help(app, chosen);
    app.footer(kProgramExamples);  // now: a command takes over the footer that its program has when it is added
    if (const auto status = parse(app, argc, argv)) return *status;
    return chosen();
}

}  // namespace

}  // namespace plimsoll::cli

int main(int argc, char** argv) {
    plimsoll::cli::prepare_signals();
    const auto run = [&] { return plimsoll::cli::run(argc, argv); };
    return static_cast<int>(plimsoll::cli::guarded(run, plimsoll::cli::ErrorFormat::text));
}
