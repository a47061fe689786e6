// SPDX-FileCopyrightText: 2026 The Plimsoll authors
// SPDX-License-Identifier: Apache-2.0
#include "sim/fleet/instance_log.hpp"

#include <algorithm>
#include <variant>

namespace plimsoll::sim {

namespace {

/// Machines rented by time, and work metered over a whole life, need every life; other meters need none.
bool needs_lives(const pricing::Offer& offer) {
    return std::any_of(offer.meters.begin(), offer.meters.end(), [](const pricing::Meter& meter) {
        if (std::holds_alternative<pricing::InstanceMeter>(meter)) return true;
        const auto* work = std::get_if<pricing::WorkMeter>(&meter);
        return work != nullptr && work->basis == pricing::WorkMeter::Basis::lifetime;
    });
}

}  // namespace

InstanceLog::InstanceLog(const DeploymentPlan& plan) : uses_(plan.pools.size()) {
    for (const PoolPlan& pool : plan.pools) keeps_lives_.push_back(needs_lives(pool.offer));
}

void InstanceLog::launched() {
    ++launches_;
    peak_ = std::max(peak_, ++alive_);
}

void InstanceLog::ended(std::size_t pool, SimTime start, SimTime end, scenarios::Purchase purchase, bool interrupted) {
    --alive_;
    const SimTime counted = std::min(end, horizon_);
    if (counted > start) instance_seconds_ += seconds_of(counted - start);
    if (keeps_lives_[pool])
        uses_[pool].push_back({start.time_since_epoch(), end.time_since_epoch(), purchase, interrupted});
}

}  // namespace plimsoll::sim
