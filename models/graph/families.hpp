// SPDX-FileCopyrightText: 2026 The Plimsoll authors
// SPDX-License-Identifier: Apache-2.0
#pragma once

#include "models/graph/build.hpp"

/// The graph of each family, one file each. \pre the split of the options was checked
namespace plimsoll::models {

[[nodiscard]] OperatorGraph graph_of(const Encoder& model, const GraphOptions& options);
[[nodiscard]] OperatorGraph graph_of(const Decoder& model, const GraphOptions& options);
[[nodiscard]] OperatorGraph graph_of(const VisionTransformer& model, const GraphOptions& options);
[[nodiscard]] OperatorGraph graph_of(const Convolutional& model, const GraphOptions& options);
[[nodiscard]] OperatorGraph graph_of(const EncoderDecoder& model, const GraphOptions& options);

}  // namespace plimsoll::models
