// SPDX-FileCopyrightText: 2026 The Plimsoll authors
// SPDX-License-Identifier: Apache-2.0
#include "models/graph/build.hpp"
#include "models/graph/graphviz.hpp"
#include "models/spec/model_file.hpp"
#include "scenarios/command_line/terminal.hpp"
#include "scenarios/data_folder.hpp"
#include "scenarios/input_error.hpp"
#include "scenarios/printable.hpp"
#include "scenarios/suggestion.hpp"
#include "scenarios/whole_file.hpp"
#include "sim/cli/command.hpp"
#include "sim/cli/knowledge.hpp"
#include "sim/cli/model_memory.hpp"
#include "sim/cli/model_report.hpp"
#include "sim/report/files.hpp"
#include "sim/report/layout.hpp"

#include <fmt/format.h>
#include <CLI/CLI.hpp>
#include <nlohmann/json.hpp>

#include <filesystem>
#include <memory>
#include <string>
#include <vector>

namespace plimsoll::cli {

namespace {

struct ShowOptions {
    std::string model;
    std::string precision = "fp16";
    std::uint32_t batch = 1;
    std::uint32_t tokens = 0;  ///< 0: not given
    std::uint32_t context = 0;
    std::string device;
    std::string profile;
    std::vector<std::string> compare;
    std::string engine;
    std::uint32_t tensor_parallel = 1;
    models::Pruning prune;
    std::vector<std::uint32_t> student;
    bool training = false;
    std::string graphviz;
    bool json = false;
};

constexpr std::uint32_t kUsualTokens = 128;

models::Variant variant_of(const ShowOptions& options, const models::Model& model) {
    models::Variant variant;
    variant.name = model.name;
    variant.precision = *scenarios::value_named<models::Precision>(options.precision);
    variant.prune = options.prune;
    if (!options.student.empty())
        variant.student =
            models::Student{options.student[0], options.student[1], options.student[2], options.student[3]};
    return variant;
}

models::StepSize step_of(const ShowOptions& options, const models::Model& model) {
    const auto longest = models::max_tokens_of(model);
    const bool fixed = longest == 0;
    if (options.context > 0 && !models::is_generative(model))
        throw UsageError(fmt::format("--kv: {} keeps no keys and values", model.name));
    if (!fixed && options.tokens + options.context > longest)
        throw UsageError(fmt::format("{} takes at most {} tokens", model.name, longest));
    const auto usual = fixed ? 1 : options.context > 0 ? 1 : std::min(kUsualTokens, longest);
    const auto tokens = options.tokens == 0 || fixed ? usual : options.tokens;
    return {static_cast<double>(options.batch), static_cast<double>(tokens), static_cast<double>(options.context)};
}

constexpr const char* kDatasheet = "datasheet";

/// The one that was asked for, then those to compare it with.
std::vector<StepTimer> timers_of(const ShowOptions& options) {
    auto& known = knowledge();
    const auto precision = *scenarios::value_named<models::Precision>(options.precision);
    std::vector<StepTimer> timers;
    if (options.profile == kDatasheet) {
        if (options.device.empty()) throw UsageError("--profile datasheet: name the --device");
        timers.push_back(StepTimer::of_datasheet(options.device, known));
    } else if (!options.profile.empty()) {
        timers.push_back(StepTimer::of_profile(options.profile, known));
    } else if (!options.device.empty()) {
        timers.push_back(StepTimer::of_device(options.device, precision, known));
    }
    if (!options.compare.empty() && timers.empty()) throw UsageError("--compare: name a --device or a --profile first");
    for (const auto& other : options.compare) {
        if (other != kDatasheet) {
            timers.push_back(StepTimer::of_device(other, precision, known));
            continue;
        }
        const auto* device = timers.front().device();
        if (device == nullptr)
            throw UsageError("--compare datasheet: no file of models/devices is for the profile's device");
        timers.push_back(StepTimer::of_datasheet(device->name, known));
    }
    if (!options.engine.empty()) {
        if (timers.empty()) throw UsageError("--engine: name a --device or a --profile first");
        for (auto& timer : timers) timer.run_by(options.engine, known);
    }
    return timers;
}

ExitStatus show(const ShowOptions& options) {
    ModelQuestion question;
    const auto model = models::find_model(options.model, scenarios::data_folder() / "models" / "zoo");
    question.variant = variant_of(options, model);
    question.model = models::apply(model, question.variant);
    question.step = step_of(options, question.model);
    question.tensor_parallel = options.tensor_parallel;
    question.training = options.training;
    if (options.training && models::weight_bytes(question.variant.precision) < 2)
        throw UsageError(fmt::format("--training: models are not trained in {}", options.precision));
    question.timers = timers_of(options);
    if (const auto part = models::untimed_part(model); !part.empty() && !question.timers.empty())
        throw InputError(
            Problem{"", 0, "", fmt::format("{} has {}, for which there are no step times", model.name, part),
                    fmt::format("without --device its operators and sizes are shown; \"plimsoll model memory "
                                "{} --device {}\" says what a server's KV cache holds",
                                model.name, options.device.empty() ? "D" : options.device)});
    const auto graph =
        models::build_graph(question.model, {question.variant.precision, options.tensor_parallel, options.training});
    if (!options.graphviz.empty()) scenarios::write_whole(options.graphviz, models::graphviz(graph, question.step));
    const auto report = report_on(std::move(question), graph, knowledge().devices());
    if (options.json)
        print_json(json_of(report));
    else
        print(text_of(report));
    return ExitStatus::done;
}

ExitStatus list_models(bool json) {
    const auto& zoo = knowledge().zoo();
    nlohmann::json all = nlohmann::json::array();
    std::string text;
    for (const auto& [name, model] : zoo) {
        const auto parameters = static_cast<double>(model.parameters);
        const auto size =
            parameters < 1e9 ? fmt::format("{:.1f} M", parameters / 1e6) : fmt::format("{:.1f} B", parameters / 1e9);
        text += results::ended_line(
            results::padded_right(scenarios::printable(name), 22) + results::padded_left(size, 9) + "  " +
            results::padded_right(models::family_of(model), 20) + scenarios::printable(model.title));
        all.push_back({{"name", name},
                       {"title", model.title},
                       {"family", models::family_of(model)},
                       {"parameters", model.parameters},
                       {"source", model.source},
                       {"date", model.date}});
    }
    if (json)
        print_json(all);
    else
        print(text);
    return ExitStatus::done;
}

void add_model_list(CLI::App& model, Action& chosen) {
    auto* command = model.add_subcommand("list", "The models of the zoo");
    auto json = std::make_shared<bool>(false);
    command->add_flag("--json", *json, "Print JSON");
    command->footer(R"(
Example:
  plimsoll model list --json)");
    command->callback([json, &chosen] { chosen = [json] { return list_models(*json); }; });
}

void add_variant_options(CLI::App& command, ShowOptions& options) {
    const auto precisions = scenarios::spelled<models::Precision>();
    command
        .add_option("--precision", options.precision, fmt::format("Of the products: {}", fmt::join(precisions, ", ")))
        ->type_name("P")
        ->capture_default_str()
        ->check(CLI::IsMember(precisions));
    command.add_option("--prune-layers", options.prune.layers, "Layers taken away")->type_name("N");
    command.add_option("--prune-heads", options.prune.heads, "Fraction of the heads of each layer taken away")
        ->type_name("F")
        ->check(CLI::Range(0.0, 1.0));
    command.add_option("--prune-ffn", options.prune.ffn, "Fraction of the feed-forward features taken away")
        ->type_name("F")
        ->check(CLI::Range(0.0, 1.0));
    command
        .add_option("--student", options.student,
                    "A student with these dimensions instead: layers, hidden, heads, intermediate")
        ->type_name("L,H,A,I")
        ->delimiter(',')
        ->expected(4)
        ->check(CLI::PositiveNumber);
}

void add_model_show(CLI::App& model, Action& chosen) {
    auto* command = model.add_subcommand("show", "Operators, sizes, memory and step time of a model");
    auto options = std::make_shared<ShowOptions>();
    command
        ->add_option("MODEL", options->model,
                     "A name of the zoo (plimsoll model list), a file of the same form, or a Hugging Face config.json")
        ->required()
        ->type_name("");
    command->add_option("--batch", options->batch, "Sequences, or images, of a step")
        ->type_name("B")
        ->capture_default_str()
        ->check(CLI::PositiveNumber);
    command
        ->add_option("--tokens", options->tokens,
                     "New tokens of each sequence; 128 where not given, 1 behind a KV cache")
        ->type_name("T")
        ->check(CLI::PositiveNumber);
    command->add_option("--kv", options->context, "Tokens of each sequence that are in the KV cache already")
        ->type_name("K");
    command
        ->add_option("--device", options->device,
                     "Time the step on this device of models/devices: by its best profile, else by its datasheet")
        ->type_name("D");
    command
        ->add_option("--profile", options->profile,
                     "Time the step by this profile, a name of models/profiles or a file; or by the datasheet")
        ->type_name("NAME|datasheet");
    command->add_option("--engine", options->engine, "What runs the step, of models/engines; default: cuda-graphs")
        ->type_name("NAME");
    command
        ->add_option("--compare", options->compare,
                     "Beside it, what the datasheet says, or another device's profile or datasheet")
        ->type_name("datasheet|D")
        ->delimiter(',')
        ->allow_extra_args(false);
    command->add_option("--tensor-parallel", options->tensor_parallel, "Devices that share each layer")
        ->type_name("N")
        ->capture_default_str()
        ->check(CLI::PositiveNumber);
    add_variant_options(*command, *options);
    command->add_flag("--training", options->training, "A training step with Adam, and its memory");
    command->add_option("--graphviz", options->graphviz, "Write the operator graph to this file (dot -Tsvg FILE)")
        ->type_name("FILE");
    command->add_flag("--json", options->json, "Print JSON, in SI units");
    command->footer(R"(
Examples:
  plimsoll model show bert-base --batch 8 --tokens 128 --device nvidia-t4
  plimsoll model show llama-3.1-8b --batch 32 --kv 1024 --precision bf16 --device nvidia-h100-80gb
  plimsoll model show bert-base --batch 32 --tokens 512 --device nvidia-h100-80gb --compare datasheet,nvidia-h200
  plimsoll model show llama-3.1-70b --tensor-parallel 4 --precision fp8 --device nvidia-h100-80gb
  plimsoll model show bert-base --prune-layers 6 --prune-heads 0.25
  plimsoll model show ./Qwen3-8B/config.json

Times of a profile were measured, and say how sure they are; those of a datasheet are good to a factor of two (docs/models.md).)");
    command->callback([options, &chosen] { chosen = [options] { return show(*options); }; });
}

}  // namespace

void add_model(CLI::App& app, Action& chosen) {
    auto* model = app.add_subcommand("model", "Look at models: operators, memory, step times");
    model->require_subcommand(1);
    add_model_list(*model, chosen);
    add_model_show(*model, chosen);
    add_model_memory(*model, chosen);
    model->footer(R"(
Examples:
  plimsoll model list
  plimsoll model show bert-base --batch 8 --tokens 128 --device nvidia-t4
  plimsoll model memory qwen2.5-72b --tensor-parallel 2 --device nvidia-h100-80gb)");
}

}  // namespace plimsoll::cli
