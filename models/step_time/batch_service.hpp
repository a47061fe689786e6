// SPDX-FileCopyrightText: 2026 The Plimsoll authors
// SPDX-License-Identifier: Apache-2.0
#pragma once

#include "models/graph/kernel_times.hpp"
#include "models/graph/operator_graph.hpp"
#include "models/step_time/service_time.hpp"
#include "models/step_time/step_time.hpp"

#include <cstdint>

/// A model that answers a batch of requests in one step (an encoder, an image model), on the devices of one replica.
namespace plimsoll::models {

struct BatchService {
    const OperatorGraph& graph;
    const KernelTimes& times;
    double device_memory_bytes = 0;  ///< of each device, as much as the replica may use
    std::uint32_t devices = 1;       ///< a batch is divided evenly among them (data parallel)
    std::uint32_t max_tokens = 0;    ///< of the model; 0: its input has one size
    std::uint32_t pad_to = 1;        ///< sequences are padded to a multiple of this many tokens
};

/// Of one batch, each sequence padded to `tokens`. \pre batch and tokens are at least 1
[[nodiscard]] StepTime batch_time(const BatchService& service, std::uint32_t batch, std::uint32_t tokens);
/// Its seconds alone.
[[nodiscard]] double batch_seconds(const BatchService& service, std::uint32_t batch, std::uint32_t tokens);

/// The times, with their doubts, on the grid of batch sizes up to `max_batch` and lengths up to the model's largest,
/// padded. Longer sequences are cut to the model's largest length.
[[nodiscard]] ServiceTime service_time(const BatchService& service, std::uint32_t max_batch);

/// Bytes that each device needs for such a batch of sequences of the model's largest length.
[[nodiscard]] double memory_bytes(const BatchService& service, std::uint32_t batch);
[[nodiscard]] bool fits(const BatchService& service, std::uint32_t batch);

/// The smallest power of two up to 256 with at least 95 % of the throughput that no batch exceeds, for sequences of
/// `pad_to` tokens (the shortest ones, which need the largest batch), halved until it fits the memory; times the
/// devices.
[[nodiscard]] std::uint32_t largest_useful_batch(const BatchService& service);

}  // namespace plimsoll::models
