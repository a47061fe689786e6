// SPDX-FileCopyrightText: 2026 The Plimsoll authors
// SPDX-License-Identifier: Apache-2.0
#pragma once

#include "sim/compare/comparison.hpp"

#include <vector>

namespace plimsoll::results {

/// What would give the comparison another winner: longer or shorter steps, as far as they may be off; a price of the
/// winner or of the runner-up; a load beyond the next change along the load curve.
///
/// Of step times the simulations at the ends of what they may be are known; where one of them has another winner, the
/// factor between is found by taking costs and the worst objective as powers of it.
/// \pre the verdict has its winner, its runner-up and its changes
[[nodiscard]] std::vector<Flip> find_flips(const std::vector<DeploymentResult>& deployments, const Verdict& verdict);

}  // namespace plimsoll::results
