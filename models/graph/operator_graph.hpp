// SPDX-FileCopyrightText: 2026 The Plimsoll authors
// SPDX-License-Identifier: Apache-2.0
#pragma once

#include "models/graph/operator.hpp"

#include <boost/graph/adjacency_list.hpp>

#include <cstddef>
#include <initializer_list>
#include <vector>

namespace plimsoll::models {

/// What an operator needs of another one: a tensor of that operator's results.
struct Dependency {
    Tensor tensor;
    bool carried = false;  ///< the second result of the producer
};

/// A model's operators, layer by layer, and the tensors between them. Operators are added in execution order, each
/// behind all that it depends on, so that vertex numbers are a topological order. Immutable once built.
class OperatorGraph {
public:
    using Graph = boost::adjacency_list<boost::vecS, boost::vecS, boost::bidirectionalS, Operator, Dependency>;

    /// A result of an operator.
    struct Value {
        std::size_t producer = 0;
        bool carried = false;
    };

    /// Operators that do the same work in different layers: timed once per step.
    struct Kind {
        std::size_t first = 0;  ///< vertex of one of them
        std::size_t count = 0;
    };

    /// Makes room for so many operators, so that adding them moves none.
    void reserve(std::size_t operators);

    /// Parameters that lie in memory and work in no step of it, stored as activations are (a tower for images).
    void set_idle_parameters(double parameters) { idle_parameters_ = parameters; }
    [[nodiscard]] double idle_parameters() const { return idle_parameters_; }

    /// \throws std::invalid_argument where an input is not there yet.
    Value add(Operator op, std::initializer_list<Value> inputs);

    [[nodiscard]] const Graph& graph() const { return graph_; }
    [[nodiscard]] std::size_t size() const { return kind_of_.size(); }
    [[nodiscard]] const Operator& at(std::size_t vertex) const { return graph_[vertex]; }
    [[nodiscard]] const std::vector<Kind>& kinds() const { return kinds_; }
    [[nodiscard]] std::size_t kind_of(std::size_t vertex) const { return kind_of_[vertex]; }

private:
    Graph graph_;
    std::vector<Kind> kinds_;
    std::vector<std::size_t> kind_of_;
    double idle_parameters_ = 0;
};

/// FLOPs of one step, and bytes that its operators must move.
[[nodiscard]] double flops_of(const OperatorGraph& graph, const StepSize& step);
[[nodiscard]] double bytes_of(const OperatorGraph& graph, const StepSize& step);

}  // namespace plimsoll::models
