// SPDX-FileCopyrightText: 2026 The Plimsoll authors
// SPDX-License-Identifier: Apache-2.0
#include "plain_fleet.hpp"

#include "plain_batch.hpp"
#include "plain_controllers.hpp"

#include "sim/random/stream.hpp"

#include <algorithm>
#include <cmath>
#include <functional>
#include <map>
#include <optional>
#include <stdexcept>
#include <utility>

namespace plimsoll::sim {

namespace {

using results::LifeEnd;
using results::LifePhase;
using scenarios::Purchase;

constexpr double kCentury = 100.0 * 365 * 24 * 3600;

struct Machine {
    std::uint64_t launch = 0;
    ReplicaSlot slot = 0;
    std::size_t pool = 0;
    Purchase purchase{};
    LifePhase phase = LifePhase::provision;
    SimTime phase_since;
    SimTime billed_since;
    SimTime empty_at;
    bool noticed = false;
    bool ended = false;
    std::optional<double> bytes_left;  ///< of a flow

    [[nodiscard]] bool starting() const { return !ended && phase < LifePhase::serve; }
    [[nodiscard]] bool counted() const { return !ended && !noticed && phase <= LifePhase::serve; }
};

class PlainFleet {
public:
    PlainFleet(const Case& given, RequestEngine& engine)
        : plan_(given.plan),
          engine_(engine),
          horizon_(kStart + given.horizon),
          lives_(given.number, "spot-life"),
          outages_(given.number, "spot-outage") {}

    FleetStory tell() {
        for (std::size_t pool = 0; pool < plan_.pools.size(); ++pool) {
            desired_.push_back(plan_.pools[pool].provisioning == Provisioning::none ? 0
                                                                                    : plan_.pools[pool].replicas.min);
            back_at_.push_back(kStart);
            for (std::uint32_t i = 0; i < desired_[pool]; ++i) start_warm(pool);
        }
        engine_.advance_to(kStart);
        serve_demands();
        start_controllers();
        while (now_ < horizon_ || !engine_.finished()) {
            SimTime next = std::min(engine_.next_demand(), first_event());
            next = std::min({next, flows_end(), now_ < horizon_ ? horizon_ : engine_.next_event()});
            if (waits_for_first_request()) next = std::min(next, engine_.next_event());
            if (next == kNever) throw std::logic_error("the plain fleet stands still");
            pass(std::max(next, now_));
            engine_.advance_to(now_);
            serve_demands();
            wake();
            end_flows();
            while (first_event() <= now_) {
                const auto happens = std::move(events_.begin()->second);
                events_.erase(events_.begin());
                happens();
            }
        }
        for (const auto& machine : machines_)
            if (!machine->ended) end(*machine, now_, LifeEnd::horizon);
        results::RunResult requests;
        engine_.recorder().finish(now_, requests);
        story_.fingerprint = requests.fingerprint;
        return story_;
    }

private:
    // ---- time ----
    void at(SimTime t, std::function<void()> happens) { events_.emplace(t, std::move(happens)); }
    [[nodiscard]] SimTime first_event() const { return events_.empty() ? kNever : events_.begin()->first; }

    /// Equal shares of the pool's link, at most what the machine's card carries.
    [[nodiscard]] double speed(const Machine& machine) const {
        const StartPhases& start = plan_.pools[machine.pool].start;
        const auto sharing = std::count_if(machines_.begin(), machines_.end(), [&](const auto& other) {
            return other->bytes_left && other->pool == machine.pool && other->phase == machine.phase;
        });
        const double link = machine.phase == LifePhase::image ? start.registry_bandwidth_bytes_per_s
                                                              : start.store_bandwidth_bytes_per_s;
        return std::min(start.instance_bandwidth_bytes_per_s, link / static_cast<double>(sharing));
    }
    [[nodiscard]] SimTime flows_end() const {
        SimTime first = kNever;
        for (const auto& machine : machines_)
            if (machine->bytes_left)
                first = std::min(first,
                                 now_ + duration_from_seconds(std::max(0.0, *machine->bytes_left) / speed(*machine)));
        return first;
    }
    void pass(SimTime t) {
        std::vector<std::pair<Machine*, double>> moved;
        for (const auto& machine : machines_)
            if (machine->bytes_left) moved.emplace_back(machine.get(), speed(*machine) * seconds_of(t - now_));
        for (auto& [machine, bytes] : moved) *machine->bytes_left -= bytes;
        now_ = t;
    }
    void end_flows() {
        std::vector<Machine*> done;
        for (const auto& machine : machines_) {
            if (machine->bytes_left && *machine->bytes_left < speed(*machine) * 1e-9) done.push_back(machine.get());
        }
        for (Machine* machine : done) {
            if (machine->ended) continue;
            machine->bytes_left.reset();
            machine->phase == LifePhase::image ? load(*machine) : warm_up(*machine);
        }
    }

