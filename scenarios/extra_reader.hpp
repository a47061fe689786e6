// SPDX-FileCopyrightText: 2026 The Plimsoll authors
// SPDX-License-Identifier: Apache-2.0
#pragma once

#include "scenarios/extra_spec.hpp"
#include "scenarios/node.hpp"

#include <vector>

namespace plimsoll::scenarios {

/// Reads "extras" of a deployment. Whether an amount suits the unit of its price is known with the catalog.
[[nodiscard]] std::vector<ExtraSpec> read_extras(const Node& node);

}  // namespace plimsoll::scenarios
