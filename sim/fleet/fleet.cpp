// SPDX-FileCopyrightText: 2026 The Plimsoll authors
// SPDX-License-Identifier: Apache-2.0
#include "sim/fleet/fleet.hpp"

#include "sim/control/batch_size.hpp"
#include "sim/fleet/simgrid_time.hpp"

#include <simgrid/s4u.hpp>

#include <algorithm>
#include <limits>
#include <mutex>
#include <utility>

namespace plimsoll::sim {

namespace sg4 = simgrid::s4u;
using results::LifeEnd;
using results::LifePhase;
using scenarios::Purchase;
using State = Instance::State;

namespace {

/// How long before its end an interrupted replica stops taking requests: Kubernetes' default termination grace period.
constexpr Duration kGracePeriod = std::chrono::seconds(30);

/// The cold start of an instance that shares its links with no other.
Duration expected_start(const StartPhases& start) {
    const double image =
        start.image_bytes / std::min(start.instance_bandwidth_bytes_per_s, start.registry_bandwidth_bytes_per_s);
    const double weights =
        start.weights_bytes / std::min(start.instance_bandwidth_bytes_per_s, start.store_bandwidth_bytes_per_s);
    return start.provision + start.boot + duration_from_seconds(image + weights) + start.warm_up;
}

}  // namespace

Fleet::Fleet(const DeploymentPlan& plan, RequestEngine& engine, Platform& platform, std::uint64_t seed,
             std::size_t lives)
    : plan_(plan),
      engine_(engine),
      platform_(platform),
      log_(plan),
      lives_(lives),
      mutex_(sg4::Mutex::create()),
      change_(sg4::ConditionVariable::create()) {
    for (const PoolPlan& pool : plan.pools) {
        Pool& state = pools_.emplace_back();
        state.plan = &pool;
        if (pool.purchase == Purchase::spot && pool.interruptions) state.market.emplace(*pool.interruptions, seed);
    }
}

void Fleet::start_warm() {
    if (plan_.serving == scenarios::Serving::api) return;
    for (std::size_t pool = 0; pool < pools_.size(); ++pool) {
        pools_[pool].desired = pools_[pool].plan->replicas.min;
        for (std::uint32_t i = 0; i < pools_[pool].desired; ++i) {
            Instance& instance = add_instance(pool, pools_[pool].plan->purchase, SlotSet::kNone, kStart);
            instance.billed_since = kStart;
            instance.state = State::ready;
            lives_.enter(instance.launch, LifePhase::serve, kStart);
            engine_.replica_ready(instance.slot, pool, Duration{0});
            plan_reclaim(instance, kStart);
        }
    }
    flush();
}

// ---- counting ---------------------------------------------------------------------------------------------------

std::uint32_t Fleet::count(std::size_t pool, State state) const {
    return static_cast<std::uint32_t>(std::count_if(instances_.begin(), instances_.end(), [&](const auto& instance) {
        return instance && instance->pool == pool && instance->state == state;
    }));
}

std::uint32_t Fleet::count(std::size_t pool, State state, Purchase purchase) const {
    return static_cast<std::uint32_t>(std::count_if(instances_.begin(), instances_.end(), [&](const auto& instance) {
        return instance && instance->pool == pool && instance->state == state && instance->purchase == purchase;
    }));
}

std::uint32_t Fleet::ready() const {
    std::uint32_t number = 0;
    for (std::size_t pool = 0; pool < pools_.size(); ++pool) number += count(pool, State::ready);
    return number;
}

void Fleet::count_starting(std::int64_t change, SimTime t) {
    engine_.recorder().tick(t);
    engine_.recorder().change_starting(change);
}

// ---- actors -----------------------------------------------------------------------------------------------------

void Fleet::guarded(const std::function<void()>& code) {
    try {
        code();
    } catch (const std::exception&) {  // not SimGrid's own, by which it unwinds an actor that is killed
        failure_ = std::current_exception();
        ++changes_;
        change_->notify_all();
    }
}

/// Actors of the fleet do not keep the simulation alive. They say so themselves: one that ends before its creator goes
/// on would otherwise be entered among the daemons after its end.
sg4::ActorPtr Fleet::spawn(const char* name, std::function<void()> code) {
    return sg4::Actor::create(name, platform_.control(), [this, code = std::move(code)] {
        sg4::Actor::self()->daemonize();
        guarded(code);
    });
}

void Fleet::spawn_later(const char* name, std::function<void()> code) {
    later_.emplace_back([this, name, code = std::move(code)] { spawn(name, code); });
}

void Fleet::kill_later(sg4::ActorPtr actor) {
    if (actor) later_.emplace_back([actor = std::move(actor)] { actor->kill(); });
}

void Fleet::flush() {
    ++changes_;
    while (!later_.empty()) {
        const std::function<void()> action = std::move(later_.front());
        later_.pop_front();
        action();
    }
    change_->notify_all();
}

void Fleet::wait_for_change_until(SimTime t, std::uint64_t seen) {
    std::unique_lock<sg4::Mutex> lock(*mutex_);
    if (changes_ != seen) return;  // while the lock was taken
    if (t == kNever)
        change_->wait(lock);
    else if (!simgrid_reached(t))
        change_->wait_until(lock, simgrid_date(t));
}

// ---- an instance's life -----------------------------------------------------------------------------------------

Instance& Fleet::add_instance(std::size_t pool, Purchase purchase, ReplicaSlot slot, SimTime t) {
    if (slot == SlotSet::kNone)
        slot = static_cast<ReplicaSlot>(std::find(instances_.begin(), instances_.end(), nullptr) - instances_.begin());
    if (slot >= instances_.size()) instances_.resize(slot + 1);
    instances_[slot] = std::make_unique<Instance>();
    Instance& instance = *instances_[slot];
    instance.slot = slot;
    instance.pool = pool;
    instance.launch = launches_++;
    instance.purchase = purchase;
    instance.requested = t;
    log_.launched();
    lives_.begin(instance.launch, pool, purchase, t);
    return instance;
}

Instance* Fleet::current(ReplicaSlot slot, std::uint64_t launch) {
    Instance* instance = slot < instances_.size() ? instances_[slot].get() : nullptr;
    return instance != nullptr && instance->launch == launch ? instance : nullptr;
}

void Fleet::launch(std::size_t pool, Purchase purchase, SimTime t) {
    Instance& instance = add_instance(pool, purchase, SlotSet::kNone, t);
    bring_up(instance, t);
    plan_reclaim(instance, t);
}

void Fleet::bring_up(Instance& instance, SimTime t) {
    count_starting(+1, t);
    later_.emplace_back([this, slot = instance.slot, launch = instance.launch] {
        const sg4::ActorPtr actor = spawn("life", [this, slot, launch] { live(slot, launch); });
        if (Instance* started = current(slot, launch); started != nullptr && started->state == State::starting)
            started->life = actor;
    });
}

/// Runs in the instance's life actor. Whenever the actor wakes, the instance may have been given up at that very
/// instant.
void Fleet::live(ReplicaSlot slot, std::uint64_t launch) {
    Instance* instance = current(slot, launch);
    if (instance == nullptr) return;
    const StartPhases& start = pools_[instance->pool].plan->start;
    SimTime now = sleep_until(instance->requested + start.provision);
    instance = current(slot, launch);
    if (instance == nullptr) return;
    instance->billed_since = now;
    lives_.enter(launch, LifePhase::boot, now);
    now = sleep_until(now + start.boot);
    if (start.image_bytes > 0) {
        lives_.enter(launch, LifePhase::image, now);
        platform_.pull_image(slot, start.image_bytes);
        now = simgrid_now();
    }
    if (start.weights_bytes > 0) {
        lives_.enter(launch, LifePhase::weights, now);
        platform_.load_weights(slot, start.weights_bytes);
        now = simgrid_now();
    }
    lives_.enter(launch, LifePhase::warm_up, now);
    up(slot, launch, sleep_until(now + start.warm_up));
}

void Fleet::up(ReplicaSlot slot, std::uint64_t launch, SimTime t) {
    engine_.advance_to(t);
    Instance* instance = current(slot, launch);
    if (instance == nullptr || instance->state != State::starting) return;
    instance->life = nullptr;
    instance->state = State::ready;
    lives_.enter(launch, LifePhase::serve, t);
    count_starting(-1, t);
    engine_.replica_ready(slot, instance->pool, t - *instance->billed_since);
    reconcile(instance->pool, t);
    plan_batch(t);
    flush();
}

void Fleet::drain(Instance& instance, SimTime t) {
    kill_later(std::exchange(instance.reclaim, nullptr));
    if (instance.state == State::starting) {
        kill_later(std::exchange(instance.life, nullptr));
        count_starting(-1, t);
        return end(instance.slot, t, LifeEnd::stopped);
    }
    instance.state = State::draining;
    lives_.enter(instance.launch, LifePhase::drain, t);
    const SimTime empty = engine_.replica_draining(instance.slot);
    if (empty <= t) return end(instance.slot, t, LifeEnd::stopped);
    spawn_later("drain", [this, slot = instance.slot, empty] {
        const SimTime now = sleep_until(empty);
        engine_.advance_to(now);
        end(slot, now, LifeEnd::stopped);
        flush();
    });
}

void Fleet::end(ReplicaSlot slot, SimTime t, LifeEnd how) {
    const std::unique_ptr<Instance> instance = std::move(instances_[slot]);
    lives_.end(instance->launch, how, t);
    if (instance->billed_since)
        log_.ended(instance->pool, *instance->billed_since, t, instance->purchase, how == LifeEnd::interrupted);
    else
        log_.ended_unbilled();
}

// ---- spot -------------------------------------------------------------------------------------------------------

void Fleet::plan_reclaim(Instance& instance, SimTime t) {
    const auto& market = pools_[instance.pool].market;
    if (instance.purchase != Purchase::spot || !market) return;
    const SimTime notice = t + market->life(instance.launch);
    later_.emplace_back([this, slot = instance.slot, launch = instance.launch, notice] {
        if (current(slot, launch) == nullptr) return;
        const sg4::ActorPtr actor =
            spawn("reclaim", [this, slot, launch, notice] { reclaim(slot, launch, sleep_until(notice)); });
        if (Instance* spot = current(slot, launch); spot != nullptr && spot->state != State::draining)
            spot->reclaim = actor;
    });
}

/// Runs in the instance's reclaim actor, from the interruption notice to the end of the instance.
void Fleet::reclaim(ReplicaSlot slot, std::uint64_t launch, SimTime notice) {
    engine_.advance_to(notice);
    Instance* instance = current(slot, launch);
    if (instance == nullptr || instance->state == State::draining) return;
    const std::size_t pool = instance->pool;
    SpotMarket& market = *pools_[pool].market;
    instance->reclaim = nullptr;
    market.interrupted(launch, notice);
    log_.interrupted();
    engine_.recorder().interrupted();

    if (instance->state == State::starting) {
        kill_later(std::exchange(instance->life, nullptr));
        count_starting(-1, notice);
        end(slot, notice, LifeEnd::interrupted);
        reconcile(pool, notice);
        return flush();
    }
    // No longer counted on, but it serves until the grace period, so that its replacement can be up before it stops.
    instance->state = State::draining;
    reconcile(pool, notice);
    flush();

    const SimTime gone = notice + market.notice();
    const SimTime last_call = sleep_until(std::max(notice, gone - kGracePeriod));
    engine_.advance_to(last_call);
    lives_.enter(launch, LifePhase::drain, last_call);
    const SimTime empty = engine_.replica_draining(slot);
    flush();
    engine_.advance_to(sleep_until(gone));
    if (empty > gone) engine_.replica_lost(slot);
    end(slot, gone, LifeEnd::interrupted);
    plan_batch(gone);
    flush();
}

void Fleet::wait_for_capacity(std::size_t pool) {
    if (pools_[pool].waits_for_capacity) return;
    pools_[pool].waits_for_capacity = true;
    spawn_later("capacity", [this, pool] {
        // Another interruption may have made the outage longer meanwhile.
        SimTime now = simgrid_now();
        while (!pools_[pool].market->has_capacity(now)) now = sleep_until(pools_[pool].market->back_at());
        pools_[pool].waits_for_capacity = false;
        engine_.advance_to(now);
        reconcile(pool, now);
        flush();
    });
}

// ---- as many as desired -----------------------------------------------------------------------------------------

void Fleet::set_desired(std::size_t pool, std::uint32_t desired, SimTime t) {
    set_desired_quietly(pool, desired, t);
    flush();
}

void Fleet::set_desired_quietly(std::size_t pool, std::uint32_t desired, SimTime t) {
    if (pools_[pool].desired == desired) return;
    pools_[pool].desired = desired;
    reconcile(pool, t);
}

void Fleet::reconcile(std::size_t pool, SimTime t) {
    if (plan_.serving == scenarios::Serving::serverless) return;
    if (pools_[pool].market) return reconcile_spot(pool, t);
    std::uint32_t present = count(pool, State::starting) + count(pool, State::ready);
    for (; present < pools_[pool].desired; ++present) launch(pool, pools_[pool].plan->purchase, t);
    if (present > pools_[pool].desired) give_up(pool, std::nullopt, present - pools_[pool].desired, t);
}

void Fleet::reconcile_spot(std::size_t pool, SimTime t) {
    const std::uint32_t desired = pools_[pool].desired;
    std::uint32_t spot = count(pool, State::starting, Purchase::spot) + count(pool, State::ready, Purchase::spot);
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
        count(pool, State::starting, Purchase::on_demand) + count(pool, State::ready, Purchase::on_demand);
    const std::uint32_t spot_ready = std::min(desired, count(pool, State::ready, Purchase::spot));
    const std::uint32_t missing = desired - std::min(desired, spot);
    for (std::uint32_t i = stand_ins; i < missing; ++i) launch(pool, Purchase::on_demand, t);
    const std::uint32_t useful = desired - spot_ready;
    if (stand_ins > useful) give_up(pool, Purchase::on_demand, stand_ins - useful, t);
}

/// Those still starting first, the latest of them first; then the highest slots.
void Fleet::give_up(std::size_t pool, std::optional<Purchase> purchase, std::uint32_t number, SimTime t) {
    std::vector<Instance*> candidates;
    for (const auto& instance : instances_)
        if (instance && instance->pool == pool && instance->state != State::draining &&
            (!purchase || instance->purchase == *purchase))
            candidates.push_back(instance.get());
    std::sort(candidates.begin(), candidates.end(), [](const Instance* a, const Instance* b) {
        if (a->state != b->state) return a->state == State::starting;
        return a->state == State::starting ? a->launch > b->launch : a->slot > b->slot;
    });
    candidates.resize(std::min<std::size_t>(number, candidates.size()));
    for (Instance* instance : candidates) drain(*instance, t);
}

// ---- what the engine asks for -----------------------------------------------------------------------------------

void Fleet::serve_demands(SimTime t) {
    for (const Expiry& expiry : engine_.take_expired()) end(expiry.slot, expiry.at, LifeEnd::stopped);
    for (const ReplicaSlot slot : engine_.take_launches())
        bring_up(add_instance(0, pools_.front().plan->purchase, slot, t), t);
    plan_batch(t);
    if (!later_.empty()) flush();
}

void Fleet::window_opened(SimTime t) {
    plan_batch(t);
    flush();
}

/// Batch windows: replicas while released requests wait, the minimum otherwise. The last batches are finished by
/// draining; what a lost replica gives back makes the deployment plan again.
void Fleet::plan_batch(SimTime t) {
    if (!plan_.window_every) return;
    // A full batch is as long as its longest request, which in a large batch is nearly the longest there is.
    constexpr auto kLongest = std::numeric_limits<std::uint32_t>::max();
    const PoolPlan& pool = *pools_.front().plan;
    const std::uint64_t waiting = engine_.released_waiting();
    if (waiting == 0) return set_desired_quietly(0, pool.replicas.min, t);
    const std::uint32_t needed = batch_replicas({.waiting = waiting,
                                                 .max_batch = plan_.max_batch,
                                                 .mean_batch_time = pool.service.mean(plan_.max_batch, kLongest),
                                                 .window = *plan_.window_every,
                                                 .deadline = plan_.deadline,
                                                 .start_up = expected_start(pool.start),
                                                 .max_replicas = pool.replicas.max});
    set_desired_quietly(0, std::max(pools_.front().desired, needed), t);
}

void Fleet::close(SimTime end_time) {
    for (ReplicaSlot slot = 0; slot < instances_.size(); ++slot)
        if (instances_[slot]) end(slot, end_time, LifeEnd::horizon);
}

}  // namespace plimsoll::sim
