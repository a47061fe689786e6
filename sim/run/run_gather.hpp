// SPDX-FileCopyrightText: 2026 The Plimsoll authors
// SPDX-License-Identifier: Apache-2.0
#pragma once

#include "sim/compare/comparison.hpp"
#include "sim/plan/plan.hpp"
#include "sim/run/run_points.hpp"
#include "sim/run/run_simulation.hpp"

#include <vector>

namespace plimsoll::sim {

/// The comparison of what was simulated; `results[i]` belongs to `points[i]`. Points that are lost are left out.
/// \throws IoError when a result cannot be read.
[[nodiscard]] results::Comparison gather(const Experiment& experiment, const std::vector<PlannedPoint>& points,
                                         const std::vector<SimulatedRun>& results, results::ComparisonNotes notes);

}  // namespace plimsoll::sim