    // ---- a life ----
    Machine& add(std::size_t pool, Purchase purchase, std::optional<ReplicaSlot> slot) {
        if (!slot) {
            slot = 0;
            const auto taken = [&](const auto& other) { return !other->ended && other->slot == *slot; };
            while (std::any_of(machines_.begin(), machines_.end(), taken)) ++*slot;
        }
        Machine& machine = *machines_.emplace_back(std::make_unique<Machine>());
        machine.launch = machines_.size() - 1;
        machine.slot = *slot;
        machine.pool = pool;
        machine.purchase = purchase;
        machine.phase_since = now_;
        story_.lives.push_back({pool, purchase, now_.time_since_epoch(), {}, {}});
        return machine;
    }
    void enter(Machine& machine, LifePhase next) {
        if (now_ > machine.phase_since)
            story_.lives[machine.launch].phases.push_back({machine.phase, now_.time_since_epoch()});
        machine.phase = next;
        machine.phase_since = now_;
    }
    void end(Machine& machine, SimTime t, LifeEnd how) {
        if (t > machine.phase_since)
            story_.lives[machine.launch].phases.push_back({machine.phase, t.time_since_epoch()});
        story_.lives[machine.launch].end = how;
        if (machine.starting()) engine_.recorder().end_start();
        machine.ended = true;
        machine.bytes_left.reset();
    }
    /// Later, if the machine is still there then.
    void then(SimTime t, Machine& machine, void (PlainFleet::*step)(Machine&)) {
        at(t, [this, &machine, step] {
            if (!machine.ended) (this->*step)(machine);
        });
    }
    void start_warm(std::size_t pool) {
        Machine& machine = add(pool, plan_.pools[pool].purchase, std::nullopt);
        machine.phase = LifePhase::serve;
        machine.billed_since = now_;
        engine_.replica_ready(machine.slot, pool, Duration{0});
        plan_notice(machine);
    }
    void launch(std::size_t pool, Purchase purchase, std::optional<ReplicaSlot> slot = std::nullopt) {
        Machine& machine = add(pool, purchase, slot);
        engine_.recorder().tick(now_);
        engine_.recorder().begin_start();
        then(now_ + plan_.pools[pool].start.provision, machine, &PlainFleet::boot);
        plan_notice(machine);
    }
    void boot(Machine& machine) {
        machine.billed_since = now_;
        enter(machine, LifePhase::boot);
        then(now_ + plan_.pools[machine.pool].start.boot, machine, &PlainFleet::pull);
    }
    void pull(Machine& machine) {
        const double image = plan_.pools[machine.pool].start.image_bytes;
        if (image == 0) return load(machine);
        enter(machine, LifePhase::image);
        machine.bytes_left = image;
    }
    void load(Machine& machine) {
        const double weights = plan_.pools[machine.pool].start.weights_bytes;
        if (weights == 0) return warm_up(machine);
        enter(machine, LifePhase::weights);
        machine.bytes_left = weights;
    }
    void warm_up(Machine& machine) {
        enter(machine, LifePhase::warm_up);
        then(now_ + plan_.pools[machine.pool].start.warm_up, machine, &PlainFleet::serve);
    }
    void serve(Machine& machine) {
        enter(machine, LifePhase::serve);
        engine_.recorder().tick(now_);
        engine_.recorder().end_start();
        engine_.replica_ready(machine.slot, machine.pool, now_ - machine.billed_since);
        keep(machine.pool);
        size_batches();
    }
    void stop(Machine& machine) {
        if (machine.starting()) {
            engine_.recorder().tick(now_);
            return end(machine, now_, LifeEnd::stopped);
        }
        drain(machine);
        then(machine.empty_at, machine, &PlainFleet::emptied);
    }
    void drain(Machine& machine) {
        enter(machine, LifePhase::drain);
        machine.empty_at = engine_.replica_draining(machine.slot);
    }
    void emptied(Machine& machine) { end(machine, now_, LifeEnd::stopped); }

