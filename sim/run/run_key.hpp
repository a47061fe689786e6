// SPDX-FileCopyrightText: 2026 The Plimsoll authors
// SPDX-License-Identifier: Apache-2.0
#pragma once

#include "sim/plan/plan.hpp"
#include "sim/run/point.hpp"

#include <optional>
#include <string>

namespace plimsoll::sim {

/// Everything that the result of one simulation depends on, as bytes: this very build of the program, the deployment
/// with its names resolved and the point's overrides in it, the traffic, seed, load and horizon. Equal keys, equal
/// results. What a deployment is called and which others there are is not part of it, nor is what is asked of the
/// results (SLOs), nor any price: bills are made of the results.
///
/// A file of traffic counts by its path, size and time of change. Nothing where that cannot be found out.
[[nodiscard]] std::optional<std::string> run_key(const Experiment& experiment, const Point& point);

}  // namespace plimsoll::sim
