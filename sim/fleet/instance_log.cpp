// SPDX-FileCopyrightText: 2026 The Plimsoll authors
// SPDX-License-Identifier: Apache-2.0
#include "sim/fleet/instance_log.hpp"

#include <algorithm>

namespace plimsoll::sim {

InstanceLog::InstanceLog(const DeploymentPlan& plan) : uses_(plan.pools.size()) {
    for (const PoolPlan& pool : plan.pools) keeps_lives_.push_back(pool.usage.lives);
}

void InstanceLog::launched(SimTime at) {
    pass(at);
    ++launches_;
    ++alive_;
}

/// What is alive for no time at all is no peak: a machine that leaves as its successor comes never stands beside it.
void InstanceLog::pass(SimTime to) {
    if (to > last_) peak_ = std::max(peak_, alive_);
    last_ = std::max(last_, to);
}

void InstanceLog::ended(std::size_t pool, SimTime start, SimTime end, scenarios::Purchase purchase, bool interrupted) {
    pass(end);
    --alive_;
    const SimTime counted = std::min(end, horizon_);
    if (counted > start) instance_seconds_ += seconds_of(counted - start);
    if (keeps_lives_[pool])
        uses_[pool].push_back({start.time_since_epoch(), end.time_since_epoch(), purchase, interrupted});
}

}  // namespace plimsoll::sim
