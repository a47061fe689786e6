// SPDX-FileCopyrightText: 2026 The Plimsoll authors
// SPDX-License-Identifier: Apache-2.0
#include "models/graph/families.hpp"
#include "models/graph/graph_builder.hpp"

namespace plimsoll::models {

/// Dosovitskiy et al. 2021, section 3.1 and appendix D.1: patches of the image mapped to tokens, a class token in
/// front, pre-norm layers, and a classifier on the class token.
OperatorGraph graph_of(const VisionTransformer& model, const GraphOptions& options) {
    GraphBuilder builder(options, model.layers.count * 12U + 8U);
    const auto& layers = model.layers;
    const double hidden = layers.hidden;
    const double side = static_cast<double>(model.image) / model.patch;
    const Length patches{side * side, 0, 0};
    const Length tokens{side * side + 1, 0, 0};
    const double pixels = static_cast<double>(model.channels) * model.patch * model.patch;
    const Sequence sequence{tokens, tokens};

    const double positions = (side * side + 1) * hidden;
    const double class_token = hidden;
    auto residual = builder.input_linear("patch embedding", patches, pixels, hidden, hidden + class_token + positions);
    OperatorGraph::Value delta{};
    for (std::uint32_t layer = 0; layer < layers.count; ++layer) {
        builder.set_layer(static_cast<int>(layer));
        OperatorGraph::Value in{};
        if (layer == 0) {
            in = builder.norm("attention norm", tokens, hidden, 2 * hidden, residual);
        } else {
            in = builder.carrying_norm("attention norm", tokens, hidden, 2 * hidden, delta, residual);
            residual = carried(in);
        }
        const auto attended = self_attention(builder, layers, sequence, in, 3);
        const auto middle = builder.carrying_norm("feed-forward norm", tokens, hidden, 2 * hidden, attended, residual);
        residual = carried(middle);
        delta = feed_forward(builder, layers, tokens, middle);
    }
    builder.set_layer(-1);
    const auto out = builder.norm("final norm", tokens, hidden, 2 * hidden, delta, residual);
    const double classes = model.classes;
    if (model.classes > 0) builder.head("classifier", {1, 0, 0}, hidden, classes, classes, hidden * classes, out);
    return builder.take();
}

}  // namespace plimsoll::models
