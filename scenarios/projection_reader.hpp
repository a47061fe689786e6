// SPDX-FileCopyrightText: 2026 The Plimsoll authors
// SPDX-License-Identifier: Apache-2.0
#pragma once

#include "scenarios/node.hpp"
#include "scenarios/projection_spec.hpp"

namespace plimsoll::scenarios {

/// The member "projection" of a scenario; all defaults where there is none.
[[nodiscard]] ProjectionSpec read_projection(const Node& node);

}  // namespace plimsoll::scenarios
