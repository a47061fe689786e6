// SPDX-FileCopyrightText: 2026 The Plimsoll authors
// SPDX-License-Identifier: Apache-2.0
#include "models/graph/graphviz.hpp"

#include <fmt/format.h>
#include <boost/graph/graphviz.hpp>

#include <locale>
#include <ostream>
#include <sstream>

namespace plimsoll::models {
namespace {

struct SizeText {
    std::string operator()(const Gemm& gemm) const {
        const auto one = fmt::format("{:.4g} x {:.6g} x {:.6g}", gemm.m, gemm.n, gemm.k);
        return gemm.groups == 1 ? one : fmt::format("{:.4g} of {}", gemm.groups, one);
    }
    std::string operator()(const Attention& attention) const {
        return fmt::format("{:.6g} x ({:.6g} on {:.6g}), {:.4g}/{:.4g} heads of {:.4g}", attention.sequences,
                           attention.query, attention.span, attention.heads, attention.kv_heads, attention.head_dim);
    }
    std::string operator()(const Stream& stream) const {
        return fmt::format("{:.6g} x {:.6g}", stream.rows, stream.width);
    }
    std::string operator()(const AllReduce& reduce) const {
        return fmt::format("{:.4g} MB over {:.4g} devices", reduce.bytes / 1e6, reduce.devices);
    }
};

}  // namespace

std::string size_text(const Work& work) { return std::visit(SizeText{}, work.shape); }

std::string graphviz(const OperatorGraph& graph, const StepSize& step) {
    std::ostringstream out;
    out.imbue(std::locale::classic());
    const auto write_vertex = [&](std::ostream& stream, std::size_t vertex) {
        const auto& op = graph.at(vertex);
        const auto place = op.layer < 0 ? std::string() : fmt::format("layer {}: ", op.layer);
        const auto size = op.runs_in(step) ? size_text(work_of(op, step)) : std::string("first step only");
        const auto weights = op.parameters() > 0 ? fmt::format("\\n{:.0f} parameters", op.parameters()) : "";
        stream << fmt::format("[shape=box{}, label=\"{}{}\\n{}{}\"]", op.runs_in(step) ? "" : ", style=dashed", place,
                              op.name, size, weights);
    };
    const auto write_edge = [&](std::ostream& stream, const auto& edge) {
        const auto& tensor = graph.graph()[edge].tensor;
        const auto& producer = graph.at(boost::source(edge, graph.graph()));
        const double bytes =
            step.sequences * tensor.rows.at(step) * tensor.width * activation_bytes(producer.precision);
        stream << fmt::format("[label=\"{:.4g} MB\"]", bytes / 1e6);
    };
    boost::write_graphviz(out, graph.graph(), write_vertex, write_edge);
    return out.str();
}

}  // namespace plimsoll::models
