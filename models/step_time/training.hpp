// SPDX-FileCopyrightText: 2026 The Plimsoll authors
// SPDX-License-Identifier: Apache-2.0
#pragma once

#include "models/step_time/step_time.hpp"

#include <cstdint>

/// Training steps: forward, backward and the optimizer's update, on one device or on the devices of a tensor-parallel
/// split. Build the graph of a decoder with `head_at_every_position`.
namespace plimsoll::models {

enum class Optimizer : std::uint8_t {
    sgd,   ///< plain gradient descent
    adam,  ///< Kingma and Ba 2015: two moments per parameter
};

/// Bytes per parameter while training. In 16 bits (mixed precision, Micikevicius et al. 2018): weights and gradients of
/// 2 bytes and, in 4 bytes each, a master copy of the weights and the optimizer's moments; Adam has 16 in all
/// (Rajbhandari et al. 2020, section 3.1). In 32 bits there is no second copy.
struct TrainingMemory {
    double weight_bytes = 0;
    double gradient_bytes = 0;
    double optimizer_bytes = 0;   ///< master copy and moments
    double activation_bytes = 0;  ///< every tensor of the forward pass; nothing is recomputed
    [[nodiscard]] double total() const { return weight_bytes + gradient_bytes + optimizer_bytes + activation_bytes; }
};

/// \throws std::invalid_argument for a graph in int8, fp8 or int4, which is not trained in
[[nodiscard]] TrainingMemory training_memory(const OperatorGraph& graph, const StepSize& step, Optimizer optimizer);

/// One training step; everything runs one after another. Backward, a product m x n x k takes two products of the same
/// size, m x k x n for its input's gradient and k x n x m for its weights'; attention 2.5 times its forward
/// operations (Dao 2023, arXiv:2307.08691, section 3.1); a stream reads the result's gradient and what it had read, and
/// writes the gradient of that. The optimizer reads and writes its state once: 28 bytes per parameter for Adam, 12 for
/// gradient descent.
/// \throws std::invalid_argument as `training_memory`
[[nodiscard]] StepTime training_step_time(const OperatorGraph& graph, const StepSize& step, const KernelTimes& times,
                                          Optimizer optimizer);

/// A training run over `examples` of step.tokens tokens each, in batches of step.sequences.
struct TrainingRun {
    std::uint64_t examples = 0;
    double epochs = 1;
};
struct TrainingPlan {
    std::uint64_t steps = 0;  ///< examples x epochs / batch, rounded up
    StepTime step;
    double seconds = 0;
    TrainingMemory memory;
};

/// How long a run takes: the same for fine-tuning (some thousand labelled examples, a few epochs) and for training from
/// scratch (the examples of a pre-training), so that both can be compared.
[[nodiscard]] TrainingPlan training_plan(const OperatorGraph& graph, const StepSize& step, const KernelTimes& times,
                                         Optimizer optimizer, const TrainingRun& run);

}  // namespace plimsoll::models
