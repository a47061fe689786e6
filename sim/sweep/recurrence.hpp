// SPDX-FileCopyrightText: 2026 The Plimsoll authors
// SPDX-License-Identifier: Apache-2.0
#pragma once

#include "sim/resolve/knowledge.hpp"
#include "sim/sweep/sweep_store.hpp"

#include <cstddef>

namespace plimsoll::sim {

/// Whether other points have some of a point's simulations, too: then it pays to keep them. So it is where an axis
/// moves a price, an objective or one deployment of several. Found out from the points beside this one, one along each
/// axis. \pre the scenario makes sense at `point`
[[nodiscard]] bool simulations_recur(const SweepInputs& inputs, std::size_t point, Knowledge& knowledge);

}  // namespace plimsoll::sim
