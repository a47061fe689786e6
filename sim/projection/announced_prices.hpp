// SPDX-FileCopyrightText: 2026 The Plimsoll authors
// SPDX-License-Identifier: Apache-2.0
#pragma once

#include "scenarios/projection_spec.hpp"
#include "sim/plan/plan.hpp"

#include <vector>

namespace plimsoll::sim {

/// The price changes that the catalogs announce for the offers of an experiment, each once.
[[nodiscard]] std::vector<scenarios::PriceChange> announced_prices(const Experiment& experiment);

}  // namespace plimsoll::sim
