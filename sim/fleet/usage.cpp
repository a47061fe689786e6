// SPDX-FileCopyrightText: 2026 The Plimsoll authors
// SPDX-License-Identifier: Apache-2.0
#include "sim/fleet/usage.hpp"

namespace plimsoll::sim {

namespace {

using pricing::InstanceUse;

/// A real-time service goes on after the horizon, which ends the bill; a batch job is paid for to its end.
std::vector<InstanceUse> billed(std::vector<InstanceUse> uses, const DeploymentPlan& plan, Duration horizon) {
    if (plan.window_every) return uses;
    std::erase_if(uses, [horizon](const InstanceUse& use) { return use.start >= horizon; });
    for (InstanceUse& use : uses) {
        if (use.end <= horizon) continue;
        use.end = horizon;
        use.interrupted = false;
    }
    return uses;
}

}  // namespace

std::vector<pricing::PoolUsage> usage_of(const DeploymentPlan& plan, Duration horizon, const InstanceLog& log,
                                         RequestEngine& engine) {
    std::vector<pricing::PoolUsage> pools(plan.pools.size());
    for (std::size_t i = 0; i < pools.size(); ++i) {
        const Served& served = engine.recorder().served(i);
        pools[i].span = horizon;
        pools[i].instances = billed(log.uses()[i], plan, horizon);
        pools[i].provisioned = plan.pools[i].provisioned;
        pools[i].requests = served.requests;
        pools[i].input_tokens = served.input_tokens;
        pools[i].output_tokens = served.output_tokens;
    }
    engine.add_work(pools);
    return pools;
}

}  // namespace plimsoll::sim
