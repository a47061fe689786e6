// SPDX-FileCopyrightText: 2026 The Plimsoll authors
// SPDX-License-Identifier: Apache-2.0
#include "sim/fleet/controllers_at_work.hpp"

#include "sim/control/controllers.hpp"

#include <algorithm>
#include <utility>

namespace plimsoll::sim {

ControllersAtWork::ControllersAtWork(const DeploymentPlan& plan, Duration horizon, RequestEngine& engine, Fleet& fleet)
    : plan_(plan), horizon_(kStart + horizon), engine_(engine), fleet_(fleet) {
    for (std::size_t pool = 0; pool < plan.pools.size(); ++pool) {
        if (!plan.pools[pool].autoscaler) continue;
        auto controller = make_controller(*plan.pools[pool].autoscaler, plan.pools[pool].replicas);
        const Duration period = controller->period();
        watches_.push_back(std::make_unique<Watch>(Watch{pool, std::move(controller), read(pool)}));
        arrange_look(*watches_.back(), kStart + period);
    }
    if (plan.window_every) arrange_window(kStart + *plan.window_every);
}

bool ControllersAtWork::wait_for_first_request() const {
    return std::any_of(watches_.begin(), watches_.end(), [this](const auto& watch) {
        return watch->controller->wakes_for_first_request() && fleet_.desired(watch->pool) == 0;
    });
}

void ControllersAtWork::wake(SimTime t) {
    for (const auto& watch : watches_)
        if (watch->controller->wakes_for_first_request() && fleet_.desired(watch->pool) == 0 &&
            in_system(watch->pool) > 0)
            look(*watch, t);
}

void ControllersAtWork::arrange_look(Watch& watch, SimTime t) {
    if (t >= kClockEnd) return;
    fleet_.timetable().at(t, [this, &watch](SimTime now) {
        look(watch, now);
        arrange_look(watch, now + watch.controller->period());
    });
}

void ControllersAtWork::look(Watch& watch, SimTime t) {
    const std::size_t pool = watch.pool;
    Recorder& recorder = engine_.recorder();
    const Readings last = std::exchange(watch.last, read(pool));
    const Readings& now = watch.last;
    Observation seen{.now = t,
                     .desired = fleet_.desired(pool),
                     .ready = fleet_.roster().ready(pool),
                     .starting = fleet_.roster().starting(pool),
                     .busy_seconds = now.busy_seconds - last.busy_seconds,
                     .ready_seconds = now.ready_seconds - last.ready_seconds};
    if (watch.controller->watches_latencies()) seen.latencies = recorder.take_latency_window(pool);
    seen.requests = static_cast<double>(recorder.held(pool)) + part_of(pool, recorder.waiting());
    seen.arrivals = static_cast<double>(now.routed - last.routed) + part_of(pool, now.unrouted - last.unrouted);
    seen.in_system = in_system(pool);
    seen.in_system_seconds = now.in_system_seconds - last.in_system_seconds;
    for (std::size_t i = 0; i < fleet_.pools(); ++i) {
        const TokenLoad held = engine_.token_load(i);
        if (i == pool) seen.tokens = held;
        seen.deployment_tokens += held;
    }
    seen.deployment_in_system = recorder.in_system();
    seen.deployment_arrivals = now.deployment_arrivals - last.deployment_arrivals;
    std::uint32_t desired = watch.controller->desired(seen);
    // Nobody else comes: what still waits is served, though nothing is active any more, so that all can leave.
    if (t >= horizon_ && seen.in_system > 0 && is_alone(pool)) desired = std::max(desired, 1U);
    fleet_.set_desired(pool, desired, t);
}

ControllersAtWork::Readings ControllersAtWork::read(std::size_t pool) const {
    const Recorder& recorder = engine_.recorder();
    return {.deployment_arrivals = recorder.arrivals(),
            .unrouted = recorder.unrouted_arrivals(),
            .routed = recorder.routed_arrivals(pool),
            .busy_seconds = recorder.busy_seconds(pool),
            .ready_seconds = recorder.ready_seconds(pool),
            .in_system_seconds = recorder.in_system_seconds(pool)};
}

double ControllersAtWork::part_of(std::size_t pool, std::uint64_t shared) const {
    std::uint32_t all = 0;
    for (std::size_t i = 0; i < fleet_.pools(); ++i) all += fleet_.roster().ready(i);
    return all == 0 ? 0 : static_cast<double>(shared) * fleet_.roster().ready(pool) / all;
}

bool ControllersAtWork::is_alone(std::size_t pool) const {
    for (std::size_t i = 0; i < fleet_.pools(); ++i)
        if (i != pool && plan_.pools[i].role == plan_.pools[pool].role &&
            fleet_.roster().ready(i) + fleet_.roster().starting(i) > 0)
            return false;
    return true;
}

std::uint64_t ControllersAtWork::in_system(std::size_t pool) const {
    return engine_.recorder().held(pool) + engine_.recorder().waiting();
}

/// The last window opens at the first multiple at or after the horizon's end, so that nothing is left.
void ControllersAtWork::arrange_window(SimTime t) {
    fleet_.timetable().at(t, [this](SimTime now) {
        engine_.open_window();
        fleet_.serve_demands(now);
        if (now < horizon_) arrange_window(now + *plan_.window_every);
    });
}

bool watches_latencies(const DeploymentPlan& plan) {
    return std::any_of(plan.pools.begin(), plan.pools.end(), [](const PoolPlan& pool) {
        return pool.autoscaler && make_controller(*pool.autoscaler, pool.replicas)->watches_latencies();
    });
}

}  // namespace plimsoll::sim
