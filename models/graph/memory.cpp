// SPDX-FileCopyrightText: 2026 The Plimsoll authors
// SPDX-License-Identifier: Apache-2.0
#include "models/graph/memory.hpp"

#include <algorithm>
#include <array>
#include <vector>

namespace plimsoll::models {
namespace {

double bytes_of(const Operator& op, const Tensor& tensor, const StepSize& step) {
    return step.sequences * tensor.rows.at(step) * tensor.width * activation_bytes(op.precision);
}

/// For both results of each operator, the vertex behind which they are no longer needed.
std::vector<std::array<std::size_t, 2>> last_uses(const OperatorGraph& graph, const StepSize& step) {
    std::vector<std::array<std::size_t, 2>> last(graph.size(), {graph.size(), graph.size()});
    for (std::size_t vertex = 0; vertex < graph.size(); ++vertex) {
        if (!graph.at(vertex).runs_in(step)) continue;
        const auto [begin, end] = boost::in_edges(vertex, graph.graph());
        for (auto edge = begin; edge != end; ++edge) {
            auto& use = last[boost::source(*edge, graph.graph())][graph.graph()[*edge].carried ? 1 : 0];
            use = use == graph.size() ? vertex : std::max(use, vertex);
        }
    }
    return last;
}

}  // namespace

double parameters_of(const OperatorGraph& graph) {
    double sum = graph.idle_parameters();
    for (const auto& kind : graph.kinds()) sum += static_cast<double>(kind.count) * graph.at(kind.first).parameters();
    return sum;
}

WeightBytes weight_bytes_of(const Operator& op) {
    return {op.stored_bytes > 0 ? op.stored_bytes : op.weights * weight_bytes(op.precision),
            op.plain_weights * activation_bytes(op.precision)};
}

double idle_bytes_of(const OperatorGraph& graph) {
    return graph.size() == 0 ? 0 : graph.idle_parameters() * activation_bytes(graph.at(0).precision);
}

double weight_bytes_of(const OperatorGraph& graph) {
    double sum = idle_bytes_of(graph);
    for (const auto& kind : graph.kinds()) {
        const auto bytes = weight_bytes_of(graph.at(kind.first));
        sum += static_cast<double>(kind.count) * (bytes.product + bytes.plain);
    }
    return sum;
}

double peak_activation_bytes(const OperatorGraph& graph, const StepSize& step) {
    const auto last = last_uses(graph, step);
    std::vector<double> freed(graph.size() + 1);  // by the vertex behind which it is free
    double alive = 0;
    double peak = 0;
    for (std::size_t vertex = 0; vertex < graph.size(); ++vertex) {
        const auto& op = graph.at(vertex);
        if (!op.runs_in(step)) continue;
        const double result = bytes_of(op, op.result, step);
        const double kept = bytes_of(op, op.carried, step);
        alive += result + kept;
        peak = std::max(peak, alive);
        freed[last[vertex][0]] += result;
        freed[last[vertex][1]] += kept;
        alive -= freed[vertex];
    }
    return peak;
}

double all_activation_bytes(const OperatorGraph& graph, const StepSize& step) {
    double sum = 0;
    for (std::size_t vertex = 0; vertex < graph.size(); ++vertex) {
        const auto& op = graph.at(vertex);
        if (op.runs_in(step)) sum += bytes_of(op, op.result, step) + bytes_of(op, op.carried, step);
    }
    return sum;
}

KeyValueBytes key_value_bytes(const OperatorGraph& graph) {
    KeyValueBytes sum;
    for (const auto& kind : graph.kinds()) {
        const auto& op = graph.at(kind.first);
        const auto* attention = std::get_if<AttentionShape>(&op.shape);
        if (attention == nullptr) continue;
        const double row = 2 * attention->kv_heads * attention->head_dim * activation_bytes(op.precision);
        const double rows = static_cast<double>(kind.count) * row;
        if (attention->store == KeyValueStore::growing) sum.per_token += rows;
        if (attention->store == KeyValueStore::constant) sum.per_sequence += rows * attention->span.fixed;
    }
    return sum;
}

double memory_bytes(const OperatorGraph& graph, const StepSize& step) {
    const auto kept = key_value_bytes(graph);
    const double per_sequence = kept.per_sequence + kept.per_token * (step.context + step.tokens);
    return weight_bytes_of(graph) + peak_activation_bytes(graph, step) + step.sequences * per_sequence;
}

bool fits(const OperatorGraph& graph, const StepSize& step, double device_memory_bytes) {
    return memory_bytes(graph, step) <= device_memory_bytes;
}

}  // namespace plimsoll::models
