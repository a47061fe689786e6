// SPDX-FileCopyrightText: 2026 The Plimsoll authors
// SPDX-License-Identifier: Apache-2.0
#include "models/graph/families.hpp"
#include "models/graph/graph_builder.hpp"

namespace plimsoll::models {
namespace {

using Value = GraphBuilder::Value;

/// Kernels as vLLM runs them: one product for query, key and value, rotary embedding, the write into the KV cache,
/// attention over the cache, the output product.
Value attention_part(GraphBuilder& builder, const Decoder& model, Value input) {
    const auto& layers = model.layers;
    const double hidden = layers.hidden;
    const double head_dim = layers.head_dim;
    const double heads = builder.share(layers.heads);
    const double kv_heads = builder.kv_share(layers.kv_heads);
    const auto projected =
        builder.linear("query, key, value", kTokens, hidden, (heads + 2 * kv_heads) * head_dim, 0, input);
    auto keyed = projected;
    if (model.qk_norm) {
        const auto rows = kTokens.times(heads + kv_heads);
        keyed = builder.norm("query and key norm", rows, head_dim, 2 * head_dim, keyed);
    }
    const double turned = (heads + kv_heads) * head_dim;
    keyed = builder.stream("rotary embedding", StreamKind::rotary, kTokens, turned, keyed, {kTokens, turned});
    const auto cached = builder.stream("KV cache write", StreamKind::copy, kTokens, 2 * kv_heads * head_dim, keyed, {});
    const Sequence sequence{kTokens, kAllTokens, true, static_cast<double>(model.window), KeyValueStore::growing};
    const auto mixed = builder.attention(sequence, heads, kv_heads, head_dim, {keyed, projected, cached});
    return builder.reduced(kTokens, hidden,
                           builder.linear("attention output", kTokens, heads * head_dim, hidden, 0, mixed));
}

/// SwiGLU (Shazeer 2020): down (SiLU(gate x) * up x), gate and up in one product.
Value gated_part(GraphBuilder& builder, const Layers& layers, Value input) {
    const double hidden = layers.hidden;
    const double features = builder.share(layers.intermediate);
    const auto both = builder.linear("gate, up", kTokens, hidden, 2 * features, 0, input);
    const auto gated =
        builder.stream("SiLU and product", StreamKind::gated, kTokens, features, both, {kTokens, features});
    return builder.reduced(kTokens, hidden, builder.linear("down", kTokens, features, hidden, 0, gated));
}

/// The same in the experts that a router picks; each device has its share of every expert's features.
Value expert_part(GraphBuilder& builder, const Layers& layers, const Experts& experts, Value input) {
    const double hidden = layers.hidden;
    const double features = builder.share(experts.intermediate);
    const double count = experts.count;
    const auto routed = kTokens.times(experts.per_token);
    const auto scores = builder.head("router", kTokens, hidden, count, 0, hidden * count, input);
    const auto picked =
        builder.stream("top experts", StreamKind::softmax, kTokens, count, scores, {kTokens, 2.0 * experts.per_token});
    const auto gathered = builder.stream("gather", StreamKind::copy, routed, hidden, picked, {routed, hidden});
    const auto both = builder.experts("expert gate, up", kTokens, hidden, 2 * features, experts, gathered);
    const auto gated =
        builder.stream("SiLU and product", StreamKind::gated, routed, features, both, {routed, features});
    const auto down = builder.experts("expert down", kTokens, features, hidden, experts, gated);
    const auto sum = builder.stream("weighted sum", StreamKind::pooling, routed, hidden, down, {kTokens, hidden});
    return builder.reduced(kTokens, hidden, sum);
}

Value feed_forward_part(GraphBuilder& builder, const Decoder& model, Value input) {
    return model.experts ? expert_part(builder, model.layers, *model.experts, input)
                         : gated_part(builder, model.layers, input);
}

/// Logits of the last position of each sequence. An all-gather of them moves half of what an all-reduce moves, which is
/// a reduce-scatter and an all-gather.
void add_head(GraphBuilder& builder, const Decoder& model, Value state) {
    const double hidden = model.layers.hidden;
    const double words = builder.padded_share(model.vocabulary);
    const Length rows = builder.options().head_at_every_position ? kTokens : Length{1, 0, 0};
    const auto logits = builder.head("head", rows, hidden, words, 0, model.tied_embeddings ? 0 : hidden * words, state);
    builder.reduced(rows, static_cast<double>(model.vocabulary) / 2, logits);
}

}  // namespace

OperatorGraph graph_of(const Decoder& model, const GraphOptions& options) {
    GraphBuilder builder(options, model.layers.count * 20U + 8U);
    const double hidden = model.layers.hidden;
    const double words = builder.padded_share(model.vocabulary);
    auto residual = builder.reduced(kTokens, hidden, builder.embedding(kTokens, hidden, words * hidden));
    Value delta{};
    for (std::uint32_t layer = 0; layer < model.layers.count; ++layer) {
        builder.set_layer(static_cast<int>(layer));
        // The first norm has nothing to add: the embedding itself is the residual.
        Value in{};
        if (layer == 0) {
            in = builder.norm("attention norm", kTokens, hidden, hidden, residual);
        } else {
            in = builder.carrying_norm("attention norm", kTokens, hidden, hidden, delta, residual);
            residual = carried(in);
        }
        const auto attended = attention_part(builder, model, in);
        const auto middle = builder.carrying_norm("feed-forward norm", kTokens, hidden, hidden, attended, residual);
        residual = carried(middle);
        delta = feed_forward_part(builder, model, middle);
    }
    builder.set_layer(-1);
    const auto out = builder.norm("final norm", kTokens, hidden, hidden, delta, residual);
    add_head(builder, model, out);
    return builder.take();
}

}  // namespace plimsoll::models
