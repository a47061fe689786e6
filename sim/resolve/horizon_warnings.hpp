// SPDX-FileCopyrightText: 2026 The Plimsoll authors
// SPDX-License-Identifier: Apache-2.0
#pragma once

#include "scenarios/scenario.hpp"
#include "sim/plan/plan.hpp"

#include <vector>

namespace plimsoll::sim {

/// What of the traffic's profile the horizon cuts off, where that changes what a month would look like: days of a week
/// (or hours of a day) that are never simulated, and bursts that come too late.
[[nodiscard]] std::vector<TrafficNote> horizon_warnings(const scenarios::Scenario& scenario);

}  // namespace plimsoll::sim
