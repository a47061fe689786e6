// SPDX-FileCopyrightText: 2026 The Plimsoll authors
// SPDX-License-Identifier: Apache-2.0
#include "scenarios/command_line/terminal.hpp"
#include "sim/cli/command.hpp"
#include "sim/cli/common_options.hpp"
#include "sim/cli/error_report.hpp"
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
    unsigned jobs = sim::available_processors();
    std::string cache;
    bool json = false;
};

constexpr const char* kPlanExamples = R"(
What varies is what can be chosen, by --over, --zip and --where as for `plimsoll sweep`; traffic, objectives and prices are
given. Exit status 1 where nothing meets the objectives.

Examples:
  plimsoll plan my.json --over /deployments/0/pools/0/replicas/max=1,2,3,4,6,8 --over /deployments/0/pools/0/batching/max_batch=1,4,16
  plimsoll plan my.json --over /model/precision=fp16,int8 --tolerance 5% --json
  plimsoll plan my.json --zip /deployments/0/pools/0/replicas/min=1,2,3 --zip /deployments/0/pools/0/replicas/max=1,2,3 --cache runs)";

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

ExitStatus plan(const PlanOptions& options) {
    sim::PlannerOptions search;
    search.tolerance = parse_part("--tolerance", options.tolerance);
    search.demand.confidence = parse_part("--confidence", options.confidence);
    search.demand.most_replications = options.most_replications;
    search.jobs = options.jobs;
    const auto store = options.cache.empty() ? nullptr : sim::open_run_store(options.cache);
    search.store = store.get();

    const auto given = options.scenario.read();
    auto varied = options.grid.varied(given);
    const sim::Grid grid(std::move(varied.axes));
    const auto space = sim::make_space(given, grid, options.grid.points(grid, varied.where), knowledge());
    // Fewer say nothing of chance.
    search.demand.replications =
        std::clamp(space.experiment.scenario.experiment.replications, 4U, options.most_replications);
    sim::PlannerAnswer answer;
    {
        StatusLine line;
        if (error_is_terminal())
            search.progress = [&line](const sim::PlannerProgress& progress) { line.show(search_text(progress)); };
        answer = sim::find_plan(space, search);
    }
    for (const auto& remark : answer.remarks) print_error(fmt::format("plimsoll: {}\n", remark));
    for (const auto& lost : answer.lost) print_error(fmt::format("plimsoll: lost: {}: {}\n", lost.label, lost.reason));
    print(options.json ? sim::answer_json(space, answer)
                       : sim::answer_text(space, answer, static_cast<std::size_t>(output_width())));
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
    add_jobs(*command, options->jobs,
             "Simulations at a time, each in a process; the answer is the same for any number");
    add_cache(*command, options->cache,
              "Take simulations that this program has run before from this folder, and keep new ones there: a changed "
              "price or objective simulates what is new alone");
    command->add_flag("--json", options->json, "Print the answer as JSON (plimsoll.plan/1)");
    command->footer(kPlanExamples);
    command->callback([options, &chosen] {
        chosen = [options] { return guarded([options] { return plan(*options); }, ErrorFormat::text); };
    });
}

}  // namespace plimsoll::cli
