// SPDX-FileCopyrightText: 2026 The Plimsoll authors
// SPDX-License-Identifier: Apache-2.0
#include "sim/fleet/instance_log.hpp"

#include <algorithm>

namespace plimsoll::sim {

InstanceLog::InstanceLog(const DeploymentPlan& plan) : uses_(plan.pools.size()), pools_(plan.pools.size()) {
    for (const PoolPlan& pool : plan.pools) keeps_lives_.push_back(pool.usage.lives);
}

/// What is alive for no time at all is no peak: a machine that leaves as its successor comes never stands beside it.
void InstanceLog::Count::pass(SimTime to) {
    if (to > last) peak = std::max(peak, alive);
    last = std::max(last, to);
}

void InstanceLog::launched(std::size_t pool, SimTime at) {
    for (Count* count : counts(pool)) {
        count->pass(at);
        ++count->launched;
        ++count->alive;
    }
}

void InstanceLog::interrupted(std::size_t pool) {
    for (Count* count : counts(pool)) ++count->interrupted;
}

void InstanceLog::ended_unbilled(std::size_t pool, SimTime end) {
    for (Count* count : counts(pool)) {
        count->pass(end);
        --count->alive;
    }
}

void InstanceLog::ended(std::size_t pool, SimTime start, SimTime end, scenarios::Purchase purchase, bool interrupted) {
    ended_unbilled(pool, end);
    const SimTime counted = std::min(end, horizon_);
    if (counted > start)
        for (Count* count : counts(pool)) count->seconds += seconds_of(counted - start);
    if (keeps_lives_[pool])
        uses_[pool].push_back({start.time_since_epoch(), end.time_since_epoch(), purchase, interrupted});
}

results::InstanceFigures<std::uint64_t> InstanceLog::figures_of(const Count& count) const {
    return {.mean = count.seconds / seconds_of(horizon_ - kStart),
            .peak = std::max(count.peak, count.alive),
            .launched = count.launched,
            .interrupted = count.interrupted};
}

}  // namespace plimsoll::sim
