// SPDX-FileCopyrightText: 2026 The Plimsoll authors
// SPDX-License-Identifier: Apache-2.0
#include "scenarios/command_line/terminal.hpp"
#include "scenarios/command_line/today.hpp"
#include "scenarios/printable.hpp"
#include "scenarios/readable.hpp"
#include "sim/cli/command.hpp"
#include "sim/cli/common_options.hpp"
#include "sim/cli/error_report.hpp"
#include "sim/cli/events.hpp"
#include "sim/cli/output_folder.hpp"
#include "sim/cli/progress_display.hpp"
#include "sim/cli/requirements.hpp"
#include "sim/cli/scenario_options.hpp"
#include "sim/report/comparison_json.hpp"
#include "sim/report/table.hpp"
#include "sim/run/run.hpp"
#include "sim/run/run_points.hpp"
#include "sim/run/run_store.hpp"
#include "sim/run/worker_pool.hpp"

#include <fmt/format.h>
#include <CLI/CLI.hpp>
#include <nlohmann/json.hpp>
#include <plimsoll_version.hpp>

#include <exception>
#include <memory>
#include <optional>
#include <string>

namespace plimsoll::cli {

namespace {

struct CompareOptions {
    ScenarioOptions scenario;
    bool json = false;
    std::string out;
    bool requests = false;
    unsigned jobs = sim::available_processors();
    bool sensitivities = false;
    bool verify = false;
    std::string cache;
    std::string progress = "auto";
    std::string color = "auto";
    bool require_slo = false;
    std::string budget;
    double most_requests = 0;  ///< 0: any number

    /// A program reads standard error: everything there is an event.
    [[nodiscard]] bool events() const { return progress == "json"; }
};

constexpr const char* kCompareExamples = R"(
Examples:
  plimsoll compare my.json
  plimsoll compare my.json --set /workload/load=2 --set '/workload/traffic/generate/rate="50 /s"'
  plimsoll compare my.json --out results --requests
  plimsoll compare my.json --sensitivities
  plimsoll compare my.json --require-slo --budget "1000 USD/month" && deploy)";

sim::RunOutcome run(const CompareOptions& options, const sim::Experiment& experiment,
                    const std::optional<OutputFolder>& folder, ProgressDisplay& display) {
    sim::RunOptions run;
    run.jobs = options.jobs;
    run.sensitivities = options.sensitivities;
    run.verify = options.verify;
    if (options.requests) run.request_logs = folder->unfinished();
    const auto store = options.cache.empty() ? nullptr : sim::open_run_store(options.cache);
    run.store = store.get();
    run.progress = [&display](const sim::RunProgress& progress) { display.show(progress); };
    run.notes.plimsoll_version = kVersion;
    run.notes.today = today();
    auto outcome = sim::run_experiment(experiment, run);
    display.finish();
    return outcome;
}

std::string result_text(const CompareOptions& options, const results::Comparison& comparison) {
    if (options.json) return results::json_text(comparison);
    return results::table_text(comparison, {static_cast<std::size_t>(output_width()), use_color(options.color)});
}

void report_lost(const std::vector<sim::LostRun>& lost, bool events) {
    std::string text = fmt::format("plimsoll: {} simulation{} lost; the result is made of the others:\n", lost.size(),
                                   lost.size() == 1 ? " was" : "s were");
    for (const auto& run : lost) {
        if (events) print_event({{"event", "lost"}, {"simulation", run.label}, {"reason", run.reason}});
        text += fmt::format("  {}: {}\n", run.label, run.reason);
    }
    if (!events) print_error(text);
}

void report_remarks(const std::vector<std::string>& remarks, bool events) {
    for (const auto& remark : remarks) {
        if (events)
            print_event({{"event", "remark"}, {"message", remark}});
        else
            print_error(fmt::format("plimsoll: {}\n", scenarios::printable(remark)));
    }
}

void report_verified(std::uint64_t requests, bool events) {
    if (events)
        print_event({{"event", "verified"}, {"requests", requests}});
    else
        print_error(fmt::format("verified {} requests\n", requests));
}

void report_unmet(const std::string& complaint, bool events) {
    if (events)
        print_event({{"event", "unmet"}, {"message", complaint}});
    else
        print_error(fmt::format("plimsoll: {}\n", complaint));
}

/// Says beforehand that a run will take minutes: some million requests a second are simulated on a processor.
void announce_long_run(const sim::Experiment& experiment, bool sensitivities, bool events) {
    constexpr double kMinutes = 1e9;
    const double requests = sim::expected_requests(experiment, sensitivities);
    if (requests < kMinutes) return;
    const std::string text = fmt::format("about {:.2g} requests are to be simulated, which takes minutes", requests);
    if (events)
        print_event({{"event", "note"}, {"message", text}});
    else
        print_error(fmt::format("plimsoll: {}\n", text));
}

/// Whether the run is refused, and says so.
bool refused(const CompareOptions& options, const sim::Experiment& experiment) {
    const double requests = sim::expected_requests(experiment, options.sensitivities);
    if (options.most_requests == 0 || requests <= options.most_requests) return false;
    constexpr double kPerSecond = 2e6;  // of a process; docs/performance.md
    const double seconds = requests / (kPerSecond * options.jobs);
    const std::string text =
        fmt::format("not simulated: about {:.2g} requests, more than --most-requests {:.6g}; they take about {}",
                    requests, options.most_requests, scenarios::time_left_text(seconds));
    if (options.events())
        print_event({{"event", "refused"}, {"message", text}, {"requests", requests}, {"seconds", seconds}});
    else
        print_error(fmt::format("plimsoll: {}\n", text));
    return true;
}

bool has_results(const results::Comparison& comparison) {
    for (const auto& deployment : comparison.deployments)
        if (deployment.replications > 0) return true;
    return false;
}

/// A disk that is full must not cost the result, which can still be printed. Null where all is written.
std::exception_ptr failure_to_publish(OutputFolder& folder, const sim::RunOutcome& outcome) {
    try {
        folder.publish(outcome.comparison);
        if (outcome.missing_logs.empty()) return nullptr;
        throw IoError(fmt::format("cannot write {}: it became too large, or the disk is full; everything else is there",
                                  outcome.missing_logs.front().filename().string()));
    } catch (const IoError&) {
        return std::current_exception();
    }
}

ExitStatus compare(const CompareOptions& options) {
    if (options.requests && options.out.empty()) throw UsageError("--requests needs --out DIR for its files");
    Requirements requirements{options.require_slo, {}};
    if (!options.budget.empty()) requirements.per_month = parse_budget(options.budget);
    const auto experiment = options.scenario.resolve();
    if (refused(options, experiment)) return ExitStatus::not_met;
    std::optional<OutputFolder> folder;
    if (!options.out.empty()) folder.emplace(options.out);

    if (options.progress != "none") announce_long_run(experiment, options.sensitivities, options.events());
    const auto display = ProgressDisplay::make(options.progress);
    const auto outcome = run(options, experiment, folder, *display);
    const bool events = options.events();
    report_remarks(outcome.remarks, events);
    if (!outcome.lost.empty()) report_lost(outcome.lost, events);
    if (!has_results(outcome.comparison)) return ExitStatus::partial;
    if (options.verify) report_verified(outcome.verified_requests, events);
    const auto unwritten = folder ? failure_to_publish(*folder, outcome) : nullptr;
    print_as_is(result_text(options, outcome.comparison));
    if (unwritten) std::rethrow_exception(unwritten);
    if (!outcome.lost.empty()) return ExitStatus::partial;
    const auto complaint = unmet(requirements, outcome.comparison);
    if (!complaint) return ExitStatus::done;
    report_unmet(*complaint, events);
    return ExitStatus::not_met;
}

}  // namespace

