// SPDX-FileCopyrightText: 2026 The Plimsoll authors
// SPDX-License-Identifier: Apache-2.0
#include "scenarios/command_line/terminal.hpp"
#include "scenarios/projection_reader.hpp"
#include "sim/cli/command.hpp"
#include "sim/cli/common_options.hpp"
#include "sim/cli/error_report.hpp"
#include "sim/cli/scenario_options.hpp"
#include "sim/projection/projection.hpp"
#include "sim/run/worker_pool.hpp"

#include <fmt/format.h>
#include <CLI/CLI.hpp>

#include <cstdint>
#include <memory>
#include <optional>
#include <string>

namespace plimsoll::cli {

namespace {

struct ProjectOptions {
    ScenarioOptions scenario;
    unsigned jobs = sim::available_processors();
    std::string cache;
    bool json = false;
    // What they say counts instead of the scenario's.
    std::string start;
    std::optional<std::uint32_t> months;
    std::optional<double> growth, growth_sd, weekend, budget;

    /// \throws UsageError
    void change(scenarios::ProjectionSpec& spec) const {
        if (!start.empty()) {
            spec.start = scenarios::parse_month(start);
            if (!spec.start)
                throw UsageError(fmt::format("--start: \"{}\" is no month; write for example 2027-01", start));
        }
        spec.months = months.value_or(spec.months);
        spec.growth = growth.value_or(spec.growth);
        spec.growth_sd = growth_sd.value_or(spec.growth_sd);
        spec.weekend = weekend.value_or(spec.weekend);
        if (budget) spec.budget_per_month = budget;
    }
};

constexpr const char* kProjectExamples = R"(
What the months bring stands in the scenario, as "projection": growth and how sure it is, seasons, weekends, launches,
price changes, costs paid once, support, tax, budgets. The deployments are simulated at the loads that come.

Examples:
  plimsoll project my.json
  plimsoll project my.json --months 24 --growth 0.03 --growth-sd 0.02 --weekend 0.4
  plimsoll project my.json --budget 12000 --json > projection.json)";

ExitStatus project(const ProjectOptions& options) {
    const auto store = options.cache.empty() ? nullptr : sim::open_run_store(options.cache);
    auto draft = options.scenario.draft();
    auto spec = draft.projection;
    options.change(spec);
    const auto projection = sim::project(ScenarioOptions::resolve(std::move(draft)), spec, options.jobs, store.get());
    for (const auto& remark : projection.remarks) print_error(fmt::format("plimsoll: {}\n", remark));
    for (const auto& lost : projection.lost)
        print_error(fmt::format("plimsoll: lost: {}: {}\n", lost.label, lost.reason));
    print(options.json ? sim::projection_json(projection)
                       : sim::projection_text(projection, static_cast<std::size_t>(output_width())));
    return projection.lost.empty() ? ExitStatus::done : ExitStatus::partial;
}

}  // namespace

void add_project(CLI::App& app, Action& chosen) {
    auto* command = app.add_subcommand(
        "project", "Say what the months ahead will be billed, how sure that is, and how probably a budget is exceeded");
    auto options = std::make_shared<ProjectOptions>();
    options->scenario.add_to(*command);
    command->add_option("--start", options->start, "First month, instead of the scenario's")->type_name("YYYY-MM");
    command->add_option("--months", options->months, "How many months")->type_name("N")->check(CLI::Range(1U, 120U));
    command->add_option("--growth", options->growth, "Of the load, as a fraction a month: 0.03")
        ->type_name("X")
        ->check(CLI::Range(-0.99, 10.0));
    command->add_option("--growth-sd", options->growth_sd, "How sure that is: its standard deviation")
        ->type_name("X")
        ->check(CLI::Range(0.0, 10.0));
    command->add_option("--weekend", options->weekend, "Load of a Saturday or Sunday beside that of a weekday")
        ->type_name("X")
        ->check(CLI::Range(0.0, 1000.0));
    command->add_option("--budget", options->budget, "Budget of a month")->type_name("USD")->check(CLI::PositiveNumber);
    add_jobs(*command, options->jobs,
             "Simulations at a time, each in a process; the result is the same for any number");
    add_cache(*command, options->cache,
              "Take simulations that this program has run before from this folder, and keep new ones there");
    command->add_flag("--json", options->json, "Print the projection as JSON (plimsoll.projection/1)");
    command->footer(kProjectExamples);
    command->callback([options, &chosen] {
        chosen = [options] { return guarded([options] { return project(*options); }, ErrorFormat::text); };
    });
}

}  // namespace plimsoll::cli
