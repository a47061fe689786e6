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
        watches_.push_back(std::make_unique<Watch>(Watch{pool, std::move(controller), read(), {}}));
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
            engine_.recorder().in_system() > 0)
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
    Observation seen{.now = t,
                     .desired = fleet_.desired(watch.pool),
                     .ready = fleet_.roster().ready(watch.pool),
                     .starting = fleet_.roster().starting(watch.pool)};
    for (std::size_t pool = 0; pool < plan_.pools.size(); ++pool) seen.deployment_ready += fleet_.roster().ready(pool);
    const Readings now = read();
    seen.in_system = engine_.recorder().in_system();
    seen.arrivals = now.arrivals - watch.last.arrivals;
    seen.busy_seconds = now.busy_seconds - watch.last.busy_seconds;
    seen.ready_seconds = now.ready_seconds - watch.last.ready_seconds;
    seen.in_system_seconds = now.in_system_seconds - watch.last.in_system_seconds;
    watch.last = now;
    if (watch.controller->watches_latencies()) {
        share_latencies();
        seen.latencies = std::exchange(watch.latencies, {});
    }
    fleet_.set_desired(watch.pool, watch.controller->desired(seen), t);
}

ControllersAtWork::Readings ControllersAtWork::read() const {
    const Recorder& recorder = engine_.recorder();
    return {recorder.arrivals(), recorder.busy_seconds(), recorder.ready_seconds(), recorder.in_system_seconds()};
}

/// Each controller that watches latencies has a window of its own.
void ControllersAtWork::share_latencies() {
    const results::Histogram fresh = engine_.recorder().take_latency_window();
    for (const auto& watch : watches_)
        if (watch->controller->watches_latencies()) watch->latencies.merge(fresh);
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
