// SPDX-FileCopyrightText: 2026 The Plimsoll authors
// SPDX-License-Identifier: Apache-2.0
#pragma once

#include "models/spec/model.hpp"
#include "models/spec/precision.hpp"

#include <cstdint>

namespace plimsoll::models {

inline constexpr double kGiB = 1024.0 * 1024 * 1024;

/// Memory that no dimension of a model explains: means over start-ups of vLLM 0.19 on an H100 (docs/validation.md).
struct ServerBuffers {
    double libraries = 0.25 * kGiB;        ///< outside of PyTorch: the CUDA context, kernels
    double collectives = 1.78 * kGiB;      ///< where devices share layers
    double per_peer = 0.045 * kGiB;        ///< and for each other device
    double in_every_step = 0.0425 * kGiB;  ///< inside of it: the workspace of cuBLAS (32 MiB on an H100), small tensors
};

/// How an engine divides the memory of a device.
struct KvCacheOptions {
    double memory_bytes = 0;   ///< that a program finds on the device
    double utilization = 0.9;  ///< share of it that the engine takes
    std::uint32_t block_tokens = 16;
    std::uint32_t tokens_per_step = 2048;
    std::uint32_t max_sequences = 256;
    std::uint32_t max_tokens = 1;  ///< of a sequence
    Precision precision = Precision::fp16;
    bool fp8_cache = false;     ///< keys and values in 8 bits; else as activations are
    bool windows_kept = false;  ///< what lies before a window keeps its blocks, as if every layer looked at all
    std::uint32_t tensor_parallel = 1;
    std::uint32_t pipeline_parallel = 1;
    double graphs_bytes = 0;  ///< set aside for captured graphs
    ServerBuffers buffers;
};

/// What stands where in the memory of one device, of the stage with the fewest blocks.
struct KvCacheSize {
    double memory_bytes = 0;
    double taken_bytes = 0;  ///< by the engine: memory x utilization
    double weights_bytes = 0;
    double activations_bytes = 0;  ///< at the largest step
    double other_bytes = 0;        ///< libraries and their buffers
    double graphs_bytes = 0;
    double cache_bytes = 0;  ///< what is left; less than 0 where nothing is
    double block_bytes = 0;
    std::uint64_t blocks = 0;
    std::uint32_t stage = 0;
    /// Layers with the same blocks: a sequence takes one of each group for every `block_tokens` of its tokens.
    std::uint32_t groups = 1;
    std::uint64_t sequence_blocks = 1;  ///< that a sequence of max_tokens takes at most
    std::uint64_t least_blocks = 2;  ///< for one, with what is never given out: a block; of kept windows each group's

    /// Of sequences within their windows: blocks / groups x block_tokens, as vLLM counts.
    [[nodiscard]] std::uint64_t tokens(std::uint32_t block_tokens) const { return blocks / groups * block_tokens; }
    /// Longest sequences that it holds at a time.
    [[nodiscard]] double concurrency() const {
        return static_cast<double>(blocks) / static_cast<double>(sequence_blocks);
    }
};

/// vLLM's division of the memory of a device: what it takes, less weights, activations, what libraries hold and graphs.
///
/// Weights are what PyTorch's allocator keeps for them, with the tables of rotary positions. Activations at their peak
/// are those of the engine's own trial run, the larger one of two moments: the forward pass of the largest step, and
/// the choice of a word for the most sequences behind it. Beside either lie the workspaces of experts, and images.
/// docs/decisions/0039-kv-cache-of-a-server.md gives the equations. \pre block_tokens is at least 1
/// \throws InputError where the model cannot be split so
[[nodiscard]] KvCacheSize kv_cache_size(const Model& model, const KvCacheOptions& options);

}  // namespace plimsoll::models
