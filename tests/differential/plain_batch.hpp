// SPDX-FileCopyrightText: 2026 The Plimsoll authors
// SPDX-License-Identifier: Apache-2.0
#pragma once

#include "sim/disciplines/engine.hpp"
#include "sim/plan/plan.hpp"

#include <cstdint>

namespace plimsoll::sim {

/// What a replica of batch windows works on at a time.
struct PlainBatch {
    std::uint64_t jobs = 1;
    double lasts_s = 1;
};

/// Told plainly, for what sim/control/token_round.hpp and the fleet say of it. \pre somebody waits
[[nodiscard]] PlainBatch plain_batch(const DeploymentPlan& plan, const PoolPlan& pool, const Demands& demands);

}  // namespace plimsoll::sim
