// SPDX-FileCopyrightText: 2026 The Plimsoll authors
// SPDX-License-Identifier: Apache-2.0
#include "sim/fleet/autoscaler.hpp"

#include "sim/control/hpa.hpp"
#include "sim/control/latency_step.hpp"

#include <functional>
#include <memory>
#include <utility>
#include <variant>

namespace plimsoll::sim {

namespace {

using scenarios::HpaSpec;

/// What a pod metric averages to over the deployment's ready replicas since the last look.
class MetricReader {
public:
    /// What has arrived by now belongs to no look: a look sees what came since the last one, up to its own instant.
    MetricReader(const HpaSpec& spec, RequestEngine& engine)
        : spec_(spec), engine_(engine), arrivals_(engine.recorder().arrivals()) {}

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

/// Calls `look` at `tick` and every `period` from then on, before the end of the clock.
void every(Duration period, SimTime tick, Fleet& fleet, std::function<void(SimTime)> look) {
    if (tick >= kClockEnd) return;
    fleet.timetable().at(tick, [period, &fleet, look = std::move(look)](SimTime now) mutable {
        look(now);
        every(period, now + period, fleet, std::move(look));
    });
}

void start_hpa(const HpaSpec& spec, std::size_t pool, const PoolPlan& plan, RequestEngine& engine, Fleet& fleet) {
    every(spec.sync_period, kStart + spec.sync_period, fleet,
          [pool, &fleet, hpa = std::make_shared<Hpa>(spec, plan.replicas),
           metric = std::make_shared<MetricReader>(spec, engine)](SimTime now) {
              std::uint32_t ready = 0;
              for (std::size_t i = 0; i < fleet.pools(); ++i) ready += fleet.roster().ready(i);
              const double per_ready = metric->per_ready(ready == 0 ? 1 : ready);
              fleet.set_desired(pool,
                                hpa->desired({.now = now,
                                              .replicas = fleet.desired(pool),
                                              .ready = fleet.roster().ready(pool),
                                              .not_ready = fleet.roster().starting(pool),
                                              .metric_per_ready = per_ready}),
                                now);
          });
}

void start_latency_step(const scenarios::LatencyStepSpec& spec, std::size_t pool, const PoolPlan& plan,
                        RequestEngine& engine, Fleet& fleet) {
    constexpr double kPercent = 100;
    every(spec.period, kStart + spec.period, fleet,
          [spec, pool, &engine, &fleet, scaler = std::make_shared<LatencyStep>(spec, plan.replicas)](SimTime now) {
              const results::Histogram window = engine.recorder().take_latency_window();
              std::optional<Duration> latency;
              if (window.count() > 0) latency = window.quantile(spec.percentile / kPercent);
              fleet.set_desired(pool, scaler->desired(now, fleet.desired(pool), latency), now);
          });
}

/// The last window opens at the first multiple at or after the horizon's end, so that nothing is left.
void arrange_window(SimTime tick, Duration every, SimTime horizon, RequestEngine& engine, Fleet& fleet) {
    fleet.timetable().at(tick, [every, horizon, &engine, &fleet](SimTime now) {
        engine.open_window();
        fleet.serve_demands(now);
        if (now < horizon) arrange_window(now + every, every, horizon, engine, fleet);
    });
}

}  // namespace

void start_controllers(const DeploymentPlan& plan, Duration horizon, RequestEngine& engine, Fleet& fleet) {
    for (std::size_t i = 0; i < plan.pools.size(); ++i) {
        const PoolPlan& pool = plan.pools[i];
        if (!pool.autoscaler) continue;
        if (const auto* hpa = std::get_if<HpaSpec>(&*pool.autoscaler))
            start_hpa(*hpa, i, pool, engine, fleet);
        else
            start_latency_step(std::get<scenarios::LatencyStepSpec>(*pool.autoscaler), i, pool, engine, fleet);
    }
    if (plan.window_every)
        arrange_window(kStart + *plan.window_every, *plan.window_every, kStart + horizon, engine, fleet);
}

}  // namespace plimsoll::sim
