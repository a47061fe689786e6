// SPDX-FileCopyrightText: 2026 The Plimsoll authors
// SPDX-License-Identifier: Apache-2.0
#include "sim/resolve/resolve_tokens.hpp"

#include "models/graph/build.hpp"
#include "models/step_time/graph_sizes.hpp"
#include "models/step_time/kv_cache.hpp"
#include "models/step_time/token_service.hpp"
#include "scenarios/quantity.hpp"
#include "scenarios/readable.hpp"
#include "scenarios/suggestion.hpp"
#include "sim/resolve/kv_cache_fit.hpp"
#include "sim/resolve/scheduler_preset.hpp"

#include <fmt/format.h>

#include <algorithm>
#include <utility>
#include <variant>

namespace plimsoll::sim {

namespace {

using scenarios::ContinuousBatchingSpec;
using Dtype = scenarios::KvCacheDtype;
using Origin = Findings::Origin;

const ContinuousBatchingSpec& given_by(const scenarios::DeploymentSpec& deployment) {
    static const ContinuousBatchingSpec kNothing;
    return deployment.queue.continuous ? *deployment.queue.continuous : kNothing;
}

const SchedulerPreset* preset_of(const ContinuousBatchingSpec& given, const std::string& pointer, Findings& findings) {
    if (!given.preset) return &scheduler_presets().back();
    if (const auto* found = find_preset(*given.preset)) return found;
    std::vector<std::string> names;
    for (const auto& preset : scheduler_presets()) names.emplace_back(preset.name);
    findings.problem(pointer + "/preset", fmt::format("there is no preset \"{}\"", *given.preset),
                     "known are " + scenarios::one_of(names));
    return nullptr;
}

const models::Decoder& decoder_of(const WorkChoice& work) {
    return std::get<models::Decoder>(work.model->model.architecture);
}

/// What a program finds on the device.
double memory_of(const PoolDraft& draft) {
    if (draft.device == nullptr) return draft.timing->memory_bytes;
    return found_bytes(*draft.device) * draft.offer.device_share;
}

models::KvCacheOptions memory_options(const ContinuousBatching& rules, const ContinuousBatchingSpec& given,
                                      const SchedulerPreset& preset, const PoolDraft& draft, const WorkChoice& work) {
    models::KvCacheOptions memory;
    memory.memory_bytes = memory_of(draft);
    memory.utilization = given.gpu_memory_utilization.value_or(preset.gpu_memory_utilization);
    memory.block_tokens = rules.block_tokens;
    memory.tokens_per_step = rules.tokens_per_step;
    memory.max_sequences = rules.max_sequences;
    memory.max_tokens = rules.max_tokens;
    memory.precision = work.model->variant.precision;
    memory.fp8_cache = given.kv_cache_dtype == scenarios::KvCacheDtype::fp8;
    memory.windows_kept = true;  // so the simulation counts them
    memory.tensor_parallel = draft.offer.devices;
    memory.graphs_bytes = graphs_set_aside(preset);
    return memory;
}

/// What the simulation takes for another thing than it is.
void note_simplifications(const WorkChoice& work, const PoolDraft& draft, const models::KvCacheOptions& memory,
                          Findings& findings) {
    const auto& decoder = decoder_of(work);
    if (decoder.window > 0 && memory.max_tokens > decoder.window)
        findings.note(
            fmt::format("the KV cache of {} on {} is counted as if its windows of {} tokens kept what lies "
                        "before them: it holds more of longer sequences than is simulated",
                        work.model->model.name, draft.offer.id, decoder.window));
    if (memory.fp8_cache)
        findings.note(
            fmt::format("step times of {} on {} read keys and values in {} bits: with \"kv_cache_dtype\" "
                        "\"fp8\" attention is faster than is simulated",
                        work.model->model.name, draft.offer.id, 8 * models::activation_bytes(memory.precision)));
}

/// A step of one sequence, of many, and of a prompt.
void list_steps(const models::TokenStepTime& law, const ContinuousBatching& rules, const PoolDraft& draft,
                const WorkChoice& work, Findings& findings) {
    const auto source = source_of(*draft.timing);
    const auto list = [&](const std::string& what, double seconds) {
        auto text = scenarios::duration_text(seconds);
        if (law.has_doubts()) text += fmt::format(" ± {:.2g} %", 100 * law.relative_sd());
        findings.derived(draft.pointer + "/step_time/" + what, std::move(text), source.origin, source.text,
                         source.date);
    };
    const std::uint32_t context = std::min(1024U, rules.max_tokens - 1);
    for (const std::uint32_t sequences : {1U, std::min(32U, rules.max_sequences), rules.max_sequences})
        list(fmt::format("decode of {} with {} tokens", sequences, context),
             law.decode_run(sequences, std::uint64_t{sequences} * context).first_s);
    const models::PromptPart part{std::min(rules.tokens_per_step, rules.max_tokens), 0};
    list(fmt::format("prompt of {} tokens", part.tokens), law.seconds({0, 0, {&part, 1}, 1}));
    findings.note(fmt::format("step times of {} on {} {}", work.model->model.name, draft.offer.id,
                              how_sure(*draft.timing, law.relative_sd())));
}

}  // namespace

std::optional<ContinuousBatching> plan_continuous_batching(const scenarios::DeploymentSpec& deployment,
                                                           const std::string& pointer,
                                                           const std::vector<PoolDraft>& drafts, const WorkChoice& work,
                                                           Findings& findings) {
    const auto& given = given_by(deployment);
    const auto* preset = preset_of(given, pointer, findings);
    if (preset == nullptr) return {};
    const auto& first = drafts.front();
    const auto usage = deployment.serving == scenarios::Serving::batch ? EngineUsage::offline : EngineUsage::server;
    const auto limits = step_limits(*preset, memory_of(first), first.offer.device, usage);

    ContinuousBatching rules;
    constexpr std::uint32_t kImbalance = 32;
    rules.router = deployment.queue.router;
    rules.router_imbalance = deployment.queue.router_imbalance.value_or(kImbalance);
    rules.router_refresh = deployment.queue.router_refresh;
    rules.max_queue = deployment.queue.max_queue;
    rules.on_loss = deployment.on_loss;
    rules.max_tokens = given.max_model_len.value_or(decoder_of(work).max_tokens);
    rules.tokens_per_step = given.max_num_batched_tokens.value_or(limits.max_num_batched_tokens);
    rules.max_sequences = given.max_num_seqs.value_or(std::min(limits.max_num_seqs, rules.tokens_per_step));
    rules.long_prompt_part = given.long_prefill_token_threshold.value_or(0);
    rules.block_tokens = given.block_size.value_or(preset->block_size);
    rules.watermark = given.watermark.value_or(preset->watermark);
    rules.chunked_prefill = given.chunked_prefill.value_or(true);
    rules.reserve_full_prompt = given.reserve_full_prompt.value_or(preset->reserve_full_prompt);
    rules.prefix_caching = given.prefix_cache.value_or(preset->prefix_cache);
    rules.unfilled_first = preset->unfilled_first;
    rules.asynchronous = given.async_scheduling.value_or(preset->async_scheduling);
    rules.ends_unforeseen = given.answers_end_by.value_or(scenarios::AnswerEnd::token) == scenarios::AnswerEnd::token;
    rules.whole_batches = given.admission == scenarios::Admission::whole_batches;
    rules.reserve_longest = given.kv_reservation == scenarios::KvReservation::max_model_len;
    if (!rules.chunked_prefill && !given.max_num_batched_tokens)
        rules.tokens_per_step = std::max(rules.tokens_per_step, rules.max_tokens);

    const auto preset_text =
        fmt::format("default of {}{}", preset->name, usage == EngineUsage::offline ? " for offline engines" : "");
    const auto list = [&](const char* name, AssumedValue value) {
        findings.value(pointer + "/" + name, std::move(value), Origin::fallback, preset_text,
                       std::string(preset->date));
    };
    findings.value(pointer + "/preset", std::string(preset->name));
    list("max_num_seqs", rules.max_sequences);
    list("max_num_batched_tokens", counted(rules.tokens_per_step, "tokens"));
    findings.value(pointer + "/max_model_len", counted(rules.max_tokens, "tokens"), Origin::catalog,
                   work.model->model.source, work.model->model.date);
    if (rules.long_prompt_part > 0) list("long_prefill_token_threshold", counted(rules.long_prompt_part, "tokens"));
    list("block_size", counted(rules.block_tokens, "tokens"));
    list("watermark", {rules.watermark, "", fmt::format("{:.3g} %", 100 * rules.watermark)});
    const auto yes = [](bool is) { return std::string(is ? "yes" : "no"); };
    list("chunked_prefill", yes(rules.chunked_prefill));
    list("reserve_full_prompt", yes(rules.reserve_full_prompt));
    list("prefix_cache", yes(rules.prefix_caching));
    list("async_scheduling", yes(rules.asynchronous));
    findings.value(pointer + "/admission",
                   std::string(name_of(given.admission.value_or(scenarios::Admission::continuous))));
    findings.value(pointer + "/kv_reservation",
                   std::string(name_of(given.kv_reservation.value_or(scenarios::KvReservation::paged))));
    findings.value(pointer + "/answers_end_by", std::string(rules.ends_unforeseen ? "token" : "length"));

    if (given.pipeline_parallel_size.value_or(1) > 1) {
        findings.problem(pointer + "/pipeline_parallel_size",
                         fmt::format("steps of {} stages are not simulated", *given.pipeline_parallel_size),
                         fmt::format("leave it out, so that all devices share each layer; \"plimsoll model memory {} "
                                     "--device D --pipeline-parallel {}\" says what stages hold",
                                     work.model->model.name, *given.pipeline_parallel_size));
        return {};
    }
    if (rules.max_sequences > rules.tokens_per_step) {
        findings.problem(
            pointer + "/max_num_batched_tokens",
            fmt::format("a step of {} tokens has no room for {} sequences", rules.tokens_per_step, rules.max_sequences),
            "raise it, or lower \"max_num_seqs\"");
        return {};
    }
    if (!rules.chunked_prefill && rules.tokens_per_step < rules.max_tokens) {
        findings.problem(pointer + "/max_num_batched_tokens",
                         fmt::format("a prompt of up to {} tokens must fit a step where it is not worked off in parts",
                                     rules.max_tokens),
                         "raise it, or lower \"max_model_len\"");
        return {};
    }
    if (rules.max_tokens > decoder_of(work).max_tokens) {
        findings.problem(pointer + "/max_model_len", fmt::format("{} takes {} tokens at most", work.model->model.title,
                                                                 decoder_of(work).max_tokens));
        return {};
    }
    return rules;
}

std::optional<TokenServing> token_serving(const ContinuousBatching& rules, const scenarios::DeploymentSpec& deployment,
                                          const PoolDraft& draft, const std::string& pointer, const WorkChoice& work,
                                          const models::Devices& devices, Findings& findings) {
    const auto& served = *work.model;
    const auto& given = given_by(deployment);
    const auto* preset = given.preset ? find_preset(*given.preset) : &scheduler_presets().back();
    const models::GraphOptions options{served.variant.precision, draft.offer.devices, false};
    std::optional<models::OperatorGraph> graph;
    try {
        graph = models::build_graph(served.model, options);
    } catch (const InputError& error) {
        findings.adopt(draft.pointer + "/offer", error);
        return {};
    }
    const auto memory = memory_options(rules, given, *preset, draft, work);
    const auto size = models::kv_cache_size(served.model, memory);
    const std::uint64_t blocks = given.num_gpu_blocks.value_or(size.blocks);
    findings.value(pointer + "/gpu_memory_utilization",
                   {memory.utilization, "", fmt::format("{:.3g} %", 100 * memory.utilization)}, Origin::fallback,
                   fmt::format("default of {}", preset->name), std::string(preset->date));
    findings.value(pointer + "/kv_cache_dtype", std::string(name_of(given.kv_cache_dtype.value_or(Dtype::automatic))));
    findings.derived(draft.pointer + "/kv_cache/memory", sum_text(size), Origin::fallback,
                     "weights from the model; the rest from start-ups of vLLM 0.19 on H100", "2026");
    findings.value(pointer + "/num_gpu_blocks",
                   {static_cast<double>(blocks), "blocks",
                    fmt::format("{} blocks, {} tokens", blocks, blocks / size.groups * rules.block_tokens)},
                   Origin::fallback, "what the memory holds");
    if (blocks < size.least_blocks) {
        findings.problem(
            draft.pointer + "/offer",
            fmt::format("{} in {} leaves {} blocks of KV cache on \"{}\"; a sequence of {} tokens needs {}{}",
                        served.model.name, models::name_of(served.variant.precision), blocks, draft.offer.id,
                        rules.max_tokens, size.least_blocks,
                        size.groups > 1 ? ", as if windows kept what lies before them" : ""),
            given.num_gpu_blocks && size.blocks >= size.least_blocks
                ? fmt::format("the memory holds {} blocks", size.blocks)
                : what_would_fit(served.model, memory, draft.device, devices));
        return {};
    }
    note_simplifications(work, draft, memory, findings);
    const models::TokenService service{*graph,
                                       *draft.timing->times,
                                       rules.max_sequences,
                                       rules.tokens_per_step,
                                       rules.max_tokens,
                                       models::captured_graph_sizes(rules.max_sequences, rules.tokens_per_step)};
    list_timing(work, draft.offer, draft.device, *draft.timing, draft.pointer, findings);
    auto parts = models::token_step_time(service).parts();
    if (draft.timing->profile == nullptr) parts.relative_sd = 0;  // no law of chance: the note says what to expect
    const double token_bytes = size.block_bytes * size.groups / rules.block_tokens * draft.offer.devices;
    TokenServing serving{models::TokenStepTime(std::move(parts)), blocks / size.groups, token_bytes};
    if (rules.transfer)
        findings.derived(draft.pointer + "/kv_cache/per_token",
                         {token_bytes, "B", fmt::format("{:.4g} kB", token_bytes / 1e3)}, Origin::catalog,
                         served.model.source, served.model.date);
    list_steps(serving.step_time, rules, draft, work, findings);
    return serving;
}

}  // namespace plimsoll::sim