    // ---- spot ----
    void plan_notice(Machine& machine) {
        const auto& spot = plan_.pools[machine.pool].interruptions;
        if (machine.purchase != Purchase::spot || !spot) return;
        // Weibull by inversion: mean = scale Gamma(1 + 1 / shape)
        const double scale = seconds_of(spot->mean_time_to_interruption) / std::tgamma(1 + 1 / spot->shape);
        const double life = scale * std::pow(-std::log(lives_.draw(machine.launch).first), 1 / spot->shape);
        then(now_ + duration_from_seconds(std::min(life, kCentury)), machine, &PlainFleet::notice);
    }
    void notice(Machine& machine) {
        const auto& spot = *plan_.pools[machine.pool].interruptions;
        const double outage = -std::log(outages_.draw(machine.launch).first) * seconds_of(spot.mean_outage);
        back_at_[machine.pool] =
            std::max(back_at_[machine.pool], now_ + duration_from_seconds(std::min(outage, kCentury)));
        ++story_.interruptions;
        engine_.recorder().interrupted();
        machine.noticed = true;
        if (machine.starting()) {
            engine_.recorder().tick(now_);
            end(machine, now_, LifeEnd::interrupted);
            return keep(machine.pool);
        }
        const SimTime gone = now_ + spot.notice;
        if (machine.phase == LifePhase::serve)
            then(std::max(now_, gone - std::chrono::seconds(30)), machine, &PlainFleet::drain);
        then(gone, machine, &PlainFleet::take);
        size_batches();
        keep(machine.pool);
    }
    void take(Machine& machine) {
        if (machine.empty_at > now_) engine_.replica_lost(machine.slot);
        end(machine, now_, LifeEnd::interrupted);
        size_batches();
    }

    // ---- as many as desired ----
    template <typename Which>
    [[nodiscard]] std::uint32_t number(std::size_t pool, Which which) const {
        return static_cast<std::uint32_t>(std::count_if(machines_.begin(), machines_.end(), [&](const auto& machine) {
            return machine->counted() && machine->pool == pool && which(*machine);
        }));
    }
    void keep(std::size_t pool) {
        const PoolPlan& plan = plan_.pools[pool];
        if (plan.provisioning != Provisioning::replicas) return;
        const bool market = plan.purchase == Purchase::spot && plan.interruptions;
        const auto own = [&](const Machine& machine) { return machine.purchase == plan.purchase; };
        if (!market || now_ >= back_at_[pool])
            while (number(pool, own) < desired_[pool]) launch(pool, plan.purchase);
        else if (number(pool, own) < desired_[pool])
            at(back_at_[pool], [this, pool] { keep(pool); });
        while (number(pool, own) > desired_[pool]) stop(dispensable(pool, plan.purchase));
        if (!market || !plan.fallback_on_demand) return;

        const auto stand_in = [](const Machine& machine) { return machine.purchase == Purchase::on_demand; };
        const auto ready = [&](const Machine& machine) { return own(machine) && !machine.starting(); };
        const std::uint32_t spot = std::min(desired_[pool], number(pool, own));
        while (number(pool, stand_in) < desired_[pool] - spot) launch(pool, Purchase::on_demand);
        const std::uint32_t useful = desired_[pool] - std::min(desired_[pool], number(pool, ready));
        while (number(pool, stand_in) > useful) stop(dispensable(pool, Purchase::on_demand));
    }
    Machine& dispensable(std::size_t pool, Purchase purchase) {
        Machine* best = nullptr;
        for (const auto& machine : machines_) {
            if (!machine->counted() || machine->pool != pool || machine->purchase != purchase) continue;
            if (best == nullptr || (machine->starting() && !best->starting()) ||
                (machine->starting() == best->starting() &&
                 (machine->starting() ? machine->launch > best->launch : machine->slot > best->slot)))
                best = machine.get();
        }
        return *best;
    }
    void serve_demands() {
        const Demands demands = engine_.take_demands();
        for (const Expiry& expiry : demands.expired)
            for (const auto& machine : machines_)
                if (!machine->ended && machine->slot == expiry.slot) end(*machine, expiry.at, LifeEnd::stopped);
        for (const Launch& asked : demands.launches) launch(asked.pool, plan_.pools[asked.pool].purchase, asked.slot);
        size_batches();
    }

