// SPDX-FileCopyrightText: 2026 The Plimsoll authors
// SPDX-License-Identifier: Apache-2.0
#include "models/graph/families.hpp"
#include "models/graph/graph_builder.hpp"

namespace plimsoll::models {
namespace {

using Value = GraphBuilder::Value;

constexpr Sequence kText{kTokens, kTokens};

/// Post-norm layers of BERT (Devlin et al. 2019, section 3).
Value bert_layer(GraphBuilder& builder, const Layers& layers, Value input) {
    const double hidden = layers.hidden;
    const auto attended = self_attention(builder, layers, kText, input, 3);
    const auto middle = builder.norm("attention norm", kTokens, hidden, 2 * hidden, attended, input);
    const auto out = feed_forward(builder, layers, kTokens, middle);
    return builder.norm("feed-forward norm", kTokens, hidden, 2 * hidden, out, middle);
}

/// Sun et al. 2020, figure 1c and table 1: query and key share one bottleneck, the value sees the full width. Their
/// NoNorm is an affine map; it moves as much as a norm.
Value mobilebert_layer(GraphBuilder& builder, const Layers& layers, const Bottleneck& narrow, Value input) {
    const double hidden = layers.hidden;
    const double width = narrow.width;
    const double inside = static_cast<double>(layers.heads) * layers.head_dim;
    const double features = layers.intermediate;
    const auto bottleneck = [&] {
        const auto mapped = builder.linear("input bottleneck", kTokens, hidden, width, width, input);
        return builder.norm("input bottleneck norm", kTokens, width, 2 * width, mapped);
    };
    const auto residual = bottleneck();
    const auto shared = bottleneck();
    const auto query = builder.linear("query, key", kTokens, width, inside, inside, shared);
    const auto key = builder.linear("query, key", kTokens, width, inside, inside, shared);
    const auto value = builder.linear("value", kTokens, hidden, inside, inside, input);
    const auto mixed = builder.attention(kText, layers.heads, layers.kv_heads, layers.head_dim, {query, key, value});
    const auto out = builder.linear("attention output", kTokens, inside, width, width, mixed);
    auto state = builder.norm("attention norm", kTokens, width, 2 * width, out, residual);
    for (std::uint32_t i = 0; i < narrow.stacked_ffns; ++i) {
        const auto in = builder.linear("feed-forward in", kTokens, width, features, features, state);
        const auto mapped = builder.linear("feed-forward out", kTokens, features, width, width, in);
        state = builder.norm("feed-forward norm", kTokens, width, 2 * width, mapped, state);
    }
    const auto wide = builder.linear("output bottleneck", kTokens, width, hidden, hidden, state);
    return builder.norm("output bottleneck norm", kTokens, hidden, 2 * hidden, wide, input);
}

/// Word, position and type embeddings, added and normalized in one kernel.
Value embedded(GraphBuilder& builder, const Encoder& model) {
    const double hidden = model.layers.hidden;
    const double word = model.bottleneck ? model.bottleneck->embedding : hidden;
    const double tables = builder.padded_share(model.vocabulary) * word +
                          (static_cast<double>(model.positions) + model.token_types) * hidden;
    const auto sum = builder.reduced(kTokens, hidden, builder.embedding(kTokens, hidden, tables + 2 * hidden));
    if (!model.bottleneck) return sum;
    const double joined = word * model.bottleneck->embedding_window;
    return builder.linear("embedding map", kTokens, joined, hidden, hidden, sum);
}

}  // namespace

OperatorGraph graph_of(const Encoder& model, const GraphOptions& options) {
    GraphBuilder builder(options, model.layers.count * (model.bottleneck ? 32U : 12U) + 8U);
    auto state = embedded(builder, model);
    for (std::uint32_t layer = 0; layer < model.layers.count; ++layer) {
        builder.set_layer(static_cast<int>(layer));
        state = model.bottleneck ? mobilebert_layer(builder, model.layers, *model.bottleneck, state)
                                 : bert_layer(builder, model.layers, state);
    }
    builder.set_layer(-1);
    const double hidden = model.layers.hidden;
    if (model.pooler) builder.linear("pooler", {1, 0, 0}, hidden, hidden, hidden, state);
    return builder.take();
}

}  // namespace plimsoll::models
