// SPDX-FileCopyrightText: 2026 The Plimsoll authors
// SPDX-License-Identifier: Apache-2.0
#pragma once

#include "models/spec/precision.hpp"
#include "scenarios/named_enum.hpp"

#include <cstdint>
#include <optional>
#include <string>
#include <string_view>
#include <variant>
#include <vector>

/// One operator at concrete sizes: what an operator graph asks a device's datasheet law, or a kernel profile, to time,
/// and what a measuring program runs. Sizes are whole numbers in doubles, since laws compute with them.
namespace plimsoll::models {

/// `groups` products of m x k times k x n with the same sizes and different weights (more than one for the experts of a
/// mixture). A convolution is the product it is lowered to: m = images x output positions, n = output channels,
/// k = input channels x window.
struct Gemm {
    double groups = 1;
    double m = 0;
    double n = 0;
    double k = 0;
    /// Of each weight, where kernels read it in fewer bits than the precision's and widen it as they compute: 4.25 and
    /// padding of MXFP4; 0: those of the precision.
    double stored_bits = 0;
    bool operator==(const Gemm&) const = default;
};

/// Fused softmax(Q K^T) V of `sequences` sequences with `query` new tokens each that look at `span` tokens (cached ones
/// and themselves). Decode is query = 1. A causal mask halves the work of the new tokens among themselves.
struct Attention {
    double sequences = 0;
    double query = 0;
    double span = 0;
    double heads = 0;
    double kv_heads = 0;
    double head_dim = 0;
    bool causal = false;
    bool operator==(const Attention&) const = default;
};

/// What is bound by memory: each kind reads and writes `rows` x `width` values.
enum class StreamKind : std::uint8_t {
    norm,        ///< layer or RMS norm, with the residual's addition: two reads, one write
    activation,  ///< GELU, ReLU, SiLU: one read, one write
    gated,       ///< SiLU(a) x b: two reads, one write of `width`
    softmax,     ///< over rows of `width`: one read, one write
    add,         ///< two reads, one write
    rotary,      ///< rotary position embedding: one read, one write
    embedding,   ///< gathers one row of a table per token: one read, one write
    pooling,     ///< one read of `width` per row, one value written
    copy,        ///< device to device: one read, one write
    host_copy,   ///< host to device: `rows` x `width` bytes
};

inline constexpr scenarios::EnumName<StreamKind> kStreamNames[] = {{"norm", StreamKind::norm},
                                                                   {"activation", StreamKind::activation},
                                                                   {"gated", StreamKind::gated},
                                                                   {"softmax", StreamKind::softmax},
                                                                   {"add", StreamKind::add},
                                                                   {"rotary", StreamKind::rotary},
                                                                   {"embedding", StreamKind::embedding},
                                                                   {"pooling", StreamKind::pooling},
                                                                   {"copy", StreamKind::copy},
                                                                   {"host_copy", StreamKind::host_copy}};
struct Stream {
    StreamKind kind = StreamKind::copy;
    double rows = 0;
    double width = 0;
    bool operator==(const Stream&) const = default;
};

/// Sum of `bytes` over the devices that share a model, left on each of them.
struct AllReduce {
    double devices = 2;
    double bytes = 0;
    bool operator==(const AllReduce&) const = default;
};

struct Work {
    std::variant<Gemm, Attention, Stream, AllReduce> shape;
    Precision precision = Precision::fp16;
    bool operator==(const Work&) const = default;
};

/// FLOPs of it (a multiply-add counts two): 2 groups m n k; attention 4 heads head_dim per pair of a new token and a
/// token it looks at; streams a few per value.
[[nodiscard]] double flops_of(const Work& work);
/// Bytes that it must read and write at least once: weights, operands, results, the KV cache.
[[nodiscard]] double bytes_of(const Work& work);

}  // namespace plimsoll::models

namespace plimsoll::scenarios {

template <>
constexpr std::span<const EnumName<models::StreamKind>> names_of() {
    return models::kStreamNames;
}

}  // namespace plimsoll::scenarios
