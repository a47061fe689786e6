// SPDX-FileCopyrightText: 2026 The Plimsoll authors
// SPDX-License-Identifier: Apache-2.0
#include "models/step_time/kv_cache.hpp"

#include "models/graph/memory.hpp"

#include <algorithm>

namespace plimsoll::models {
namespace {

constexpr double kGiB = 1024.0 * 1024 * 1024;

/// Start-ups of vLLM 0.19 on an H100 (llm-d-planner, 2026): 1.89 GiB for Llama 3.1 8B with 1,024 sequences of 128,256
/// words and 8,192 tokens of 4,096 values, 2.21 GiB in FP32.
double activations(const KvCacheOptions& options) {
    constexpr double kPerWord = 12;      // FP32 logits, their sorted copy, their probabilities
    constexpr double kHiddenCopies = 2;  // the residual and what is added to it
    constexpr double kBuffers = 0.055 * kGiB;
    return options.max_sequences * options.vocabulary * (kPerWord + options.activation_bytes_each) +
           kHiddenCopies * options.tokens_per_step * options.hidden * options.activation_bytes_each + kBuffers;
}

}  // namespace

KvCacheSize kv_cache_size(const OperatorGraph& graph, const KvCacheOptions& options) {
    constexpr double kLibraries = 0.25 * kGiB;
    constexpr double kBetweenDevices = 1.83 * kGiB;  // buffers of collectives
    KvCacheSize size;
    size.memory_bytes = options.memory_bytes;
    size.taken_bytes = options.memory_bytes * options.utilization;
    size.weights_bytes = weight_bytes_of(graph);
    size.activations_bytes = activations(options);
    size.other_bytes = kLibraries + (options.devices > 1 ? kBetweenDevices : 0);
    size.graphs_bytes = options.graphs_bytes;
    size.cache_bytes =
        size.taken_bytes - size.weights_bytes - size.activations_bytes - size.other_bytes - size.graphs_bytes;
    size.block_bytes = key_value_bytes(graph).per_token * options.key_value_scale * options.block_tokens;
    size.blocks = static_cast<std::uint64_t>(std::max(0.0, size.cache_bytes) / size.block_bytes);
    return size;
}

}  // namespace plimsoll::models