    // ---- controllers ----
    using Law = std::function<std::uint32_t(const PlainView&)>;
    void start_controllers() {
        for (std::size_t pool = 0; pool < plan_.pools.size(); ++pool)
            if (const auto& spec = plan_.pools[pool].autoscaler)
                std::visit([&](const auto& kind) { start(kind, pool); }, *spec);
        if (plan_.window_every) open_window_at(kStart + *plan_.window_every);
    }
    template <class Plain>
    Law law_of(Plain plain) {
        return [law = std::make_shared<Plain>(std::move(plain))](const PlainView& view) { return law->desired(view); };
    }
    void start(const scenarios::HpaSpec& spec, std::size_t pool) {
        look(pool, spec.sync_period, law_of(PlainHpa(spec, plan_.pools[pool].replicas, engine_, pool)));
    }
    void start(const scenarios::LatencyStepSpec& spec, std::size_t pool) {
        look(pool, spec.period, law_of(PlainLatencyStep(spec, plan_.pools[pool].replicas, engine_, pool)));
    }
    void start(const scenarios::KedaSpec& spec, std::size_t pool) {
        look(pool, std::min(spec.polling_interval, spec.sync_period),
             law_of(PlainKeda(spec, plan_.pools[pool].replicas, engine_)));
    }
    void start(const scenarios::KnativeSpec& spec, std::size_t pool) {
        const Law law = law_of(PlainKnative(spec, plan_.pools[pool].replicas, engine_, pool));
        look(pool, std::chrono::seconds(2), law);
        woken_.emplace_back(pool, law);
        wake();
    }
    void decide(std::size_t pool, const Law& law) {
        const auto ready = [](const Machine& machine) { return !machine.starting(); };
        const auto starting = [](const Machine& machine) { return machine.starting(); };
        PlainView view{now_, desired_[pool], number(pool, ready), number(pool, starting), 0};
        for (std::size_t i = 0; i < plan_.pools.size(); ++i) view.ready_of_all += number(i, ready);
        const std::uint32_t before = desired_[pool];
        desired_[pool] = law(view);
        const Recorder& recorder = engine_.recorder();
        const bool alone = std::none_of(machines_.begin(), machines_.end(), [this, pool](const auto& machine) {
            return machine->counted() && machine->pool != pool &&
                   plan_.pools[machine->pool].role == plan_.pools[pool].role;
        });
        if (now_ >= horizon_ && alone && recorder.held(pool) + recorder.waiting() > 0)
            desired_[pool] = std::max(desired_[pool], 1U);
        if (desired_[pool] != before) keep(pool);
    }
    void look(std::size_t pool, Duration period, Law law) {
        at(now_ + period, [this, pool, period, law = std::move(law)] {
            decide(pool, law);
            look(pool, period, law);
        });
    }
    /// Knative's activator tells of a request that waits for a pool of no replicas at once.
    void wake() {
        for (const auto& [pool, law] : woken_)
            if (desired_[pool] == 0 && engine_.recorder().held(pool) + engine_.recorder().waiting() > 0)
                decide(pool, law);
    }
    [[nodiscard]] bool waits_for_first_request() const {
        return std::any_of(woken_.begin(), woken_.end(),
                           [this](const auto& each) { return desired_[each.first] == 0; });
    }
    void open_window_at(SimTime t) {
        at(t, [this] {
            engine_.open_window();
            size_batches();
            if (now_ < horizon_) open_window_at(now_ + *plan_.window_every);
        });
    }
    /// Each pool as many as do in half the time there is what those before it leave, and no fewer than it has while any
    /// job waits; of all pools, no more start than there are batches that wait.
    void size_batches() {
        if (!plan_.window_every) return;
        const Demands demands = engine_.take_demands();
        const std::uint64_t waiting = demands.released_waiting;
        std::uint64_t left = waiting;
        std::uint64_t without_machine = waiting;
        for (std::size_t i = 0; i < plan_.pools.size(); ++i) {
            const PlainBatch batch = waiting > 0 ? plain_batch(plan_, plan_.pools[i], demands) : PlainBatch{};
            const auto batches_of = [&batch](std::uint64_t jobs) { return (jobs + batch.jobs - 1) / batch.jobs; };
            const std::uint32_t before = desired_[i];
            const std::uint64_t batches = batches_of(left);
            desired_[i] = plan_.pools[i].replicas.min;
            if (waiting > 0) {
                const std::uint64_t ready = number(i, [](const Machine& machine) { return !machine.starting(); });
                const std::uint64_t most = std::min<std::uint64_t>(std::max(before, wanted_for(i, batches, batch)),
                                                                   ready + batches_of(without_machine));
                desired_[i] = std::max(desired_[i], static_cast<std::uint32_t>(most));
                without_machine -= std::min(without_machine, (most - std::min(most, ready)) * batch.jobs);
            }
            if (desired_[i] != before) keep(i);
            left -= std::min(left, batch.jobs * done_by(i, batches, batch));
        }
    }
    [[nodiscard]] double available_s(const PoolPlan& pool) const {
        const StartPhases& start = pool.start;
        const double pulls =
            start.image_bytes / std::min(start.instance_bandwidth_bytes_per_s, start.registry_bandwidth_bytes_per_s) +
            start.weights_bytes / std::min(start.instance_bandwidth_bytes_per_s, start.store_bandwidth_bytes_per_s);
        const double start_s = seconds_of(start.provision + start.boot + start.warm_up + duration_from_seconds(pulls));
        const double window_s = seconds_of(*plan_.window_every);
        double allowed_s = window_s;
        if (plan_.deadline) allowed_s = std::min(allowed_s, seconds_of(*plan_.deadline) - window_s);
        return std::max(allowed_s / 2 - start_s, window_s / 10);
    }
    [[nodiscard]] std::uint32_t wanted_for(std::size_t i, std::uint64_t batches, const PlainBatch& batch) const {
        const PoolPlan& pool = plan_.pools[i];
        if (batches == 0) return 0;
        const double needed = std::ceil(static_cast<double>(batches) * batch.lasts_s / available_s(pool));
        return static_cast<std::uint32_t>(std::clamp(needed, 1.0, std::max<double>(1, pool.replicas.max)));
    }
    /// A pool that can still grow leaves nothing.
    [[nodiscard]] std::uint64_t done_by(std::size_t i, std::uint64_t batches, const PlainBatch& batch) const {
        const PoolPlan& pool = plan_.pools[i];
        if (desired_[i] < pool.replicas.max) return batches;
        const double each = std::max(1.0, available_s(pool) / batch.lasts_s);
        return std::min(batches, static_cast<std::uint64_t>(std::min(1e18, std::floor(each * desired_[i]))));
    }

    const DeploymentPlan& plan_;
    RequestEngine& engine_;
    SimTime horizon_;
    Stream lives_;
    Stream outages_;
    SimTime now_ = kStart;
    std::multimap<SimTime, std::function<void()>> events_;  ///< at one instant in the order in which they were added
    std::vector<std::unique_ptr<Machine>> machines_;        ///< by launch
    std::vector<std::uint32_t> desired_;                    ///< by pool
    std::vector<SimTime> back_at_;                          ///< by pool: when there is spot capacity again
    std::vector<std::pair<std::size_t, Law>> woken_;        ///< pools that wake for a first request
    FleetStory story_;
};

}  // namespace

FleetStory plain_fleet(const Case& given, RequestEngine& engine) { return PlainFleet(given, engine).tell(); }

}  // namespace plimsoll::sim
