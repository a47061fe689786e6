// SPDX-FileCopyrightText: 2026 The Plimsoll authors
// SPDX-License-Identifier: Apache-2.0
#pragma once

#include "scenarios/node.hpp"
#include "scenarios/scenario.hpp"

#include <optional>

namespace plimsoll::scenarios {

/// Reads "autoscaler"; nothing where its kind is not known. Keys of the other kind are refused.
[[nodiscard]] std::optional<AutoscalerSpec> read_autoscaler(const Node& node);

}  // namespace plimsoll::scenarios
