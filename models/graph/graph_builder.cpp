// SPDX-FileCopyrightText: 2026 The Plimsoll authors
// SPDX-License-Identifier: Apache-2.0
#include "models/graph/graph_builder.hpp"

#include <algorithm>
#include <cmath>

namespace plimsoll::models {

using Value = GraphBuilder::Value;

Operator GraphBuilder::blank(std::string_view name, Tensor result) const {
    Operator op;
    op.name = name;
    op.layer = layer_;
    op.precision = options_.precision;
    op.result = result;
    op.first_step_only = first_step_only_;
    return op;
}

Operator GraphBuilder::product(std::string_view name, const Length& rows, double k, double n, double bias) const {
    auto op = blank(name, {rows, n});
    op.shape = GemmShape{rows, n, k};
    op.weights = k * n;
    op.plain_weights = bias;
    return op;
}

Precision GraphBuilder::plain_precision() const {
    switch (options_.precision) {
        case Precision::int8:
        case Precision::fp8:
        case Precision::int4:
            return Precision::fp16;
        default:
            return options_.precision;
    }
}

double GraphBuilder::padded_share(double count) const { return std::ceil(share(count)); }

double GraphBuilder::kv_share(double kv_heads) const { return std::max(share(kv_heads), 1.0); }

Value GraphBuilder::linear(std::string_view name, const Length& rows, double k, double n, double bias, Value input,
                           bool kept) {
    auto op = product(name, rows, k, n, bias);
    if (!kept) op.result = {};
    return graph_.add(op, {input});
}

Value GraphBuilder::input_linear(std::string_view name, const Length& rows, double k, double n, double bias) {
    return graph_.add(product(name, rows, k, n, bias), {});
}

Value GraphBuilder::head(std::string_view name, const Length& rows, double k, double n, double bias, double weights,
                         Value input) {
    auto op = blank(name, {rows, n});
    op.precision = plain_precision();
    op.shape = GemmShape{rows, n, k};
    op.plain_weights = weights + bias;
    return graph_.add(op, {input});
}

Value GraphBuilder::embedding(const Length& rows, double width, double parameters) {
    auto op = blank("embedding", {rows, width});
    op.shape = StreamShape{StreamKind::embedding, rows, width};
    op.plain_weights = parameters;
    return graph_.add(op, {});
}

Value GraphBuilder::norm(std::string_view name, const Length& rows, double width, double parameters, Value input) {
    auto op = blank(name, {rows, width});
    op.shape = StreamShape{StreamKind::norm, rows, width};
    op.plain_weights = parameters;
    return graph_.add(op, {input});
}

Value GraphBuilder::norm(std::string_view name, const Length& rows, double width, double parameters, Value input,
                         Value residual) {
    auto op = blank(name, {rows, width});
    op.shape = StreamShape{StreamKind::norm, rows, width};
    op.plain_weights = parameters;
    return graph_.add(op, {input, residual});
}

Value GraphBuilder::carrying_norm(std::string_view name, const Length& rows, double width, double parameters,
                                  Value input, Value residual) {
    auto op = blank(name, {rows, width});
    op.shape = StreamShape{StreamKind::norm, rows, width};
    op.plain_weights = parameters;
    op.carried = {rows, width};
    return graph_.add(op, {input, residual});
}

Value GraphBuilder::stream(std::string_view name, StreamKind kind, const Length& rows, double width, Value input,
                           Tensor result) {
    auto op = blank(name, result);
    op.shape = StreamShape{kind, rows, width};
    return graph_.add(op, {input});
}

Value GraphBuilder::adding_linear(std::string_view name, const Length& rows, double k, double n, double bias,
                                  Value input, Value residual) {
    return graph_.add(product(name, rows, k, n, bias), {input, residual});
}

Value GraphBuilder::attention(const Sequence& sequence, double heads, double kv_heads, double head_dim,
                              std::initializer_list<Value> inputs, std::string_view name) {
    auto op = blank(name, {sequence.rows, heads * head_dim});
    op.shape = AttentionShape{sequence.rows, sequence.span,   heads,           kv_heads,
                              head_dim,      sequence.causal, sequence.window, sequence.store};
    return graph_.add(op, inputs);
}

Value GraphBuilder::experts(std::string_view name, const Length& rows, double k, double n, const Experts& experts,
                            Value input, double bias, double stored_bytes) {
    const double count = experts.count;
    const double picked = experts.per_token;
    auto op = blank(name, {rows.times(picked), n});
    op.weights = count * k * n;
    constexpr double kBits = 8;
    op.shape = ExpertGemmShape{rows, n, k, count, picked, kBits * stored_bytes / op.weights};
    op.plain_weights = bias;
    op.stored_bytes = stored_bytes;
    return graph_.add(op, {input});
}

Value GraphBuilder::sum(std::string_view name, const Length& rows, double width, Value one, Value other) {
    auto op = blank(name, {rows, width});
    op.shape = StreamShape{StreamKind::add, rows, width};
    return graph_.add(op, {one, other});
}

Value GraphBuilder::received(const Length& rows, double width) {
    auto op = blank("from the stage before", {rows, width});
    op.shape = StreamShape{StreamKind::copy, rows, width};
    return graph_.add(op, {});
}

Value GraphBuilder::reduced(const Length& rows, double width, Value input) {
    if (options_.tensor_parallel == 1) return input;
    auto op = blank("all-reduce", {rows, width});
    op.shape = AllReduceShape{static_cast<double>(options_.tensor_parallel), rows, width};
    return graph_.add(op, {input});
}

Value self_attention(GraphBuilder& builder, const Layers& layers, const Sequence& sequence, Value input,
                     double query_key_value_biases) {
    const double hidden = layers.hidden;
    const double heads = builder.share(layers.heads);
    const double kv_heads = builder.kv_share(layers.kv_heads);
    const double head_dim = layers.head_dim;
    const auto projected = builder.linear("query, key, value", sequence.rows, hidden, (heads + 2 * kv_heads) * head_dim,
                                          query_key_value_biases * heads * head_dim, input);
    const auto mixed = builder.attention(sequence, heads, kv_heads, head_dim, {projected});
    const auto out = builder.linear("attention output", sequence.rows, heads * head_dim, hidden, hidden, mixed);
    return builder.reduced(sequence.rows, hidden, out);
}

Value feed_forward(GraphBuilder& builder, const Layers& layers, const Length& rows, Value input) {
    const double hidden = layers.hidden;
    const double features = builder.share(layers.intermediate);
    const auto inside = builder.linear("feed-forward in", rows, hidden, features, features, input);
    const auto out = builder.linear("feed-forward out", rows, features, hidden, hidden, inside);
    return builder.reduced(rows, hidden, out);
}

}  // namespace plimsoll::models
