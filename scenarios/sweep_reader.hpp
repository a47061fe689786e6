// SPDX-FileCopyrightText: 2026 The Plimsoll authors
// SPDX-License-Identifier: Apache-2.0
#pragma once

#include "scenarios/node.hpp"
#include "scenarios/sweep_spec.hpp"

/// Inside the loader: what `plimsoll sweep` is to vary.
namespace plimsoll::scenarios {

/// \param root the scenario, in which pointers must lead somewhere
[[nodiscard]] SweepSpec read_sweep(const Node& root);

}  // namespace plimsoll::scenarios
