// SPDX-FileCopyrightText: 2026 The Plimsoll authors
// SPDX-License-Identifier: Apache-2.0
#pragma once

#include "models/graph/operator_graph.hpp"

#include <cstdint>

namespace plimsoll::models {

/// How an engine divides the memory of a device.
struct KvCacheOptions {
    double memory_bytes = 0;   ///< that a program finds on the device
    double utilization = 0.9;  ///< share of it that the engine takes
    std::uint32_t block_tokens = 16;
    std::uint32_t tokens_per_step = 2048;
    std::uint32_t max_sequences = 256;
    double hidden = 0;  ///< width of the model's activations
    double vocabulary = 0;
    double activation_bytes_each = 2;  ///< of one activation
    std::uint32_t devices = 1;         ///< of a replica, tensor parallel
    double graphs_bytes = 0;           ///< set aside for captured graphs
    double key_value_scale = 1;        ///< bytes of a key or value over those of an activation
};

/// What stands where in the memory of one device.
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
};

/// vLLM's division of the memory of a device: what it takes, less weights, activations, what libraries hold and graphs.
///
/// Activations at their peak are those of the engine's own trial run: logits of the most sequences, copied and sorted
/// (14 bytes for each word and sequence beside 16-bit activations), and the hidden states of the largest step. The
/// figures of libraries (0.25 GiB; 1.83 GiB more with several devices) and of the trial run are those of start-ups of
/// vLLM 0.19 on an H100 (docs/validation.md). \pre block_tokens is at least 1
[[nodiscard]] KvCacheSize kv_cache_size(const OperatorGraph& graph, const KvCacheOptions& options);

}  // namespace plimsoll::models
