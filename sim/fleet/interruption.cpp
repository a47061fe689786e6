// SPDX-FileCopyrightText: 2026 The Plimsoll authors
// SPDX-License-Identifier: Apache-2.0
#include "sim/fleet/fleet.hpp"

#include <algorithm>

namespace plimsoll::sim {

using results::LifeEnd;
using State = Instance::State;

namespace {

/// How long before its end an interrupted replica stops taking requests: Kubernetes' default termination grace period.
constexpr Duration kGracePeriod = std::chrono::seconds(30);

}  // namespace

void Fleet::plan_interruption(const Instance& instance, SimTime t) {
    const auto& market = pools_[instance.pool].market;
    if (instance.purchase != scenarios::Purchase::spot || !market) return;
    // At the end of the clock its successors would be taken, too, without end.
    const SimTime notice = after(t, market->life(instance.launch));
    if (notice < kClockEnd) arrange(notice, instance, &Fleet::interrupted);
}

/// The provider takes a machine whatever it is doing.
void Fleet::interrupted(Instance& instance, SimTime t) {
    const std::size_t pool = instance.pool;
    SpotMarket& market = *pools_[pool].market;
    market.interrupted(instance.launch, t);
    log_.interrupted(pool);
    engine_.recorder().interrupted();

    if (instance.state == State::starting) {
        ended_start(t);
        end(instance, t, LifeEnd::interrupted);
        return reconcile(pool, t);
    }
    const SimTime gone = after(t, market.notice());
    if (instance.state == State::draining) return arrange(gone, instance, &Fleet::gone);
    // No longer counted on, but it serves until the grace period, so that its replacement can be up before it stops.
    roster_.change(instance, State::doomed);
    arrange(std::max(t, gone - kGracePeriod), instance, &Fleet::last_call);
    arrange(gone, instance, &Fleet::gone);
    serve_demands(t);
    reconcile(pool, t);
}

void Fleet::last_call(Instance& instance, SimTime t) {
    roster_.change(instance, State::draining);
    lives_.enter(instance.launch, results::LifePhase::drain, t);
    instance.empty_at = engine_.replica_draining(instance.slot);
}

/// Work that is done at this very instant is done.
void Fleet::gone(Instance& instance, SimTime t) {
    if (instance.empty_at > t) engine_.replica_lost(instance.slot);
    end(instance, t, LifeEnd::interrupted);
    serve_demands(t);
}

void Fleet::wait_for_capacity(std::size_t pool) {
    if (pools_[pool].waits_for_capacity) return;
    pools_[pool].waits_for_capacity = true;
    timetable_.at(pools_[pool].market->back_at(), [this, pool](SimTime t) { capacity_back(pool, t); });
}

void Fleet::capacity_back(std::size_t pool, SimTime t) {
    pools_[pool].waits_for_capacity = false;
    // Another interruption may have made the outage longer meanwhile.
    if (!pools_[pool].market->has_capacity(t)) return wait_for_capacity(pool);
    reconcile(pool, t);
}

}  // namespace plimsoll::sim