void add_compare(CLI::App& app, Action& chosen) {
    auto* command =
        app.add_subcommand("compare", "Simulate every deployment of a scenario and compare cost and latency");
    auto options = std::make_shared<CompareOptions>();
    options->scenario.add_to(*command);
    command->add_flag("--json", options->json,
                      "Print the whole result as JSON (plimsoll.comparison/1) instead of a table");
    command->add_option("--out", options->out, "Write comparison.json and CSV files into this folder, too")
        ->type_name("DIR")
        ->check(not_empty());
    command->add_flag("--requests", options->requests,
                      "With --out: also every request of each deployment's first replication, as requests-NAME.csv");
    add_jobs(*command, options->jobs,
             "Simulations at a time, each in a process; the result is the same for any number");
    command->add_flag(
        "--sensitivities", options->sensitivities,
        "Also vary each assumption to both ends of what it may be, and say what that does to cost and p99");
    command->add_flag("--verify", options->verify,
                      "Simulate the first replication of each deployment a second time, with the slow reference, and "
                      "compare every request");
    add_cache(
        *command, options->cache,
        "Take simulations that this program has run before from this folder, and keep new ones there (up to 1 GiB, "
        "the least used go first); the result is the same");
    command->add_flag("--require-slo", options->require_slo,
                      "Exit with status 1 unless a deployment meets every SLO (batch does not count "
                      "beside deployments that answer at once, and an example price never does)");
    command
        ->add_option("--budget", options->budget,
                     "Exit with status 1 unless the cheapest deployment that meets every SLO costs at most this, e.g. "
                     "\"1000 USD/month\"")
        ->type_name("AMOUNT")
        ->check(not_empty());
    command
        ->add_option(
            "--most-requests", options->most_requests,
            "Simulate nothing and exit with status 1 where more requests are to be expected in all simulations "
            "together, e.g. 1e9")
        ->type_name("N")
        ->check(CLI::PositiveNumber);
    command
        ->add_option(
            "--progress", options->progress,
            "On standard error: a bar where that is a terminal (auto), one JSON object per line (json; problems and "
            "errors too), or none")
        ->type_name("WHEN")
        ->capture_default_str()
        ->check(CLI::IsMember({"auto", "json", "none"}));
    command
        ->add_option("--color", options->color,
                     "Colour the table: auto (a terminal, unless NO_COLOR is set), always or never")
        ->type_name("WHEN")
        ->capture_default_str()
        ->check(CLI::IsMember({"auto", "always", "never"}));
    command->footer(kCompareExamples);
    command->callback([options, &chosen] {
        chosen = [options] {
            return guarded([options] { return compare(*options); },
                           options->events() ? ErrorFormat::events : ErrorFormat::text);
        };
    });
}

}  // namespace plimsoll::cli
