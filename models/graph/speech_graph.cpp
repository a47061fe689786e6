// SPDX-FileCopyrightText: 2026 The Plimsoll authors
// SPDX-License-Identifier: Apache-2.0
#include "models/graph/families.hpp"
#include "models/graph/graph_builder.hpp"

namespace plimsoll::models {
namespace {

using Value = GraphBuilder::Value;

/// Residual and the next part's addition to it, in pre-norm layers.
struct State {
    Value residual;
    Value delta;
    bool empty = true;  ///< nothing to add yet
};

/// Layer norm of the sum, which is kept.
Value normed(GraphBuilder& builder, std::string_view name, const Length& rows, double hidden, State& state) {
    if (state.empty) return builder.norm(name, rows, hidden, 2 * hidden, state.residual);
    const auto value = builder.carrying_norm(name, rows, hidden, 2 * hidden, state.delta, state.residual);
    state.residual = carried(value);
    return value;
}

/// Radford et al. 2022, section 2.2: two convolutions over the spectrogram, the second halving its length, sinusoidal
/// positions, pre-norm layers. Runs once per recording.
Value encoded(GraphBuilder& builder, const EncoderDecoder& model) {
    const auto& layers = model.encoder;
    const double hidden = layers.hidden;
    const Length frames{2.0 * model.source_positions, 0, 0};
    const Length rows{static_cast<double>(model.source_positions), 0, 0};
    const auto first = builder.input_linear("first convolution", frames, 3.0 * model.mel_bins, hidden, hidden);
    const double positions = model.source_positions * hidden;
    const auto second = builder.linear("second convolution", rows, 3 * hidden, hidden, hidden + positions, first);
    State state{second, {}, true};
    for (std::uint32_t layer = 0; layer < layers.count; ++layer) {
        builder.set_layer(static_cast<int>(layer));
        state.delta = self_attention(builder, layers, {rows, rows},
                                     normed(builder, "encoder attention norm", rows, hidden, state), 2);
        state.empty = false;
        state.delta =
            feed_forward(builder, layers, rows, normed(builder, "encoder feed-forward norm", rows, hidden, state));
    }
    builder.set_layer(-1);
    return builder.norm("encoder norm", rows, hidden, 2 * hidden, state.delta, state.residual);
}

/// Attention of the text's tokens to the encoder's result, whose keys and values are computed in the first step and
/// stay in the cache.
Value cross_attention(GraphBuilder& builder, const EncoderDecoder& model, Value source, Value input) {
    const auto& layers = model.decoder;
    const double hidden = layers.hidden;
    const double heads = builder.share(layers.heads);
    const double inside = heads * layers.head_dim;
    const Length rows{static_cast<double>(model.source_positions), 0, 0};
    builder.set_first_step_only(true);
    const auto kept =
        builder.linear("cross-attention key, value", rows, model.encoder.hidden, 2 * inside, inside, source, false);
    builder.set_first_step_only(false);
    const auto query = builder.linear("cross-attention query", kTokens, hidden, inside, inside, input);
    const Sequence sequence{kTokens, rows, false, 0, KeyValueStore::constant};
    const auto mixed = builder.attention(sequence, heads, heads, layers.head_dim, {query, kept}, "cross-attention");
    const auto out = builder.linear("cross-attention output", kTokens, inside, hidden, hidden, mixed);
    return builder.reduced(kTokens, hidden, out);
}

}  // namespace

OperatorGraph graph_of(const EncoderDecoder& model, const GraphOptions& options) {
    GraphBuilder builder(options, (model.encoder.count + 2U * model.decoder.count) * 12U + 8U);
    builder.set_first_step_only(true);
    const auto source = encoded(builder, model);
    builder.set_first_step_only(false);

    const auto& layers = model.decoder;
    const double hidden = layers.hidden;
    const double words = builder.padded_share(model.vocabulary);
    const double tables = words * hidden + model.max_tokens * hidden;
    const auto embedded = builder.reduced(kTokens, hidden, builder.embedding(kTokens, hidden, tables));
    State state{embedded, {}, true};
    for (std::uint32_t layer = 0; layer < layers.count; ++layer) {
        builder.set_layer(static_cast<int>(layer));
        const Sequence text{kTokens, kAllTokens, true, 0, KeyValueStore::growing};
        const auto in = normed(builder, "attention norm", kTokens, hidden, state);
        state.delta = self_attention(builder, layers, text, in, 2);
        state.empty = false;
        const auto middle = normed(builder, "cross-attention norm", kTokens, hidden, state);
        state.delta = cross_attention(builder, model, source, middle);
        const auto last = normed(builder, "feed-forward norm", kTokens, hidden, state);
        state.delta = feed_forward(builder, layers, kTokens, last);
    }
    builder.set_layer(-1);
    const auto out = builder.norm("final norm", kTokens, hidden, 2 * hidden, state.delta, state.residual);
    const Length rows = options.head_at_every_position ? kTokens : Length{1, 0, 0};
    const auto logits = builder.head("head", rows, hidden, words, 0, 0, out);  // the embedding's table, transposed
    builder.reduced(rows, static_cast<double>(model.vocabulary) / 2, logits);
    return builder.take();
}

}  // namespace plimsoll::models
