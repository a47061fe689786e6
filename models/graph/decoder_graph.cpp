// SPDX-FileCopyrightText: 2026 The Plimsoll authors
// SPDX-License-Identifier: Apache-2.0
#include "models/graph/families.hpp"
#include "models/graph/graph_builder.hpp"

#include <algorithm>
#include <cmath>

namespace plimsoll::models {
namespace {

using Value = GraphBuilder::Value;

bool has_layer_biases(const Decoder& model) { return model.biases == Biases::layers || model.biases == Biases::all; }

double norm_parameters(const Decoder& model) { return (model.layer_norm ? 2.0 : 1.0) * model.layers.hidden; }

/// Kernels as vLLM runs them: one product for query, key and value, rotary embedding, the write into the KV cache,
/// attention over the cache, the output product.
Value attention_part(GraphBuilder& builder, const Decoder& model, std::uint32_t layer, Value input) {
    const auto& layers = model.layers;
    const double hidden = layers.hidden;
    const double head_dim = layers.head_dim;
    const double heads = builder.share(layers.heads);
    const double kv_heads = builder.kv_share(layers.kv_heads);
    const double projections = (heads + 2 * kv_heads) * head_dim;
    const double plain = (model.biases == Biases::none ? 0 : projections) + (model.attention_sinks ? heads : 0);
    const auto projected = builder.linear("query, key, value", kTokens, hidden, projections, plain, input);
    auto keyed = projected;
    if (model.qk_norm) {
        const auto rows = kTokens.times(heads + kv_heads);
        keyed = builder.norm("query and key norm", rows, head_dim, 2 * head_dim, keyed);
    }
    const double turned = (heads + kv_heads) * (model.rotary_dim > 0 ? model.rotary_dim : head_dim);
    keyed = builder.stream("rotary embedding", StreamKind::rotary, kTokens, turned, keyed,
                           {kTokens, (heads + kv_heads) * head_dim});
    const auto cached = builder.stream("KV cache write", StreamKind::copy, kTokens, 2 * kv_heads * head_dim, keyed, {});
    const double window = model.has_window(layer) ? model.window : 0;
    const Sequence sequence{kTokens, kAllTokens, true, window, KeyValueStore::growing};
    const auto mixed = builder.attention(sequence, heads, kv_heads, head_dim, {keyed, projected, cached});
    return builder.reduced(kTokens, hidden,
                           builder.linear("attention output", kTokens, heads * head_dim, hidden,
                                          has_layer_biases(model) ? hidden : 0, mixed));
}

/// Queries are mapped to the latent instead of the cached latents to keys (DeepSeek-AI 2024, arXiv:2405.04434, section
/// 2.1.2), as vLLM decodes: for every head 2 (rank + rotated) operations with a cached vector for its weight, 2 rank
/// for its value, and the vector itself, rank + rotated values, is all that is cached, on every device. The maps to and
/// from the latent are the same for all heads of a product's operands here, which counts their operations and weights
/// right.
Value latent_attention_part(GraphBuilder& builder, const Decoder& model, const LatentAttention& latent, Value input) {
    const double hidden = model.layers.hidden;
    const double heads = builder.share(model.layers.heads);
    const double rank = latent.kv_lora_rank;
    const double rotated = latent.qk_rope_head_dim;
    const auto queries = builder.linear("query", kTokens, hidden, heads * model.layers.head_dim, 0, input);
    const auto compressed = builder.linear("key and value latent", kTokens, hidden, rank + rotated, 0, input);
    const auto normed = builder.norm("latent norm", kTokens, rank, rank, compressed);
    const double turned = (heads + 1) * rotated;
    const auto keyed =
        builder.stream("rotary embedding", StreamKind::rotary, kTokens, turned, queries, {kTokens, turned});
    const auto cached = builder.stream("KV cache write", StreamKind::copy, kTokens, rank + rotated, normed, {});
    const auto mapped = builder.linear("query to latent", kTokens, latent.qk_nope_head_dim, heads * rank, 0, keyed);
    const double mean_dim = rank + rotated / 2;
    const Sequence sequence{kTokens, kAllTokens, true, 0, KeyValueStore::growing};
    const auto mixed = builder.attention(sequence, heads, (rank + rotated) / (2 * mean_dim), mean_dim,
                                         {mapped, keyed, cached}, "latent attention");
    const double values = heads * latent.v_head_dim;
    const auto out = builder.linear("latent to value", kTokens, rank, values, 0, mixed);
    return builder.reduced(kTokens, hidden, builder.linear("attention output", kTokens, values, hidden, 0, out));
}

struct GatedNames {
    std::string_view up = "gate, up";
    std::string_view down = "down";
};

/// SwiGLU (Shazeer 2020): down (SiLU(gate x) * up x), gate and up in one product.
Value gated_network(GraphBuilder& builder, double hidden, double features, Value input, const GatedNames& names) {
    const auto both = builder.linear(names.up, kTokens, hidden, 2 * features, 0, input);
    const auto gated =
        builder.stream("SiLU and product", StreamKind::gated, kTokens, features, both, {kTokens, features});
    return builder.linear(names.down, kTokens, features, hidden, 0, gated);
}

/// Weights in 4 bits with a scale of 8 bits per 32 (OCP Microscaling Formats, 1.0). Kernels take matrices of whole
/// tiles: vLLM pads both sides, of gate and up each, to multiples of 256.
double mxfp4_bytes(double count, double k, double n) {
    constexpr double kBytes = 0.5 + 1.0 / 32;
    constexpr double kTile = 256;
    const auto padded = [](double side) { return std::ceil(side / kTile) * kTile; };
    return count * kBytes * padded(k) * padded(n);
}

/// The same in the experts that a router picks; each device has its share of every expert's features.
Value expert_part(GraphBuilder& builder, const Decoder& model, Value input) {
    const double hidden = model.layers.hidden;
    const auto& experts = *model.experts;
    const double features = builder.share(experts.intermediate);
    const double count = experts.count;
    const auto routed = kTokens.times(experts.per_token);
    const double biased = has_layer_biases(model) ? count : 0;
    const double up_bytes = experts.mxfp4 ? 2 * mxfp4_bytes(count, hidden, features) : 0;
    const double down_bytes = experts.mxfp4 ? mxfp4_bytes(count, features, hidden) : 0;
    const auto scores = builder.head("router", kTokens, hidden, count, biased, hidden * count, input);
    const auto picked =
        builder.stream("top experts", StreamKind::softmax, kTokens, count, scores, {kTokens, 2.0 * experts.per_token});
    const auto gathered = builder.stream("gather", StreamKind::copy, routed, hidden, picked, {routed, hidden});
    const auto both = builder.experts("expert gate, up", kTokens, hidden, 2 * features, experts, gathered,
                                      biased * 2 * features, up_bytes);
    const auto gated =
        builder.stream("SiLU and product", StreamKind::gated, routed, features, both, {routed, features});
    const auto down =
        builder.experts("expert down", kTokens, features, hidden, experts, gated, biased * hidden, down_bytes);
    auto sum = builder.stream("weighted sum", StreamKind::pooling, routed, hidden, down, {kTokens, hidden});
    if (experts.shared > 0) {
        const auto shared =
            gated_network(builder, hidden, builder.share(experts.shared), input, {"shared gate, up", "shared down"});
        sum = builder.sum("sum with the shared", kTokens, hidden, sum, shared);
    }
    return builder.reduced(kTokens, hidden, sum);
}

Value feed_forward_part(GraphBuilder& builder, const Decoder& model, std::uint32_t layer, Value input) {
    if (model.has_experts(layer)) return expert_part(builder, model, input);
    const double hidden = model.layers.hidden;
    const double features = builder.share(model.layers.intermediate);
    if (model.gated) return builder.reduced(kTokens, hidden, gated_network(builder, hidden, features, input, {}));
    const double biased = has_layer_biases(model) ? 1 : 0;
    const auto inside = builder.linear("feed-forward in", kTokens, hidden, features, biased * features, input);
    const auto out = builder.linear("feed-forward out", kTokens, features, hidden, biased * hidden, inside);
    return builder.reduced(kTokens, hidden, out);
}

/// Logits of the last position of each sequence. An all-gather of them moves half of what an all-reduce moves, which is
/// a reduce-scatter and an all-gather.
void add_head(GraphBuilder& builder, const Decoder& model, Value state) {
    const double hidden = model.layers.hidden;
    const double words = builder.padded_share(model.vocabulary);
    const auto& options = builder.options();
    const Length rows = options.head_at_every_position ? kTokens : Length{1, 0, 0};
    const bool embedding_is_here = model.tied_embeddings && options.pipeline_parallel == 1;
    const auto logits = builder.head("head", rows, hidden, words, model.biases == Biases::all ? words : 0,
                                     embedding_is_here ? 0 : hidden * words, state);
    builder.reduced(rows, static_cast<double>(model.vocabulary) / 2, logits);
}

/// The layers of a stage, from `first` to before `end`.
struct StageLayers {
    std::uint32_t first = 0;
    std::uint32_t end = 0;
};

/// vLLM's division: what does not divide evenly goes to the stages before the last, the nearest first.
StageLayers layers_of_stage(std::uint32_t layers, std::uint32_t stages, std::uint32_t stage) {
    const std::uint32_t each = layers / stages;
    const std::uint32_t over = layers % stages;
    const auto before = [&](std::uint32_t until) {
        const std::uint32_t first_with_more = stages - 1 - over;
        const std::uint32_t more = until > first_with_more ? std::min(until - first_with_more, over) : 0;
        return until * each + more;
    };
    return {before(stage), before(stage + 1)};
}

Value normed_behind(GraphBuilder& builder, const Decoder& model, std::string_view name, Value value) {
    if (!model.post_norms) return value;
    return builder.norm(name, kTokens, model.layers.hidden, norm_parameters(model), value);
}

/// What a layer adds, and what it is added to.
struct LayerResult {
    Value delta;
    Value residual;
};

LayerResult add_layer(GraphBuilder& builder, const Decoder& model, std::uint32_t layer, Value in, Value residual) {
    const double hidden = model.layers.hidden;
    const auto attended = model.latent ? latent_attention_part(builder, model, *model.latent, in)
                                       : attention_part(builder, model, layer, in);
    if (model.parallel) {
        const auto fed = feed_forward_part(builder, model, layer, in);
        return {builder.sum("sum of both parts", kTokens, hidden, attended, fed), residual};
    }
    const auto behind = normed_behind(builder, model, "norm behind attention", attended);
    const auto middle =
        builder.carrying_norm("feed-forward norm", kTokens, hidden, norm_parameters(model), behind, residual);
    const auto fed = feed_forward_part(builder, model, layer, middle);
    return {normed_behind(builder, model, "norm behind feed-forward", fed), carried(middle)};
}

}  // namespace

OperatorGraph graph_of(const Decoder& model, const GraphOptions& options) {
    const auto layers = layers_of_stage(model.layers.count, options.pipeline_parallel, options.stage);
    const bool is_first = options.stage == 0;
    const bool is_last = options.stage + 1 == options.pipeline_parallel;
    GraphBuilder builder(options, (layers.end - layers.first) * 20U + 8U);
    const double hidden = model.layers.hidden;
    const double words = builder.padded_share(model.vocabulary);
    if (model.vision && is_first)
        builder.set_idle_parameters(builder.share(static_cast<double>(model.vision->parameters)));
    auto residual = is_first ? builder.reduced(kTokens, hidden, builder.embedding(kTokens, hidden, words * hidden))
                             : builder.received(kTokens, hidden);
    auto delta = is_first ? residual : builder.received(kTokens, hidden);
    for (std::uint32_t layer = layers.first; layer < layers.end; ++layer) {
        builder.set_layer(static_cast<int>(layer));
        // The first norm has nothing to add: the embedding itself is the residual.
        Value in{};
        if (layer == 0) {
            in = builder.norm("attention norm", kTokens, hidden, norm_parameters(model), residual);
        } else {
            in = builder.carrying_norm("attention norm", kTokens, hidden, norm_parameters(model), delta, residual);
            residual = carried(in);
        }
        const auto next = add_layer(builder, model, layer, in, residual);
        delta = next.delta;
        residual = next.residual;
    }
    builder.set_layer(-1);
    if (is_last) {
        const auto out = builder.norm("final norm", kTokens, hidden, norm_parameters(model), delta, residual);
        add_head(builder, model, out);
    }
    return builder.take();
}

}  // namespace plimsoll::models
