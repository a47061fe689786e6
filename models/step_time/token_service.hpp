// SPDX-FileCopyrightText: 2026 The Plimsoll authors
// SPDX-License-Identifier: Apache-2.0
#pragma once

#include "models/graph/kernel_times.hpp"
#include "models/graph/operator_graph.hpp"
#include "models/step_time/token_step_time.hpp"

#include <cstdint>
#include <vector>

/// A decoder on one replica that answers token by token.
namespace plimsoll::models {

struct TokenService {
    const OperatorGraph& graph;  ///< of one of the replica's devices
    const KernelTimes& times;
    std::uint32_t max_sequences = 1;         ///< in a step
    std::uint32_t tokens_per_step = 1;       ///< at most
    std::uint32_t max_tokens = 1;            ///< of a sequence
    std::vector<std::uint32_t> graph_sizes;  ///< steps are padded to the next of these many tokens; ascending
};

/// Steps from the operators of the graph, timed at the points of tables. Attention over several prompts and decoding
/// sequences in one step is timed as a kernel for each prompt and one for those that decode, whose lengths count by
/// their mean; all else works on the tokens of the step together. What lies between kernels is that of a step of
/// decodes with 1,024 tokens each, or of one prompt. The error is the larger one of a decode and of a prompt of the
/// largest step.
[[nodiscard]] TokenStepTime token_step_time(const TokenService& service);

}  // namespace plimsoll::models
