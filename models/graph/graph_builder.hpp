// SPDX-FileCopyrightText: 2026 The Plimsoll authors
// SPDX-License-Identifier: Apache-2.0
#pragma once

#include "models/graph/build.hpp"

#include <cstddef>
#include <initializer_list>
#include <string_view>
#include <utility>

/// Inside the builders of graphs: operators in the manner of published architectures.
namespace plimsoll::models {

/// A row for each new token, and one for each token that its sequence has by then.
inline constexpr Length kTokens{0, 1, 0};
inline constexpr Length kAllTokens{0, 1, 1};

/// Rows that go through a layer: those of its own tokens, and those that its attention sees.
struct Sequence {
    Length rows;
    Length span;
    bool causal = false;
    double window = 0;
    KeyValueStore store = KeyValueStore::none;
};

class GraphBuilder {
public:
    using Value = OperatorGraph::Value;

    /// `operators`: about as many as there will be.
    GraphBuilder(const GraphOptions& options, std::size_t operators) : options_(options) { graph_.reserve(operators); }

    void set_layer(int layer) { layer_ = layer; }
    /// What is added from now on runs in a sequence's first step only.
    void set_first_step_only(bool only) { first_step_only_ = only; }

    /// A product with a k x n matrix of weights. `bias` counts its biases on this device, `kept` is false where the
    /// result goes into the KV cache and nowhere else.
    Value linear(std::string_view name, const Length& rows, double k, double n, double bias, Value input,
                 bool kept = true);
    /// A product with the model's input (an image, a spectrogram), which lies in memory.
    Value input_linear(std::string_view name, const Length& rows, double k, double n, double bias);
    /// A product that stays in 16 bits where the precision quantizes. `weights` is 0 where they are counted elsewhere.
    Value head(std::string_view name, const Length& rows, double k, double n, double bias, double weights, Value input);
    /// Gathers a row of tables with `parameters` values for each row.
    Value embedding(const Length& rows, double width, double parameters);
    /// Norm of `input` with `parameters` scales and shifts.
    Value norm(std::string_view name, const Length& rows, double width, double parameters, Value input);
    /// Adds `residual` and normalizes the sum.
    Value norm(std::string_view name, const Length& rows, double width, double parameters, Value input, Value residual);
    /// As before, and keeps the sum beside it, for pre-norm layers.
    Value carrying_norm(std::string_view name, const Length& rows, double width, double parameters, Value input,
                        Value residual);
    Value stream(std::string_view name, StreamKind kind, const Length& rows, double width, Value input, Tensor result);
    /// A product to whose result `residual` is added.
    Value adding_linear(std::string_view name, const Length& rows, double k, double n, double bias, Value input,
                        Value residual);
    Value attention(const Sequence& sequence, double heads, double kv_heads, double head_dim,
                    std::initializer_list<Value> inputs, std::string_view name = "attention");
    /// `bias` counts the biases of all experts, `stored_bytes` is what their weights take where it does not follow from
    /// the precision.
    Value experts(std::string_view name, const Length& rows, double k, double n, const Experts& experts, Value input,
                  double bias = 0, double stored_bytes = 0);
    /// Adds two values.
    Value sum(std::string_view name, const Length& rows, double width, Value one, Value other);
    /// What another device has sent.
    Value received(const Length& rows, double width);
    /// Sum over the devices; nothing where there is one.
    Value reduced(const Length& rows, double width, Value input);

    /// The share of one device.
    [[nodiscard]] double share(double count) const { return count / options_.tensor_parallel; }
    /// As `share`, rounded up: tables are padded.
    [[nodiscard]] double padded_share(double count) const;
    /// A KV head is copied where there are more devices than heads.
    [[nodiscard]] double kv_share(double kv_heads) const;
    [[nodiscard]] const GraphOptions& options() const { return options_; }
    void set_idle_parameters(double parameters) { graph_.set_idle_parameters(parameters); }
    [[nodiscard]] OperatorGraph take() { return std::move(graph_); }

private:
    [[nodiscard]] Operator product(std::string_view name, const Length& rows, double k, double n, double bias) const;
    [[nodiscard]] Operator blank(std::string_view name, Tensor result) const;
    [[nodiscard]] Precision plain_precision() const;

    GraphOptions options_;
    OperatorGraph graph_;
    int layer_ = -1;
    bool first_step_only_ = false;
};

/// The sum that a carrying norm has kept.
[[nodiscard]] inline GraphBuilder::Value carried(GraphBuilder::Value value) { return {value.producer, true}; }

/// Query, key and value in one product, attention, and the output product, summed over the devices. `biases` of BERT's
/// four maps; Whisper has none for the key.
GraphBuilder::Value self_attention(GraphBuilder& builder, const Layers& layers, const Sequence& sequence,
                                   GraphBuilder::Value input, double query_key_value_biases);

/// Two products with biases, the activation function between them fused into the first.
GraphBuilder::Value feed_forward(GraphBuilder& builder, const Layers& layers, const Length& rows,
                                 GraphBuilder::Value input);

}  // namespace plimsoll::models
