// SPDX-FileCopyrightText: 2026 The Plimsoll authors
// SPDX-License-Identifier: Apache-2.0
#include "models/graph/operator_graph.hpp"

#include <algorithm>
#include <stdexcept>

namespace plimsoll::models {
namespace {

double sum_of(const OperatorGraph& graph, const StepSize& step, double (*measure)(const Work&)) {
    double sum = 0;
    for (const auto& kind : graph.kinds()) {
        const auto& op = graph.at(kind.first);
        if (op.runs_in(step)) sum += static_cast<double>(kind.count) * measure(work_of(op, step));
    }
    return sum;
}

}  // namespace

void OperatorGraph::reserve(std::size_t operators) {
    graph_.m_vertices.reserve(operators);
    kind_of_.reserve(operators);
}

OperatorGraph::Value OperatorGraph::add(Operator op, std::initializer_list<Value> inputs) {
    const auto vertex = size();
    for (const auto& input : inputs)
        if (input.producer >= vertex) throw std::invalid_argument("an operator depends on one that comes later");
    auto kind =
        std::find_if(kinds_.begin(), kinds_.end(), [&](const Kind& known) { return at(known.first).same_kind(op); });
    if (kind == kinds_.end()) kind = kinds_.insert(kind, Kind{vertex, 0});
    ++kind->count;
    kind_of_.push_back(static_cast<std::size_t>(kind - kinds_.begin()));
    boost::add_vertex(op, graph_);
    for (const auto& [producer, carried] : inputs) {
        const auto& from = graph_[producer];
        boost::add_edge(producer, vertex, Dependency{carried ? from.carried : from.result, carried}, graph_);
    }
    return {vertex, false};
}

double flops_of(const OperatorGraph& graph, const StepSize& step) { return sum_of(graph, step, flops_of); }
double bytes_of(const OperatorGraph& graph, const StepSize& step) { return sum_of(graph, step, bytes_of); }

}  // namespace plimsoll::models
