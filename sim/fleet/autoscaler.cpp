// SPDX-FileCopyrightText: 2026 The Plimsoll authors
// SPDX-License-Identifier: Apache-2.0
#include "sim/fleet/autoscaler.hpp"

#include "sim/control/hpa.hpp"
#include "sim/control/latency_step.hpp"
#include "sim/fleet/simgrid_time.hpp"

#include <simgrid/s4u.hpp>

#include <functional>
#include <utility>
#include <variant>

namespace plimsoll::sim {

namespace {

using scenarios::HpaSpec;

/// What a pod metric averages to over the deployment's ready replicas since the last reading.
class MetricReader {
public:
    MetricReader(const HpaSpec& spec, RequestEngine& engine) : spec_(spec), engine_(engine) {}

    double per_ready(std::uint32_t ready) {
        const Recorder& recorder = engine_.recorder();
        const double busy = recorder.busy_seconds() - busy_;
        const double up = recorder.ready_seconds() - up_;
        const auto arrivals = recorder.arrivals() - arrivals_;
        busy_ += busy;
        up_ += up;
        arrivals_ += arrivals;
        switch (spec_.metric) {
            case HpaSpec::Metric::utilization:
                return up > 0 ? busy / up : 0;
            case HpaSpec::Metric::requests_per_second:
                return static_cast<double>(arrivals) / seconds_of(spec_.sync_period) / ready;
            case HpaSpec::Metric::requests_per_replica:
                break;
        }
        return static_cast<double>(recorder.in_system()) / ready;
    }

private:
    HpaSpec spec_;
    RequestEngine& engine_;
    double busy_ = 0;
    double up_ = 0;
    std::uint64_t arrivals_ = 0;
};

void run_hpa(const HpaSpec& spec, std::size_t pool, const PoolPlan& plan, RequestEngine& engine, Fleet& fleet) {
    Hpa hpa(spec, plan.replicas);
    MetricReader metric(spec, engine);
    for (SimTime tick = kStart + spec.sync_period;; tick += spec.sync_period) {
        const SimTime now = sleep_until(tick);
        engine.advance_to(now);
        const std::uint32_t ready = fleet.ready();
        const double per_ready = metric.per_ready(ready == 0 ? 1 : ready);
        fleet.set_desired(pool,
                          hpa.desired({.now = now,
                                       .replicas = fleet.desired(pool),
                                       .ready = fleet.count(pool, Instance::State::ready),
                                       .not_ready = fleet.count(pool, Instance::State::starting),
                                       .metric_per_ready = per_ready}),
                          now);
    }
}

void run_latency_step(const scenarios::LatencyStepSpec& spec, std::size_t pool, const PoolPlan& plan,
                      RequestEngine& engine, Fleet& fleet) {
    constexpr double kPercent = 100;
    LatencyStep scaler(spec, plan.replicas);
    for (SimTime tick = kStart + spec.period;; tick += spec.period) {
        const SimTime now = sleep_until(tick);
        engine.advance_to(now);
        const results::Histogram window = engine.recorder().take_latency_window();
        std::optional<Duration> latency;
        if (window.count() > 0) latency = window.quantile(spec.percentile / kPercent);
        fleet.set_desired(pool, scaler.desired(now, fleet.desired(pool), latency), now);
    }
}

/// The last window opens at the first multiple at or after the horizon's end, so that nothing is left.
void run_windows(Duration every, Duration horizon, RequestEngine& engine, Fleet& fleet) {
    for (SimTime tick = kStart + every;; tick += every) {
        const SimTime now = sleep_until(tick);
        engine.advance_to(now);
        engine.open_window();
        fleet.window_opened(now);
        if (tick >= kStart + horizon) return;
    }
}

}  // namespace

void start_controllers(const DeploymentPlan& plan, Duration horizon, RequestEngine& engine, Fleet& fleet,
                       const Platform& platform) {
    const auto spawn = [&platform, &fleet](const char* name, std::function<void()> code) {
        simgrid::s4u::Actor::create(name, platform.control(), [&fleet, code = std::move(code)] {
            simgrid::s4u::Actor::self()->daemonize();
            fleet.guarded(code);
        });
    };
    for (std::size_t i = 0; i < plan.pools.size(); ++i) {
        const PoolPlan& pool = plan.pools[i];
        if (!pool.autoscaler) continue;
        spawn("autoscaler", [i, &pool, &engine, &fleet] {
            if (const auto* hpa = std::get_if<HpaSpec>(&*pool.autoscaler))
                run_hpa(*hpa, i, pool, engine, fleet);
            else
                run_latency_step(std::get<scenarios::LatencyStepSpec>(*pool.autoscaler), i, pool, engine, fleet);
        });
    }
    if (plan.window_every)
        spawn("windows",
              [&plan, horizon, &engine, &fleet] { run_windows(*plan.window_every, horizon, engine, fleet); });
}

}  // namespace plimsoll::sim
