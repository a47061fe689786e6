// SPDX-FileCopyrightText: 2026 The Plimsoll authors
// SPDX-License-Identifier: Apache-2.0
#pragma once

#include "models/graph/operator_graph.hpp"
#include "models/spec/model.hpp"

#include <cstdint>

namespace plimsoll::models {

struct GraphOptions {
    /// Of the products in the layers. Where it quantizes, embeddings and the head stay in 16 bits, as serving engines
    /// and published quantized models have it.
    Precision precision = Precision::fp16;
    /// Devices that share each layer (Shoeybi et al. 2019, arXiv:1909.08053): heads and feed-forward features are
    /// split, results are summed twice a layer. The graph is that of one device.
    std::uint32_t tensor_parallel = 1;
    /// The head of a decoder is computed for every position (training), not only for each sequence's last one.
    bool head_at_every_position = false;
    /// Stages that have the layers of a decoder one after another (Huang et al. 2019, arXiv:1811.06965), and the one
    /// that the graph is of: the first has the embedding, the last the head. What is over goes to the stages before the
    /// last one, as vLLM has it.
    std::uint32_t pipeline_parallel = 1;
    std::uint32_t stage = 0;
};

/// The operators of the model. One kernel each, as optimized engines run them: bias, activation functions, class
/// tokens and batch norms are fused into the products before them, attention is one kernel (Dao et al. 2022), residuals
/// are added by the norms, or by the last convolution of a block. A convolution is lowered to a product (im2col).
/// O(operators). \throws InputError where the model cannot be split among so many devices, with the numbers that would
/// work, or into so many stages.
[[nodiscard]] OperatorGraph build_graph(const Model& model, const GraphOptions& options = {});

}  // namespace plimsoll::models
