// SPDX-FileCopyrightText: 2026 The Plimsoll authors
// SPDX-License-Identifier: Apache-2.0
#include "sim/planner/stress.hpp"

#include "scenarios/command_line/terminal.hpp"
#include "sim/cli/command.hpp"
#include "sim/cli/common_options.hpp"
#include "sim/cli/deployment_choice.hpp"
#include "sim/cli/error_report.hpp"
#include "sim/cli/scenario_options.hpp"
#include "sim/run/worker_pool.hpp"

#include <fmt/format.h>
#include <CLI/CLI.hpp>

#include <memory>
#include <string>
#include <vector>

namespace plimsoll::cli {

namespace {

struct StressOptions {
    ScenarioOptions scenario;
    std::vector<std::string> deployments;
    sim::StressOptions stresses;
    std::string more_to_pay = "30%";
    unsigned jobs = sim::available_processors();
    std::string cache;
    bool json = false;
};

constexpr const char* kStressExamples = R"(
Each stress is simulated alone, for the whole horizon. Prices simulate nothing.

Examples:
  plimsoll stress my.json
  plimsoll stress my.json --deployment "small GPUs" --set /deployments/0/pools/0/replicas/max=6 --traffic 5
  plimsoll stress my.json --json > stress.json)";

ExitStatus stress(const StressOptions& options) {
    auto stresses = options.stresses;
    stresses.prices = 1 + parse_share("--price", options.more_to_pay);
    stresses.jobs = options.jobs;
    const auto store = options.cache.empty() ? nullptr : sim::open_run_store(options.cache);
    stresses.store = store.get();
    const auto experiment = options.scenario.resolve();
    const auto report = sim::run_stresses(experiment, chosen_deployments(options.deployments, experiment), stresses);
    for (const auto& remark : report.remarks) print_error(fmt::format("plimsoll: {}\n", remark));
    for (const auto& lost : report.lost) print_error(fmt::format("plimsoll: lost: {}: {}\n", lost.label, lost.reason));
    print(options.json ? sim::stress_json(report, experiment)
                       : sim::stress_text(report, static_cast<std::size_t>(output_width())));
    return report.lost.empty() ? ExitStatus::done : ExitStatus::partial;
}

}  // namespace

void add_stress(CLI::App& app, Action& chosen) {
    auto* command = app.add_subcommand(
        "stress", "Say what each deployment costs, and what breaks first, when something goes wrong");
    auto options = std::make_shared<StressOptions>();
    options->scenario.add_to(*command);
    command->add_option("--deployment", options->deployments, "Only this one; can be repeated. All of them by default")
        ->type_name("NAME")
        ->allow_extra_args(false);
    command->add_option("--traffic", options->stresses.traffic, "So many times the requests")
        ->type_name("N")
        ->capture_default_str()
        ->check(CLI::PositiveNumber);
    command->add_option("--price", options->more_to_pay, "By so much every price rises")
        ->type_name("SHARE")
        ->capture_default_str();
    command->add_option("--steps", options->stresses.steps, "Every step takes so many times as long")
        ->type_name("N")
        ->capture_default_str()
        ->check(CLI::PositiveNumber);
    add_jobs(*command, options->jobs,
             "Simulations at a time, each in a process; the result is the same for any number");
    add_cache(*command, options->cache,
              "Take simulations that this program has run before from this folder, and keep new ones there");
    command->add_flag("--json", options->json, "Print the report as JSON (plimsoll.stress/1)");
    command->footer(kStressExamples);
    command->callback([options, &chosen] {
        chosen = [options] { return guarded([options] { return stress(*options); }, ErrorFormat::text); };
    });
}

}  // namespace plimsoll::cli
