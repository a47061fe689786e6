// SPDX-FileCopyrightText: 2026 The Plimsoll authors
// SPDX-License-Identifier: Apache-2.0
#pragma once

#include "models/graph/step_size.hpp"
#include "models/graph/work.hpp"

#include <cstdint>
#include <string_view>
#include <variant>

/// Operators with sizes that depend on the step. Each has a shape of models/graph/work.hpp once the step is known; the
/// rows of a shape here are those of one sequence.
namespace plimsoll::models {

struct GemmShape {
    Length rows;
    double n = 0;
    double k = 0;
    bool operator==(const GemmShape&) const = default;
};

/// One layer's products of all experts, where a router picks `per_token` of `experts` for each row. With rows spread
/// evenly and independently, t rows touch E (1 - (1 - k/E)^t) distinct experts on average, and each of these serves
/// t k / (that number) rows: FLOPs are exact, the weights read are the expected ones.
struct ExpertGemmShape {
    Length rows;
    double n = 0;
    double k = 0;
    double experts = 1;
    double per_token = 1;
    double stored_bits = 0;  ///< as Gemm's
    bool operator==(const ExpertGemmShape&) const = default;
};

enum class KeyValueStore : std::uint8_t {
    none,      ///< keys and values are forgotten after the step
    growing,   ///< each new token's are kept (decoder)
    constant,  ///< those of a source of fixed length are kept (cross-attention)
};

struct AttentionShape {
    Length query;
    Length span;
    double heads = 0;
    double kv_heads = 0;
    double head_dim = 0;
    bool causal = false;
    double window = 0;  ///< a token looks back at no more than this many; 0: all
    KeyValueStore store = KeyValueStore::none;
    bool operator==(const AttentionShape&) const = default;
};

struct StreamShape {
    StreamKind kind = StreamKind::copy;
    Length rows;
    double width = 0;
    bool operator==(const StreamShape&) const = default;
};

/// Sum of rows x width activations over the devices.
struct AllReduceShape {
    double devices = 2;
    Length rows;
    double width = 0;
    bool operator==(const AllReduceShape&) const = default;
};

/// rows x width activations of each sequence. A width of 0: no tensor.
struct Tensor {
    Length rows;
    double width = 0;
    bool operator==(const Tensor&) const = default;
};

struct Operator {
    std::string_view name;  ///< a literal: "query, key, value"
    int layer = -1;         ///< -1: outside the repeated layers
    std::variant<GemmShape, ExpertGemmShape, AttentionShape, StreamShape, AllReduceShape> shape;
    Precision precision = Precision::fp16;
    double weights = 0;        ///< parameters stored in `precision`
    double plain_weights = 0;  ///< parameters stored as activations are: biases, norms, tables
    double stored_bytes = 0;   ///< of `weights` in a format of their own; 0: in `precision`
    Tensor result;
    Tensor carried;                ///< second result: the residual behind a norm that adds it
    bool first_step_only = false;  ///< runs only where the context is empty (an encoder in front of a decoder)

    [[nodiscard]] double parameters() const { return weights + plain_weights; }
    [[nodiscard]] bool runs_in(const StepSize& step) const { return !first_step_only || step.context == 0; }
    /// The same work and weights, in whichever layer.
    [[nodiscard]] bool same_kind(const Operator& other) const;
};

/// What the rows of an operator belong to, in a step of sequences that have different numbers of new tokens.
enum class WorksOn : std::uint8_t {
    tokens,    ///< every new token
    sampled,   ///< one of each sequence that is to give a token
    attention  ///< the new tokens of a sequence and its KV cache
};
[[nodiscard]] WorksOn works_on(const Operator& op);

/// The operator at concrete sizes. \pre `runs_in(step)`
[[nodiscard]] Work work_of(const Operator& op, const StepSize& step);

/// Expected number of distinct experts that `rows` rows touch: E (1 - (1 - k/E)^rows).
[[nodiscard]] double distinct_experts(double experts, double per_token, double rows);

}  // namespace plimsoll::models
