// SPDX-FileCopyrightText: 2026 The Plimsoll authors
// SPDX-License-Identifier: Apache-2.0
#include "models/measure/cli/command.hpp"
#include "models/measure/plan_text.hpp"
#include "models/profile/profile_file.hpp"
#include "models/spec/model_file.hpp"
#include "scenarios/data_folder.hpp"
#include "scenarios/files/packed_text.hpp"

#include <fmt/format.h>
#include <CLI/CLI.hpp>

#include <filesystem>
#include <memory>

namespace plimsoll::measure::cli {
namespace {

/// "zoo" stands for every model of the zoo whose kernels can be measured.
std::vector<std::string> models_of(const GridOptions& options) {
    std::vector<std::string> names;
    for (const auto& name : options.models) {
        if (name != "zoo") {
            names.push_back(name);
            continue;
        }
        for (const auto& [known, model] : models::load_models(scenarios::data_folder() / "models" / "zoo"))
            if (models::unmeasured_part(model).empty()) names.push_back(known);
    }
    return names;
}

ExitStatus plan(const GridOptions& options) {
    const double budget_s = parse_budget(options.budget);
    auto precisions = parse_precisions(options.precisions);
    using enum models::Precision;
    if (precisions.empty()) precisions = {fp32, tf32, fp16, bf16, int8, fp8};
    print(plan_text(
        plan_of({models_of(options), precisions, fp16, options.max_batch, options.max_tokens, options.max_context}),
        budget_s));
    return ExitStatus::done;
}

struct AssembleOptions {
    std::vector<std::string> plans;
    std::vector<std::string> results;
    std::string out;
    std::string source;
    std::string date;
};

std::vector<Run> read_runs(const AssembleOptions& options) {
    if (options.plans.size() != options.results.size())
        throw UsageError(fmt::format("--plan stands {} times and --results {} times; they belong together in pairs",
                                     options.plans.size(), options.results.size()));
    std::vector<Run> runs;
    for (std::size_t i = 0; i < options.plans.size(); ++i)
        runs.push_back({parse_plan(scenarios::read_packed_text(options.plans[i]), options.plans[i]),
                        parse_results(scenarios::read_packed_text(options.results[i]), options.results[i]),
                        options.results[i]});
    return runs;
}

ExitStatus assemble_file(const AssembleOptions& options) {
    auto profile = assemble(read_runs(options));
    profile.name = std::filesystem::path(options.out).stem().string();
    profile.source = options.source.empty() ? program_text() : options.source;
    profile.date = options.date.empty() ? today() : options.date;
    name_device(profile);
    models::write_profile(profile, options.out);
    if (profile.complete) return ExitStatus::done;
    print_error(
        "plimsoll-profile: the results end before the coarse grid does; the profile says \"complete\": false\n");
    return ExitStatus::partial;
}

}  // namespace

void add_plan(CLI::App& app, Action& chosen) {
    auto* command = app.add_subcommand("plan", "Print what to measure, for a machine without plimsoll-profile");
    auto options = std::make_shared<GridOptions>();
    options->add_to(*command);
    command->footer(R"(
Example:
  plimsoll-profile plan --model bert-base --precision fp16 --budget 5min > plan.txt
  plimsoll-profile plan --model zoo --max-batch 128 > zoo.txt         every model of the zoo
  plimsoll-measure-cuda < plan.txt > results.txt        on the machine with the GPU
  plimsoll-profile assemble --plan plan.txt --results results.txt --out my-gpu.json)");
    command->callback([options, &chosen] { chosen = [options] { return plan(*options); }; });
}

void add_assemble(CLI::App& app, Action& chosen) {
    auto* command = app.add_subcommand("assemble", "Make a profile of plans and their results");
    auto options = std::make_shared<AssembleOptions>();
    command->add_option("--plan", options->plans, "What was measured")
        ->required()
        ->type_name("FILE")
        ->allow_extra_args(false);
    command
        ->add_option("--results", options->results,
                     "What came out; of several runs on one device, the first that timed an operator counts")
        ->required()
        ->type_name("FILE")
        ->allow_extra_args(false);
    command->add_option("--out", options->out, "Write the profile into this file")->required()->type_name("FILE");
    command->add_option("--date", options->date, "When it was measured; default: today")->type_name("YYYY-MM-DD");
    command->add_option("--source", options->source, "Who measured, and with what; default: this program")
        ->type_name("TEXT");
    command->footer(R"(
Example:
  plimsoll-profile assemble --plan plan.txt --results results.txt --out my-gpu.json

Exit status 5 where the results end before the coarse grid does.)");
    command->callback([options, &chosen] { chosen = [options] { return assemble_file(*options); }; });
}

}  // namespace plimsoll::measure::cli
