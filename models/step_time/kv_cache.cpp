// SPDX-FileCopyrightText: 2026 The Plimsoll authors
// SPDX-License-Identifier: Apache-2.0
#include "models/step_time/kv_cache.hpp"

#include "models/graph/build.hpp"
#include "models/graph/memory.hpp"

#include <algorithm>
#include <cmath>

namespace plimsoll::models {
namespace {

/// What PyTorch's caching allocator keeps for a tensor: from 10 MiB on whole pieces of 2 MiB, of which it gives the
/// rest to others where that is more than 1 MiB (c10/cuda/CUDACachingAllocator). Smaller tensors share pieces of 20
/// MiB.
double allocated(double bytes) {
    constexpr double kMiB = 1024.0 * 1024;
    constexpr double kShared = 10 * kMiB;
    constexpr double kPiece = 2 * kMiB;
    constexpr double kKept = kMiB;
    if (bytes < kShared) return bytes;
    const double pieces = std::ceil(bytes / kPiece) * kPiece;
    return pieces - bytes <= kKept ? pieces : bytes;
}

double share(double count, const KvCacheOptions& options) { return count / options.tensor_parallel; }

/// Sines and cosines of every position, as wide together as what they turn.
double rotary_tables(const Decoder& model, double bytes_each) {
    const double positions = model.rotary_positions > 0 ? model.rotary_positions : model.max_tokens;
    const double turned = model.rotary_dim > 0 ? model.rotary_dim : model.layers.head_dim;
    return positions * turned * bytes_each;
}

/// vLLM keeps the map from the latent a second time, turned round, to decode with.
double latent_maps(const Decoder& model, const OperatorGraph& graph, double bytes_each) {
    if (!model.latent) return 0;
    double layers = 0;
    for (const auto& kind : graph.kinds())
        if (std::holds_alternative<AttentionShape>(graph.at(kind.first).shape))
            layers += static_cast<double>(kind.count);
    const double heads = static_cast<double>(model.layers.heads);
    return layers * model.latent->kv_lora_rank * heads * (model.latent->qk_nope_head_dim + model.latent->v_head_dim) *
           bytes_each;
}

double weights(const Decoder& model, const OperatorGraph& graph, const KvCacheOptions& options) {
    const double bytes_each = activation_bytes(options.precision);
    double sum = idle_bytes_of(graph);
    for (const auto& kind : graph.kinds()) {
        const auto& op = graph.at(kind.first);
        const auto bytes = weight_bytes_of(op);
        const bool is_one_tensor = op.stored_bytes == 0;  // else values and scales apart
        sum += static_cast<double>(kind.count) *
               ((is_one_tensor ? allocated(bytes.product) : bytes.product) + allocated(bytes.plain));
    }
    return sum + rotary_tables(model, bytes_each) + share(latent_maps(model, graph, bytes_each), options);
}

/// Logits of the most sequences as activations, in FP32, as probabilities, and divided by the noise that chooses a
/// word; a row of them for each multiprocessor that looks for the most probable ones (132 on an H100); the hidden
/// states that they come from.
double sampling(const Decoder& model, const KvCacheOptions& options, double bytes_each) {
    constexpr double kInFp32 = 3 * 4;
    constexpr std::uint32_t kSortedRows = 132;
    constexpr double kSortedWord = 4;
    const double words = model.vocabulary;
    const double rows = options.max_sequences;
    return rows * words * (bytes_each + kInFp32) + std::min(options.max_sequences, kSortedRows) * words * kSortedWord +
           (options.tokens_per_step + rows) * model.layers.hidden * bytes_each;
}

/// A feed-forward network at work (gate and up, what becomes of both, and that once more where the next product takes
/// it in 8 bits) behind attention, the residual before and behind it, and what the network reads. `sent`: values for
/// each token that go to the next stage.
double forward(const Decoder& model, const KvCacheOptions& options, double bytes_each, double sent) {
    constexpr double kHiddenCopies = 4;
    const double operand_each = operand_bytes(options.precision);
    const bool has_dense_layer = !model.experts || model.experts->dense_layers > 0;
    const double features = has_dense_layer ? share(model.layers.intermediate, options) : 0;
    const double of_feature = (model.gated ? 3 : 2) * bytes_each + (operand_each < bytes_each ? operand_each : 0);
    return options.tokens_per_step *
           (features * of_feature + (kHiddenCopies * model.layers.hidden + sent) * bytes_each);
}

/// Two buffers that kernels of experts take turns in, for every token and expert it is routed to. Kernels of MXFP4 have
/// none.
double expert_workspaces(const Decoder& model, const KvCacheOptions& options, double bytes_each) {
    if (!model.experts || model.experts->mxfp4) return 0;
    const double rows = static_cast<double>(options.tokens_per_step) * model.experts->per_token;
    const double features = share(model.experts->intermediate, options);
    const double hidden = model.layers.hidden;
    return rows * (std::max(features, hidden) + std::max(2 * features, hidden)) * bytes_each;
}

/// As many of the largest images as a step takes, and what the decoder reads of them.
double images(const Decoder& model, const KvCacheOptions& options, double bytes_each) {
    if (!model.vision) return 0;
    const double count = std::max(options.tokens_per_step / model.vision->image_tokens, 1U);
    const double read = static_cast<double>(model.vision->image_tokens) * model.layers.hidden;
    return count * (read + model.vision->image_values) * bytes_each;
}

double activations(const Decoder& model, const KvCacheOptions& options, std::uint32_t stage) {
    const double bytes_each = activation_bytes(options.precision);
    const bool is_last = stage + 1 == options.pipeline_parallel;
    const double sent = is_last ? 0 : 2.0 * model.layers.hidden;  // what the layers add, and the residual
    double peak = forward(model, options, bytes_each, sent);
    if (is_last) peak = std::max(peak, sampling(model, options, bytes_each));
    if (stage == 0) peak += images(model, options, bytes_each);
    return peak + expert_workspaces(model, options, bytes_each) + options.buffers.in_every_step;
}

struct AttentionLayers {
    std::uint64_t full = 0;
    std::uint64_t windowed = 0;
    double bytes_per_token = 0;  ///< of one layer
};

AttentionLayers attention_layers(const OperatorGraph& graph, const KvCacheOptions& options) {
    AttentionLayers layers;
    for (const auto& kind : graph.kinds()) {
        const auto& op = graph.at(kind.first);
        const auto* attention = std::get_if<AttentionShape>(&op.shape);
        if (attention == nullptr) continue;
        (attention->window > 0 ? layers.windowed : layers.full) += kind.count;
        const double bytes_each = options.fp8_cache ? 1 : activation_bytes(op.precision);
        layers.bytes_per_token = 2 * attention->kv_heads * attention->head_dim * bytes_each;
    }
    return layers;
}

std::uint64_t pieces(std::uint64_t count, std::uint64_t of) { return (count + of - 1) / of; }

/// A window covers the tokens of the step and those before them, and may begin inside a block.
std::uint64_t blocks_of_window(const Decoder& model, const KvCacheOptions& options) {
    const std::uint64_t looked_at = std::min<std::uint64_t>(
        options.max_tokens, std::uint64_t{model.window} + options.tokens_per_step - (model.chunked ? 0 : 1));
    return pieces(looked_at, options.block_tokens) + (model.chunked ? 0 : 1);
}

/// vLLM's hybrid KV cache manager: groups of as many layers as the rarer kind has, unless both are about as many; a
/// block holds its tokens' keys and values in the layers of one group.
void add_blocks(const Decoder& model, const OperatorGraph& graph, const KvCacheOptions& options, KvCacheSize& size) {
    constexpr double kAboutAsMany = 1.25;
    const auto layers = attention_layers(graph, options);
    const auto most = std::max(layers.full, layers.windowed);
    const auto fewest = std::min(layers.full, layers.windowed);
    const bool one_kind = fewest == 0 || static_cast<double>(most) < kAboutAsMany * static_cast<double>(fewest);
    const auto in_group = one_kind ? most : fewest;
    const auto full = pieces(layers.full, in_group);
    const auto windowed = pieces(layers.windowed, in_group);
    size.groups = static_cast<std::uint32_t>(full + windowed);
    size.block_bytes = layers.bytes_per_token * options.block_tokens * static_cast<double>(in_group);
    size.blocks = static_cast<std::uint64_t>(std::max(0.0, size.cache_bytes) / size.block_bytes);
    const auto all = pieces(options.max_tokens, options.block_tokens);
    const auto in_window = options.windows_kept ? all : blocks_of_window(model, options);
    size.sequence_blocks = full * all + windowed * in_window;
    size.least_blocks = size.sequence_blocks + (options.windows_kept ? size.groups : 1);
}

KvCacheSize size_of_stage(const Model& model, const KvCacheOptions& options, std::uint32_t stage) {
    const auto& decoder = std::get<Decoder>(model.architecture);
    const auto graph =
        build_graph(model, {options.precision, options.tensor_parallel, false, options.pipeline_parallel, stage});
    KvCacheSize size;
    size.stage = stage;
    size.memory_bytes = options.memory_bytes;
    size.taken_bytes = options.memory_bytes * options.utilization;
    size.weights_bytes = weights(decoder, graph, options);
    size.activations_bytes = activations(decoder, options, stage);
    size.other_bytes = options.buffers.libraries;
    if (options.tensor_parallel > 1)
        size.other_bytes += options.buffers.collectives + options.buffers.per_peer * (options.tensor_parallel - 1);
    size.graphs_bytes = options.graphs_bytes;
    size.cache_bytes =
        size.taken_bytes - size.weights_bytes - size.activations_bytes - size.other_bytes - size.graphs_bytes;
    add_blocks(decoder, graph, options, size);
    return size;
}

}  // namespace

KvCacheSize kv_cache_size(const Model& model, const KvCacheOptions& options) {
    auto least = size_of_stage(model, options, 0);
    for (std::uint32_t stage = 1; stage < options.pipeline_parallel; ++stage) {
        const auto size = size_of_stage(model, options, stage);
        if (size.blocks < least.blocks) least = size;
    }
    return least;
}

}  // namespace plimsoll::models
