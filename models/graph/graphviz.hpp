// SPDX-FileCopyrightText: 2026 The Plimsoll authors
// SPDX-License-Identifier: Apache-2.0
#pragma once

#include "models/graph/operator_graph.hpp"

#include <string>

namespace plimsoll::models {

/// The graph in Graphviz's language: operators with their layer, size and weights, edges with the bytes of their
/// tensors at this step. Operators that do not run in the step are dashed.
[[nodiscard]] std::string graphviz(const OperatorGraph& graph, const StepSize& step);

/// "4096 x 2304 x 768", "8 x (1 on 1024), 32/8 heads of 128": rows, columns and depth of a product; sequences, new
/// tokens, tokens looked at and heads of an attention; rows and width of a stream.
[[nodiscard]] std::string size_text(const Work& work);

}  // namespace plimsoll::models
