// SPDX-FileCopyrightText: 2026 The Plimsoll authors
// SPDX-License-Identifier: Apache-2.0
#include "sim/fleet/fleet.hpp"

#include <algorithm>

namespace plimsoll::sim {

using scenarios::Purchase;

Fleet::Fleet(const DeploymentPlan& plan, RequestEngine& engine, Platform& platform, std::uint64_t seed,
             std::size_t lives)
    : plan_(plan), engine_(engine), platform_(platform), roster_(plan.pools.size()), log_(plan), lives_(lives) {
    for (const PoolPlan& pool : plan.pools) {
        Pool& state = pools_.emplace_back();
        state.plan = &pool;
        if (pool.purchase == Purchase::spot && pool.interruptions) state.market.emplace(*pool.interruptions, seed);
    }
}

void Fleet::start_warm() {
    for (std::size_t pool = 0; pool < pools_.size(); ++pool) {
        if (pools_[pool].plan->provisioning == Provisioning::none) continue;
        pools_[pool].desired = pools_[pool].plan->replicas.min;
        for (std::uint32_t i = 0; i < pools_[pool].desired; ++i) {
            Instance& instance = add_instance(pool, pools_[pool].plan->purchase, SlotSet::kNone, kStart);
            instance.billed_since = kStart;
            roster_.change(instance, Instance::State::ready);
            lives_.enter(instance.launch, results::LifePhase::serve, kStart);
            engine_.replica_ready(instance.slot, pool, Duration{0});
            plan_interruption(instance, kStart);
        }
    }
}

void Fleet::set_desired(std::size_t pool, std::uint32_t desired, SimTime t) {
    if (pools_[pool].desired == desired) return;
    pools_[pool].desired = desired;
    reconcile(pool, t);
}

void Fleet::reconcile(std::size_t pool, SimTime t) {
    if (pools_[pool].plan->provisioning != Provisioning::replicas) return;
    if (pools_[pool].market) return reconcile_spot(pool, t);
    const Purchase purchase = pools_[pool].plan->purchase;
    std::uint32_t present = roster_.starting(pool, purchase) + roster_.ready(pool, purchase);
    for (; present < pools_[pool].desired; ++present) launch(pool, purchase, t);
    if (present > pools_[pool].desired) give_up(pool, purchase, present - pools_[pool].desired, t);
}

void Fleet::reconcile_spot(std::size_t pool, SimTime t) {
    const std::uint32_t desired = pools_[pool].desired;
    std::uint32_t spot = roster_.starting(pool, Purchase::spot) + roster_.ready(pool, Purchase::spot);
    if (spot < desired) {
        if (pools_[pool].market->has_capacity(t))
            for (; spot < desired; ++spot) launch(pool, Purchase::spot, t);
        else
            wait_for_capacity(pool);
    }
    if (spot > desired) give_up(pool, Purchase::spot, spot - desired, t);
    if (!pools_[pool].plan->fallback_on_demand) return;

    // On-demand stands in for the spot replicas that are not ready: launched only without spot capacity, kept until
    // they are.
    const std::uint32_t stand_ins =
        roster_.starting(pool, Purchase::on_demand) + roster_.ready(pool, Purchase::on_demand);
    const std::uint32_t spot_ready = std::min(desired, roster_.ready(pool, Purchase::spot));
    const std::uint32_t missing = desired - std::min(desired, spot);
    for (std::uint32_t i = stand_ins; i < missing; ++i) launch(pool, Purchase::on_demand, t);
    const std::uint32_t useful = desired - spot_ready;
    if (stand_ins > useful) give_up(pool, Purchase::on_demand, stand_ins - useful, t);
}

void Fleet::give_up(std::size_t pool, Purchase purchase, std::uint32_t number, SimTime t) {
    for (; number > 0; --number) drain(*roster_.dispensable(pool, purchase), t);
}

void Fleet::serve_demands(SimTime t) {
    const Demands demands = engine_.take_demands();
    for (const Expiry& expiry : demands.expired) end(roster_.on(expiry.slot), expiry.at, results::LifeEnd::stopped);
    for (const auto& [slot, pool] : demands.launches)
        bring_up(add_instance(pool, pools_[pool].plan->purchase, slot, t), t);
    if (plan_.window_every) plan_batch(demands, t);
}

void Fleet::close(SimTime end_time) {
    for (const ReplicaSlot slot : roster_.slots()) end(roster_.on(slot), end_time, results::LifeEnd::horizon);
}

}  // namespace plimsoll::sim
