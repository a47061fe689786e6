// SPDX-FileCopyrightText: 2026 The Plimsoll authors
// SPDX-License-Identifier: Apache-2.0
#include "scenarios/command_line/terminal.hpp"
#include "sim/cli/command.hpp"
#include "sim/cli/common_options.hpp"
#include "sim/cli/error_report.hpp"
#include "sim/cli/events.hpp"
#include "sim/cli/futures_options.hpp"
#include "sim/cli/grid_options.hpp"
#include "sim/cli/knowledge.hpp"
#include "sim/cli/scenario_options.hpp"
#include "sim/cli/status_line.hpp"
#include "sim/planner/answer_text.hpp"
#include "sim/planner/planner.hpp"
#include "sim/run/run_store.hpp"
#include "sim/run/worker_pool.hpp"

#include <fmt/format.h>
#include <CLI/CLI.hpp>
#include <nlohmann/json.hpp>

#include <algorithm>
#include <cstdint>
#include <memory>
#include <optional>
#include <string>
#include <string_view>

namespace plimsoll::cli {

namespace {

struct PlanOptions {
    ScenarioOptions scenario;
    GridOptions grid;
    std::string tolerance = "1%";
    std::string confidence = "95%";
    std::uint32_t most_replications = 64;
    FuturesOptions futures;
    unsigned jobs = sim::available_processors();
    std::string cache;
    std::string progress = "auto";
    bool json = false;

    [[nodiscard]] bool events() const { return progress == "json"; }
};

constexpr const char* kPlanExamples = R"(
What varies is what can be chosen, by --over, --zip and --where as for `plimsoll sweep`; traffic, objectives and prices are
given. What may come are futures: each step of all --futures is one. Exit status 1 where nothing meets the objectives.

Examples:
  plimsoll plan my.json --over /deployments/0/pools/0/replicas/max=1,2,3,4,6,8 --over /deployments/0/pools/0/batching/max_batch=1,4,16
  plimsoll plan my.json --over /model/precision=fp16,int8 --tolerance 5% --json
  plimsoll plan my.json --zip /deployments/0/pools/0/replicas/min=1,2,3 --zip /deployments/0/pools/0/replicas/max=1,2,3 --cache runs
  plimsoll plan my.json --over /deployments/0/pools/0/replicas/max=1..8:8 --futures /workload/load=1,1.5,3 --weights 5,3,2
  plimsoll plan my.json --over /deployments/0/pools/0/replicas/max=1..8:8 --futures /workload/traffic/trace=may.csv,june.csv --minimise regret)";

/// Within (0, 1).
double parse_part(const char* option, std::string_view text) {
    const double share = parse_share(option, text);
    if (share > 0 && share < 1) return share;
    throw UsageError(fmt::format("{} '{}' is no share between 0 and 100 %, such as 1%", option, text));
}

std::string search_text(const sim::PlannerProgress& progress) {
    constexpr double kPercent = 100;
    std::string best = "none meets the objectives so far";
    if (progress.per_month)
        best =
            fmt::format("best ${:.4g} a month, sure to {:.0f} %", *progress.per_month, progress.probability * kPercent);
    return fmt::format("{} simulations; {}", progress.simulations, best);
}

void tell_event(const sim::PlannerProgress& progress) {
    nlohmann::ordered_json event{{"event", "progress"}, {"simulations", progress.simulations}};
    if (progress.per_month)
        event["best"] = {{"cost_per_month", *progress.per_month}, {"probability", progress.probability}};
    print_event(event);
}

/// What the answer has to say beside itself.
void report(const sim::PlannerAnswer& answer, bool events) {
    for (const auto& remark : answer.remarks) {
        if (events)
            print_event({{"event", "remark"}, {"message", remark}});
        else
            print_error(fmt::format("plimsoll: {}\n", remark));
    }
    for (const auto& lost : answer.lost) {
        if (events)
            print_event({{"event", "lost"}, {"simulation", lost.label}, {"reason", lost.reason}});
        else
            print_error(fmt::format("plimsoll: lost: {}: {}\n", lost.label, lost.reason));
    }
    if (events) print_event({{"event", "finished"}, {"simulations", answer.effort.simulations}});
}

ExitStatus plan(const PlanOptions& options) {
    sim::PlannerOptions search;
    search.tolerance = parse_part("--tolerance", options.tolerance);
    search.demand.confidence = parse_part("--confidence", options.confidence);
    search.demand.most_replications = options.most_replications;
    search.aim = options.futures.aim();
    search.met_in = options.futures.share_met();
    search.jobs = options.jobs;
    const auto store = options.cache.empty() ? nullptr : sim::open_run_store(options.cache);
    search.store = store.get();

    const auto given = options.scenario.read();
    auto varied = options.grid.varied(given);
    const sim::Grid grid(std::move(varied.axes));
    const auto futures =
        sim::make_spaces(given, grid, options.grid.points(grid, varied.where), knowledge(), options.futures.futures());
    // Fewer say nothing of chance.
    search.demand.replications =
        std::clamp(futures.front().experiment.scenario.experiment.replications, 4U, options.most_replications);
    sim::PlannerAnswer answer;
    {
        StatusLine line;
        if (options.events())
            search.progress = tell_event;
        else if (options.progress == "auto" && error_is_terminal())
            search.progress = [&line](const sim::PlannerProgress& progress) { line.show(search_text(progress)); };
        answer = sim::find_plan(futures, search);
    }
    report(answer, options.events());
    print(options.json ? sim::answer_json(futures, answer)
                       : sim::answer_text(futures, answer, static_cast<std::size_t>(output_width())));
    if (!answer.lost.empty()) return ExitStatus::partial;
    return answer.winner ? ExitStatus::done : ExitStatus::not_met;
}

}  // namespace

void add_plan(CLI::App& app, Action& chosen) {
    auto* command = app.add_subcommand("plan", "Find the cheapest way to meet the objectives, and how sure that is");
    auto options = std::make_shared<PlanOptions>();
    options->scenario.add_to(*command);
    options->grid.add_to(*command);
    command->add_option("--tolerance", options->tolerance, "Differences of cost, and of a limit, that do not matter")
        ->type_name("SHARE")
        ->capture_default_str();
    command
        ->add_option("--confidence", options->confidence,
                     "Replications are added until the choice is good with this probability")
        ->type_name("SHARE")
        ->capture_default_str();
    constexpr std::uint32_t kFewest = 4;
    constexpr std::uint32_t kMost = 10'000;
    command->add_option("--most-replications", options->most_replications, "Of one candidate, at most")
        ->type_name("N")
        ->capture_default_str()
        ->check(CLI::Range(kFewest, kMost));
    options->futures.add_to(*command);
    add_jobs(*command, options->jobs,
             "Simulations at a time, each in a process; the answer is the same for any number");
    add_cache(*command, options->cache,
              "Take simulations that this program has run before from this folder, and keep new ones there: a changed "
              "price or objective simulates what is new alone");
    add_progress(*command, options->progress);
    command->add_flag("--json", options->json, "Print the answer as JSON (plimsoll.plan/1)");
    command->footer(kPlanExamples);
    command->callback([options, &chosen] {
        chosen = [options] {
            return guarded([options] { return plan(*options); },
                           options->events() ? ErrorFormat::events : ErrorFormat::text);
        };
    });
}

}  // namespace plimsoll::cli
