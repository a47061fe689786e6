// SPDX-FileCopyrightText: 2026 The Plimsoll authors
// SPDX-License-Identifier: Apache-2.0
#pragma once

#include "models/graph/operator_graph.hpp"

/// Memory of one device that runs a graph.
namespace plimsoll::models {

[[nodiscard]] double parameters_of(const OperatorGraph& graph);
/// Products' weights in their precision; biases, norms, tables and a head that is not quantized as activations are.
[[nodiscard]] double weight_bytes_of(const OperatorGraph& graph);

/// The same of one operator: the weights of its product, and the rest.
struct WeightBytes {
    double product = 0;
    double plain = 0;
};
[[nodiscard]] WeightBytes weight_bytes_of(const Operator& op);
/// And of the parameters that no operator works with.
[[nodiscard]] double idle_bytes_of(const OperatorGraph& graph);

/// Largest sum of the tensors that are alive at once, in execution order: a tensor lives from its producer to its last
/// consumer, an operator's inputs and results exist together, a result that nobody takes lives to the end. No tensor
/// takes another one's place during an operator. O(vertices + edges).
[[nodiscard]] double peak_activation_bytes(const OperatorGraph& graph, const StepSize& step);
/// All tensors of a step: what training keeps for the backward pass.
[[nodiscard]] double all_activation_bytes(const OperatorGraph& graph, const StepSize& step);

/// Keys and values that stay: 2 KV heads x head size in each layer, for each token; and, for cross-attention, for each
/// sequence whatever its length.
struct KeyValueBytes {
    double per_token = 0;
    double per_sequence = 0;
};
[[nodiscard]] KeyValueBytes key_value_bytes(const OperatorGraph& graph);

/// Weights, activations of the step, and the keys and values of its sequences behind it.
[[nodiscard]] double memory_bytes(const OperatorGraph& graph, const StepSize& step);
[[nodiscard]] bool fits(const OperatorGraph& graph, const StepSize& step, double device_memory_bytes);

}  // namespace plimsoll::models
