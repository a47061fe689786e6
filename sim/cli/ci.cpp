// SPDX-FileCopyrightText: 2026 The Plimsoll authors
// SPDX-License-Identifier: Apache-2.0
//
// The gate of a pipeline.
#include "scenarios/command_line/terminal.hpp"
#include "scenarios/command_line/today.hpp"
#include "scenarios/json_document.hpp"
#include "sim/cli/command.hpp"
#include "sim/cli/common_options.hpp"
#include "sim/cli/output_folder.hpp"
#include "sim/cli/scenario_options.hpp"
#include "sim/compare/regression.hpp"
#include "sim/report/comparison_reader.hpp"
#include "sim/report/difference_report.hpp"
#include "sim/run/run.hpp"
#include "sim/run/run_points.hpp"
#include "sim/run/run_store.hpp"
#include "sim/run/worker_pool.hpp"

#include <fmt/format.h>
#include <CLI/CLI.hpp>
#include <nlohmann/json.hpp>
#include <plimsoll_version.hpp>

#include <memory>
#include <optional>
#include <string>

namespace plimsoll::cli {

namespace {

struct CiOptions {
    ScenarioOptions scenario;
    std::string baseline;
    std::string max_cost_increase = "0%";
    std::string max_p99_increase = "0%";
    std::string out;
    std::string cache;
    unsigned jobs = sim::available_processors();
    bool json = false;
};

std::string recommended_text(const results::RegressionCheck& check) {
    if (check.before == nullptr && check.after == nullptr)
        return "recommended: no deployment meets its objectives, as in the baseline; there is nothing to hold";
    if (check.before == nullptr)
        return fmt::format("recommended: {}; in the baseline none met its objectives", check.after->name);
    if (check.after == nullptr)
        return fmt::format("FAILED recommended: no deployment meets its objectives; in the baseline {} did",
                           check.before->name);
    if (check.before->name == check.after->name)
        return fmt::format("recommended: {}, as in the baseline", check.after->name);
    return fmt::format("recommended: {}; in the baseline {}", check.after->name, check.before->name);
}

std::string line_text(const char* figure, const std::string& change, bool regressed, const std::string& allowed) {
    return fmt::format("{}{}: {} (allowed: +{})\n", regressed ? "FAILED " : "", figure, change, allowed);
}

std::string check_text(const results::RegressionCheck& check, const CiOptions& options) {
    auto text = recommended_text(check) + "\n";
    if (check.cost_per_month)
        text += line_text("cost per month", results::cost_change_text(*check.cost_per_month), check.cost_regressed,
                          options.max_cost_increase);
    if (check.latency_p99_s)
        text += line_text("p99 latency", results::duration_change_text(*check.latency_p99_s), check.p99_regressed,
                          options.max_p99_increase);
    return text + (check.passed() ? "passed\n" : "failed\n");
}

nlohmann::ordered_json check_json(const results::RegressionCheck& check, const results::Allowances& allowances) {
    const auto name = [](const results::DeploymentResult* deployment) {
        return deployment == nullptr ? nlohmann::ordered_json() : nlohmann::ordered_json(deployment->name);
    };
    nlohmann::ordered_json json{{"schema", "plimsoll.regression/1"},
                                {"passed", check.passed()},
                                {"recommended", {{"before", name(check.before)}, {"after", name(check.after)}}}};
    const auto put = [&](const char* key, nlohmann::ordered_json change, double allowed, bool regressed) {
        change["allowed"] = allowed;
        change["regressed"] = regressed;
        json[key] = std::move(change);
    };
    if (check.cost_per_month)
        put("cost_per_month", results::cost_change_json(*check.cost_per_month), allowances.cost, check.cost_regressed);
    if (check.latency_p99_s)
        put("latency_p99_s", results::duration_change_json(*check.latency_p99_s), allowances.p99, check.p99_regressed);
    return json;
}

sim::RunOutcome simulate(const CiOptions& options) {
    const auto experiment = options.scenario.resolve();
    sim::RunOptions run;
    run.jobs = options.jobs;
    const auto store = options.cache.empty() ? nullptr : sim::open_run_store(options.cache);
    run.store = store.get();
    run.notes.plimsoll_version = kVersion;
    run.notes.today = today();
    return sim::run_experiment(experiment, run);
}

ExitStatus ci(const CiOptions& options) {
    const results::Allowances allowances{parse_share("--max-cost-increase", options.max_cost_increase),
                                         parse_share("--max-p99-increase", options.max_p99_increase)};
    const auto baseline = results::read_comparison(scenarios::read_text_file(options.baseline), options.baseline);
    std::optional<OutputFolder> folder;
    if (!options.out.empty()) folder.emplace(options.out);
    const auto outcome = simulate(options);
    for (const auto& lost : outcome.lost)
        print_error(fmt::format("plimsoll: a simulation was lost: {}: {}\n", lost.label, lost.reason));
    if (folder) folder->publish(outcome.comparison);
    if (!outcome.lost.empty()) return ExitStatus::partial;
    const auto check = results::check_regression(baseline, outcome.comparison, allowances);
    if (options.json)
        print_json(check_json(check, allowances));
    else
        print(check_text(check, options));
    return check.passed() ? ExitStatus::done : ExitStatus::not_met;
}

}  // namespace

void add_ci(CLI::App& app, Action& chosen) {
    auto* command = app.add_subcommand(
        "ci", "The gate of a pipeline: fail where what is recommended costs more, or is slower, than in a baseline");
    auto options = std::make_shared<CiOptions>();
    options->scenario.add_to(*command);
    command->add_option("--baseline", options->baseline, "A result of `compare --json`, or of --out of an earlier run")
        ->required()
        ->type_name("RESULT");
    command
        ->add_option("--max-cost-increase", options->max_cost_increase,
                     "Let the cost per month of the recommended deployment rise by this much")
        ->type_name("PERCENT")
        ->capture_default_str();
    command
        ->add_option("--max-p99-increase", options->max_p99_increase,
                     "Let the p99 latency of the recommended deployment rise by this much")
        ->type_name("PERCENT")
        ->capture_default_str();
    command
        ->add_option("--out", options->out,
                     "Write the new result into this folder, as `compare --out` does: its comparison.json is the next "
                     "baseline")
        ->type_name("DIR")
        ->check(not_empty());
    add_cache(*command, options->cache, "Take simulations from this folder, and keep new ones there");
    add_jobs(*command, options->jobs, "Simulations at a time; the result is the same for any number");
    command->add_flag("--json", options->json, "Print what was found as JSON (plimsoll.regression/1)");
    command->footer(R"(
A figure regresses where it rises by more than is allowed and by more than chance explains: where the interval of the
difference excludes 0. Exit status 0 where nothing regresses, 1 where something does, or where nothing meets the objectives
any more.

Examples:
  plimsoll ci my.json --baseline baseline.json
  plimsoll ci my.json --baseline baseline.json --max-cost-increase 5% --max-p99-increase 10%)");
    command->callback([options, &chosen] { chosen = [options] { return ci(*options); }; });
}

}  // namespace plimsoll::cli
