// SPDX-FileCopyrightText: 2026 The Plimsoll authors
// SPDX-License-Identifier: Apache-2.0
#include "models/graph/work.hpp"

namespace plimsoll::models {
namespace {

/// Pairs of a new token and a token it looks at, per sequence and head.
double pairs(const Attention& attention) {
    const double masked = attention.causal ? attention.query * (attention.query - 1) / 2 : 0;
    return attention.query * attention.span - masked;
}

/// Values that one row of `width` reads and writes, and operations per value.
struct Traffic {
    double values;  ///< times width
    double flops;
};

Traffic traffic_of(StreamKind kind) {
    switch (kind) {
        case StreamKind::norm:
            return {3, 8};  // subtract, square, add, scale, shift, the residual's addition, two reductions
        case StreamKind::gated:
            return {3, 6};
        case StreamKind::add:
            return {3, 1};
        case StreamKind::activation:
        case StreamKind::softmax:
            return {2, 5};
        case StreamKind::rotary:
            return {2, 3};
        case StreamKind::embedding:
        case StreamKind::copy:
            return {2, 0};
        case StreamKind::pooling:
            return {1, 1};
        case StreamKind::host_copy:
            return {1, 0};
    }
    return {};
}

struct Flops {
    double operator()(const Gemm& gemm) const { return 2 * gemm.groups * gemm.m * gemm.n * gemm.k; }
    double operator()(const Attention& attention) const {
        return 4 * attention.sequences * attention.heads * attention.head_dim * pairs(attention);
    }
    double operator()(const Stream& stream) const { return traffic_of(stream.kind).flops * stream.rows * stream.width; }
    double operator()(const AllReduce&) const { return 0; }
};

struct Bytes {
    Precision precision;

    double operator()(const Gemm& gemm) const {
        constexpr double kBits = 8;
        const double each = gemm.stored_bits > 0 ? gemm.stored_bits / kBits : weight_bytes(precision);
        return gemm.groups * (each * gemm.k * gemm.n + operand_bytes(precision) * gemm.m * gemm.k +
                              activation_bytes(precision) * gemm.m * gemm.n);
    }
    double operator()(const Attention& attention) const {
        const double queries = 2 * attention.query * attention.heads;  // Q in, the result out
        const double cached = 2 * attention.span * attention.kv_heads;
        return activation_bytes(precision) * attention.sequences * attention.head_dim * (queries + cached);
    }
    double operator()(const Stream& stream) const {
        const double value = stream.kind == StreamKind::host_copy ? 1 : activation_bytes(precision);
        return value * traffic_of(stream.kind).values * stream.rows * stream.width;
    }
    double operator()(const AllReduce& reduce) const { return reduce.bytes; }
};

}  // namespace

double flops_of(const Work& work) { return std::visit(Flops{}, work.shape); }
double bytes_of(const Work& work) { return std::visit(Bytes{work.precision}, work.shape); }

}  // namespace plimsoll::models
