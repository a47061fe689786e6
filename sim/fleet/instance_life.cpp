// SPDX-FileCopyrightText: 2026 The Plimsoll authors
// SPDX-License-Identifier: Apache-2.0
#include "sim/fleet/fleet.hpp"

namespace plimsoll::sim {

using results::LifeEnd;
using results::LifePhase;
using scenarios::Purchase;
using State = Instance::State;

void Fleet::arrange(SimTime at, const Instance& instance, Step step) {
    timetable_.at(at, [this, slot = instance.slot, launch = instance.launch, step](SimTime t) {
        if (Instance* found = roster_.find(slot, launch)) (this->*step)(*found, t);
    });
}

Instance& Fleet::add_instance(std::size_t pool, Purchase purchase, ReplicaSlot slot, SimTime t) {
    Instance& instance = roster_.add(pool, purchase, slot);
    log_.launched(pool, t);
    lives_.begin(instance.launch, pool, purchase, t);
    return instance;
}

void Fleet::launch(std::size_t pool, Purchase purchase, SimTime t) {
    Instance& instance = add_instance(pool, purchase, SlotSet::kNone, t);
    bring_up(instance, t);
    plan_interruption(instance, t);
}

void Fleet::bring_up(Instance& instance, SimTime t) {
    engine_.recorder().tick(t);
    engine_.recorder().begin_start();
    arrange(t + pools_[instance.pool].plan->start.provision, instance, &Fleet::provisioned);
}

void Fleet::provisioned(Instance& instance, SimTime t) {
    instance.billed_since = t;
    lives_.enter(instance.launch, LifePhase::boot, t);
    arrange(t + pools_[instance.pool].plan->start.boot, instance, &Fleet::booted);
}

/// Goes on to `next` when the bytes are there; no bytes take no time.
void Fleet::pull(Instance& instance, LifePhase phase, Platform::Source source, double bytes, Step next, SimTime t) {
    if (bytes < 0.5) return (this->*next)(instance, t);
    lives_.enter(instance.launch, phase, t);
    instance.flow = platform_.start_flow(t, instance.pool, source, bytes,
                                         [this, slot = instance.slot, launch = instance.launch, next](SimTime ended) {
                                             Instance* pulled = roster_.find(slot, launch);
                                             if (pulled == nullptr) return;
                                             pulled->flow.reset();
                                             (this->*next)(*pulled, ended);
                                         });
}

void Fleet::booted(Instance& instance, SimTime t) {
    pull(instance, LifePhase::image, Platform::Source::registry, pools_[instance.pool].plan->start.image_bytes,
         &Fleet::has_image, t);
}

void Fleet::has_image(Instance& instance, SimTime t) {
    pull(instance, LifePhase::weights, Platform::Source::store, pools_[instance.pool].plan->start.weights_bytes,
         &Fleet::has_weights, t);
}

void Fleet::has_weights(Instance& instance, SimTime t) {
    lives_.enter(instance.launch, LifePhase::warm_up, t);
    arrange(t + pools_[instance.pool].plan->start.warm_up, instance, &Fleet::up);
}

void Fleet::up(Instance& instance, SimTime t) {
    const std::size_t pool = instance.pool;
    roster_.change(instance, State::ready);
    lives_.enter(instance.launch, LifePhase::serve, t);
    ended_start(t);
    engine_.replica_ready(instance.slot, pool, t - *instance.billed_since);
    reconcile(pool, t);
    serve_demands(t);
}

/// The machine can still be interrupted while it drains.
void Fleet::drain(Instance& instance, SimTime t) {
    if (instance.state == State::starting) {
        ended_start(t);
        return end(instance, t, LifeEnd::stopped);
    }
    roster_.change(instance, State::draining);
    lives_.enter(instance.launch, LifePhase::drain, t);
    instance.empty_at = engine_.replica_draining(instance.slot);
    if (instance.empty_at <= t) return end(instance, t, LifeEnd::stopped);
    arrange(instance.empty_at, instance, &Fleet::drained);
}

void Fleet::drained(Instance& instance, SimTime t) { end(instance, t, LifeEnd::stopped); }

void Fleet::end(Instance& instance, SimTime t, LifeEnd how) {
    if (instance.flow) platform_.cancel_flow(*instance.flow);
    const auto ended = roster_.remove(instance.slot);
    lives_.end(ended->launch, how, t);
    if (ended->billed_since)
        log_.ended(ended->pool, *ended->billed_since, t, ended->purchase, how == LifeEnd::interrupted);
    else
        log_.ended_unbilled(ended->pool, t);
}

void Fleet::ended_start(SimTime t) {
    engine_.recorder().tick(t);
    engine_.recorder().end_start();
}

}  // namespace plimsoll::sim
