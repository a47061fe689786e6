// SPDX-FileCopyrightText: 2026 The Plimsoll authors
// SPDX-License-Identifier: Apache-2.0
#include "models/graph/operator.hpp"

#include <algorithm>
#include <cmath>

namespace plimsoll::models {
namespace {

using Shape = decltype(Work::shape);

struct AtStep {
    const StepSize& step;
    Precision precision;

    [[nodiscard]] double all(const Length& rows) const { return step.sequences * rows.at(step); }

    Shape operator()(const GemmShape& gemm) const { return Gemm{1, all(gemm.rows), gemm.n, gemm.k}; }
    Shape operator()(const ExpertGemmShape& gemm) const {
        const double rows = all(gemm.rows);
        const double touched = distinct_experts(gemm.experts, gemm.per_token, rows);
        return Gemm{touched, rows * gemm.per_token / touched, gemm.n, gemm.k, gemm.stored_bits};
    }
    Shape operator()(const AttentionShape& attention) const {
        const double query = attention.query.at(step);
        double span = attention.span.at(step);
        bool causal = attention.causal && query > 1;
        if (attention.window > 0 && span > attention.window) {
            // Behind the first `window` tokens each new one sees a full window. Counting that for all of them is exact
            // in decode and an upper bound in prefill.
            span = attention.window;
            causal = false;
        }
        return Attention{step.sequences, query, span, attention.heads, attention.kv_heads, attention.head_dim, causal};
    }
    Shape operator()(const StreamShape& stream) const { return Stream{stream.kind, all(stream.rows), stream.width}; }
    Shape operator()(const AllReduceShape& reduce) const {
        return AllReduce{reduce.devices, all(reduce.rows) * reduce.width * activation_bytes(precision)};
    }
};

}  // namespace

bool Operator::same_kind(const Operator& other) const {
    return name == other.name && precision == other.precision && weights == other.weights &&
           plain_weights == other.plain_weights && stored_bytes == other.stored_bytes &&
           first_step_only == other.first_step_only && shape == other.shape;
}

WorksOn works_on(const Operator& op) {
    if (std::holds_alternative<AttentionShape>(op.shape)) return WorksOn::attention;
    const auto rows = std::visit(
        [](const auto& shape) {
            if constexpr (requires { shape.rows; })
                return shape.rows;
            else
                return Length{0, 1, 0};
        },
        op.shape);
    return rows.per_token == 0 && rows.per_context == 0 ? WorksOn::sampled : WorksOn::tokens;
}

Work work_of(const Operator& op, const StepSize& step) {
    return {std::visit(AtStep{step, op.precision}, op.shape), op.precision};
}

double distinct_experts(double experts, double per_token, double rows) {
    return experts * -std::expm1(rows * std::log1p(-std::min(per_token / experts, 1.0)));
}

}  // namespace plimsoll::models
