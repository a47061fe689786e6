// SPDX-FileCopyrightText: 2026 The Plimsoll authors
// SPDX-License-Identifier: Apache-2.0
#include "models/profile/table_layout.hpp"

#include <fmt/format.h>

#include <algorithm>

namespace plimsoll::models {
namespace {

using std::string_view;

constexpr std::array<string_view, 4> kGemmSizes = {"groups", "n", "k", "m"};
constexpr std::array<string_view, 3> kAttentionSizes = {"sequences", "query", "span"};
constexpr std::array<string_view, 2> kStreamSizes = {"width", "rows"};
constexpr std::array<string_view, 1> kAllReduceSizes = {"bytes"};

struct SizesOf {
    Sizes operator()(const Gemm& gemm) const { return {gemm.groups, gemm.n, gemm.k, gemm.m}; }
    Sizes operator()(const Attention& attention) const {
        return {attention.sequences, attention.query, attention.span, 0};
    }
    Sizes operator()(const Stream& stream) const { return {stream.width, stream.rows, 0, 0}; }
    Sizes operator()(const AllReduce& reduce) const { return {reduce.bytes, 0, 0, 0}; }
};

struct SetSizes {
    const Sizes& sizes;

    void operator()(Gemm& gemm) const {
        gemm.groups = sizes[0];
        gemm.n = sizes[1];
        gemm.k = sizes[2];
        gemm.m = sizes[3];
    }
    void operator()(Attention& attention) const {
        attention.sequences = sizes[0];
        attention.query = sizes[1];
        attention.span = sizes[2];
    }
    void operator()(Stream& stream) const {
        stream.width = sizes[0];
        stream.rows = sizes[1];
    }
    void operator()(AllReduce& reduce) const { reduce.bytes = sizes[0]; }
};

struct Title {
    string_view precision;

    std::string operator()(const Gemm&) const { return fmt::format("gemm {}", precision); }
    std::string operator()(const Attention& attention) const {
        return fmt::format("attention {}, {} heads, {} of keys and values, of {}{}", precision, attention.heads,
                           attention.kv_heads, attention.head_dim, attention.causal ? ", causal" : "");
    }
    std::string operator()(const Stream& stream) const {
        return fmt::format("stream {} {}", name_of(stream.kind), precision);
    }
    std::string operator()(const AllReduce& reduce) const {
        return fmt::format("all-reduce {}, {} devices", precision, reduce.devices);
    }
};

}  // namespace

OperatorKind operator_of(const Work& work) { return static_cast<OperatorKind>(work.shape.index()); }

std::span<const string_view> size_columns(OperatorKind kind) {
    switch (kind) {
        case OperatorKind::gemm:
            return kGemmSizes;
        case OperatorKind::attention:
            return kAttentionSizes;
        case OperatorKind::stream:
            return kStreamSizes;
        case OperatorKind::all_reduce:
            return kAllReduceSizes;
    }
    return {};
}

Sizes sizes_of(const Work& work) { return std::visit(SizesOf{}, work.shape); }

Work with_sizes(Work like, const Sizes& sizes) {
    std::visit(SetSizes{sizes}, like.shape);
    return like;
}

bool same_table(const Work& a, const Work& b) { return with_sizes(a, {}) == with_sizes(b, {}); }

std::string table_title(const Work& work) { return std::visit(Title{name_of(work.precision)}, work.shape); }

}  // namespace plimsoll::models
