// SPDX-FileCopyrightText: 2026 The Plimsoll authors
// SPDX-License-Identifier: Apache-2.0
#include "sim/cli/model_memory.hpp"

#include "models/spec/model_file.hpp"
#include "scenarios/command_line/terminal.hpp"
#include "scenarios/continuous_batching.hpp"
#include "scenarios/data_folder.hpp"
#include "scenarios/input_error.hpp"
#include "scenarios/readable.hpp"
#include "scenarios/suggestion.hpp"
#include "sim/cli/knowledge.hpp"
#include "sim/cli/step_timer.hpp"
#include "sim/report/files.hpp"
#include "sim/report/layout.hpp"
#include "sim/resolve/kv_cache_fit.hpp"
#include "sim/resolve/scheduler_preset.hpp"

#include <fmt/format.h>
#include <fmt/ranges.h>
#include <nlohmann/json.hpp>

#include <algorithm>
#include <cstdint>
#include <memory>
#include <string>
#include <vector>

namespace plimsoll::cli {

namespace {

using models::kGiB;
using scenarios::KvCacheDtype;

/// As on the command line; 0 where not given.
struct MemoryOptions {
    std::string model;
    std::string device;
    std::string preset;
    std::string precision = "bf16";
    std::string kv_cache_dtype = "auto";
    std::uint32_t tensor_parallel = 1;
    std::uint32_t pipeline_parallel = 1;
    double utilization = 0;
    std::uint32_t max_num_seqs = 0;
    std::uint32_t max_num_batched_tokens = 0;
    std::uint32_t max_model_len = 0;
    std::uint32_t block_size = 0;
    bool json = false;
};

template <class T>
T given_or(T given, T usual) {
    return given > T{} ? given : usual;
}

struct Answer {
    const models::Model& model;
    const models::Device& device;
    const sim::SchedulerPreset& preset;
    models::KvCacheOptions options;
    models::KvCacheSize size;
};

models::KvCacheOptions server_of(const MemoryOptions& asked, const models::Model& model, const models::Device& device,
                                 const sim::SchedulerPreset& preset) {
    const auto limits = sim::step_limits(preset, sim::found_bytes(device), device.name);
    models::KvCacheOptions server;
    server.memory_bytes = sim::found_bytes(device);
    server.utilization = given_or(asked.utilization, preset.gpu_memory_utilization);
    server.block_tokens = given_or(asked.block_size, preset.block_size);
    server.tokens_per_step = given_or(asked.max_num_batched_tokens, limits.max_num_batched_tokens);
    server.max_sequences = given_or(asked.max_num_seqs, std::min(limits.max_num_seqs, server.tokens_per_step));
    server.max_tokens = given_or(asked.max_model_len, models::max_tokens_of(model));
    server.precision = *scenarios::value_named<models::Precision>(asked.precision);
    server.fp8_cache = scenarios::value_named<KvCacheDtype>(asked.kv_cache_dtype) == KvCacheDtype::fp8;
    server.tensor_parallel = asked.tensor_parallel;
    server.pipeline_parallel = asked.pipeline_parallel;
    server.graphs_bytes = sim::graphs_set_aside(preset);
    return server;
}

std::string text_of(const Answer& answer) {
    const auto& [model, device, preset, options, size] = answer;
    auto text = fmt::format("{} ({}), {}, {}, defaults of {}", model.title, model.name,
                            models::name_of(options.precision), device.title, preset.name);
    if (options.tensor_parallel > 1) text += fmt::format("; one of {} in tensor parallel", options.tensor_parallel);
    if (options.pipeline_parallel > 1)
        text += fmt::format("; stage {} of {}, which holds the least", size.stage + 1, options.pipeline_parallel);
    text = results::paragraph(text, 100) + "\n";
    const auto line = [&](std::string_view what, const std::string& figure, const std::string& meaning) {
        text += results::ended_line(results::padded_right(what, 12) + results::padded_left(figure, 10) +
                                    (meaning.empty() ? "" : "  " + meaning));
    };
    const auto gib = [](double bytes) { return fmt::format("{:.2f}", bytes / kGiB); };
    const auto whole = [](double number) { return scenarios::count_text(number); };
    line("memory", gib(size.memory_bytes), "GiB that programs find on the device");
    line("taken", gib(size.taken_bytes), fmt::format("{:.3g} % of it", 100 * options.utilization));
    line("weights", gib(-size.weights_bytes), "with tables of rotary positions");
    line("activations", gib(-size.activations_bytes),
         fmt::format("at their peak, with {} tokens and {} sequences in a step", whole(options.tokens_per_step),
                     whole(options.max_sequences)));
    line("libraries", gib(-size.other_bytes), options.tensor_parallel > 1 ? "and buffers of collectives" : "");
    line("graphs", gib(0 - size.graphs_bytes), "");
    line("KV cache", gib(size.cache_bytes), fmt::format("{} B a block", whole(size.block_bytes)));
    line("blocks", whole(static_cast<double>(size.blocks)),
         fmt::format("of {} tokens{}", options.block_tokens,
                     size.groups > 1 ? fmt::format(", one for each of {} groups of layers", size.groups) : ""));
    line("tokens", whole(static_cast<double>(size.tokens(options.block_tokens))), "");
    line("sequences", fmt::format("{:.2f}", size.concurrency()),
         fmt::format("of {} tokens at a time", whole(options.max_tokens)));
    return text;
}

nlohmann::json json_of(const Answer& answer) {
    const auto& [model, device, preset, options, size] = answer;
    return {{"schema", "plimsoll.model-memory/1"},
            {"name", model.name},
            {"device", device.name},
            {"preset", preset.name},
            {"precision", models::name_of(options.precision)},
            {"kv_cache_dtype", options.fp8_cache ? "fp8" : "auto"},
            {"tensor_parallel", options.tensor_parallel},
            {"pipeline_parallel", options.pipeline_parallel},
            {"stage", size.stage},
            {"memory_bytes", size.memory_bytes},
            {"taken_bytes", size.taken_bytes},
            {"weights_bytes", size.weights_bytes},
            {"activations_bytes", size.activations_bytes},
            {"libraries_bytes", size.other_bytes},
            {"graphs_bytes", size.graphs_bytes},
            {"kv_cache_bytes", size.cache_bytes},
            {"block_bytes", size.block_bytes},
            {"groups", size.groups},
            {"num_gpu_blocks", size.blocks},
            {"tokens", size.tokens(options.block_tokens)},
            {"max_model_len", options.max_tokens},
            {"max_concurrency", size.concurrency()}};
}

ExitStatus show_memory(const MemoryOptions& asked) {
    const auto model = models::find_model(asked.model, scenarios::data_folder() / "models" / "zoo");
    if (!std::holds_alternative<models::Decoder>(model.architecture))
        throw InputError(Problem{"", 0, "", fmt::format("{} is no decoder: it has no KV cache", model.name), ""});
    if (asked.max_model_len > models::max_tokens_of(model))
        throw UsageError(
            fmt::format("--max-model-len: {} takes at most {} tokens", model.name, models::max_tokens_of(model)));
    const auto& device = device_called(asked.device, knowledge());
    const auto& preset = asked.preset.empty() ? sim::scheduler_presets().back() : *sim::find_preset(asked.preset);
    const auto server = server_of(asked, model, device, preset);
    const Answer answer{model, device, preset, server, models::kv_cache_size(model, server)};
    if (answer.size.blocks < answer.size.least_blocks)
        throw InputError(
            Problem{"", 0, "",
                    fmt::format("{} in {} leaves {} blocks of KV cache on {}; a sequence of {} tokens needs {} ({})",
                                model.name, models::name_of(server.precision), answer.size.blocks, device.name,
                                server.max_tokens, answer.size.least_blocks, sim::sum_text(answer.size)),
                    sim::what_would_fit(model, server, &device, knowledge().devices())});
    if (asked.json)
        print_json(json_of(answer));
    else
        print(text_of(answer));
    return ExitStatus::done;
}

void add_server_options(CLI::App& command, MemoryOptions& options) {
    const auto count = [&](const char* name, std::uint32_t& into, const char* meaning) {
        command.add_option(name, into, meaning)->type_name("N")->check(CLI::PositiveNumber);
    };
    count("--max-num-seqs", options.max_num_seqs, "Sequences of a step; default: the preset's for the device");
    count("--max-num-batched-tokens", options.max_num_batched_tokens, "Tokens of a step; default: likewise");
    count("--max-model-len", options.max_model_len, "Tokens of a sequence; default: what the model takes");
    count("--block-size", options.block_size, "Tokens of a block; default: the preset's");
    command
        .add_option("--gpu-memory-utilization", options.utilization,
                    "Share of the memory that the server takes; default: the preset's")
        ->type_name("F")
        ->check(CLI::Range(0.01, 1.0));
}

}  // namespace

void add_model_memory(CLI::App& model, Action& chosen) {
    auto* command =
        model.add_subcommand("memory", "What the memory of an LLM server holds: weights, activations, KV cache");
    auto options = std::make_shared<MemoryOptions>();
    command
        ->add_option("MODEL", options->model, "A decoder: a name of the zoo, a file of the same form, or a config.json")
        ->required()
        ->type_name("");
    command->add_option("--device", options->device, "A device of models/devices")->required()->type_name("D");
    std::vector<std::string> presets;
    for (const auto& preset : sim::scheduler_presets()) presets.emplace_back(preset.name);
    command->add_option("--preset", options->preset, "Version of vLLM whose defaults are taken; default: the newest")
        ->type_name("NAME")
        ->check(CLI::IsMember(presets));
    const auto precisions = scenarios::spelled<models::Precision>();
    command
        ->add_option("--precision", options->precision, fmt::format("Of the products: {}", fmt::join(precisions, ", ")))
        ->type_name("P")
        ->capture_default_str()
        ->check(CLI::IsMember(precisions));
    command->add_option("--kv-cache-dtype", options->kv_cache_dtype, "Format of keys and values: auto, fp8")
        ->type_name("auto|fp8")
        ->capture_default_str()
        ->check(CLI::IsMember(scenarios::spelled<KvCacheDtype>()));
    command->add_option("--tensor-parallel", options->tensor_parallel, "Devices that share each layer")
        ->type_name("N")
        ->capture_default_str()
        ->check(CLI::PositiveNumber);
    command->add_option("--pipeline-parallel", options->pipeline_parallel, "Stages that share the layers")
        ->type_name("N")
        ->capture_default_str()
        ->check(CLI::PositiveNumber);
    add_server_options(*command, *options);
    command->add_flag("--json", options->json, "Print JSON, in bytes");
    command->footer(R"(
Examples:
  plimsoll model memory llama-3.1-8b --device nvidia-h100-80gb
  plimsoll model memory qwen2.5-72b --tensor-parallel 2 --device nvidia-h100-80gb --preset vllm-0.19 --max-model-len 8192
  plimsoll model memory llama-3.1-8b --device nvidia-l4 --precision fp8 --kv-cache-dtype fp8 --max-model-len 16384

What does not hold one sequence is an error that says by how much, and what would (docs/models.md).)");
    command->callback([options, &chosen] { chosen = [options] { return show_memory(*options); }; });
}

}  // namespace plimsoll::cli
