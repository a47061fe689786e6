// SPDX-FileCopyrightText: 2026 The Plimsoll authors
// SPDX-License-Identifier: Apache-2.0
#include "sim/fleet/simulation.hpp"

#include "sim/fleet/controllers_at_work.hpp"
#include "sim/fleet/fleet.hpp"
#include "sim/fleet/platform.hpp"
#include "sim/fleet/token_watch.hpp"
#include "sim/fleet/usage.hpp"
#include "sim/model_bug.hpp"

#include <fmt/format.h>

#include <algorithm>
#include <exception>
#include <optional>
#include <utility>
#include <variant>

namespace plimsoll::sim {

namespace {

/// Goes from one thing that happens to the next, up to the horizon; then on until every request has left. At one
/// instant the engine's events come first, then what they ask of the fleet, then the fleet's own.
SimTime drive(RequestEngine& engine, Fleet& fleet, ControllersAtWork& controllers, Platform& platform,
              const SimulationOptions& options) {
    constexpr int kProgressSteps = 50;
    const SimTime horizon = kStart + options.horizon;
    const Duration step = options.progress ? std::max(Duration(1), options.horizon / kProgressSteps) : options.horizon;
    SimTime report = kStart + step;
    SimTime now = kStart;
    Timetable& timetable = fleet.timetable();
    while (now < horizon || !engine.finished()) {
        SimTime wake = std::min(engine.next_demand(), timetable.next());
        if (controllers.wait_for_first_request()) wake = std::min(wake, engine.next_event());
        if (now < horizon)
            wake = std::min({wake, report, horizon});
        else
            wake = std::min(wake, engine.next_event());
        if (wake == kNever && !platform.has_flows()) throw ModelBug("the simulation stands still with requests left");
        now = std::max(now, platform.wait_until(now, wake));
        engine.advance_to(now);
        fleet.serve_demands(now);
        controllers.wake(now);
        for (const auto& ended : platform.take_ended()) ended(now);
        while (timetable.next() <= now) timetable.take()(now);
        controllers.wake(now);  // a lost replica's requests may be the first ones of a pool without any
        if (options.progress && now >= report && now <= horizon) {
            options.progress(seconds_of(now.time_since_epoch()) / seconds_of(options.horizon));
            report += step;
        }
    }
    return now;
}

/// Work that had to be done over what all replicas at most could do within the horizon; 0, which is unknown, where
/// instances follow the requests, and where a replica is as busy with one sequence as with many.
double offered_load(const DeploymentPlan& plan, const Recorder& recorder, Duration horizon) {
    if (std::holds_alternative<ContinuousBatching>(plan.discipline)) return 0;
    double replicas = 0;
    for (const PoolPlan& pool : plan.pools) {
        if (pool.provisioning != Provisioning::replicas) return 0;
        replicas += pool.replicas.max;
    }
    return recorder.busy_seconds() / (replicas * seconds_of(horizon));
}

/// What the pool's replicas take while they work; 0, which is unknown, where their power is.
double energy_kwh(const PoolPlan& pool, double busy_seconds) {
    constexpr double kJoulesPerKwh = 3.6e6;
    return pool.power_watts * busy_seconds / kJoulesPerKwh;
}

results::PoolFigures<std::uint64_t> figures_of_pool(std::size_t pool, const DeploymentPlan& plan,
                                                    const Recorder& recorder, const InstanceLog& log,
                                                    Duration horizon) {
    const double busy = recorder.busy_seconds(pool);
    const double ready = recorder.ready_seconds(pool);
    return {.served = recorder.served(pool).requests,
            .instances = log.figures(pool),
            .ready = ready / seconds_of(horizon),
            .utilization = ready > 0 ? busy / ready : 0,
            .prefix_hit_rate = recorder.prompts(pool).hit_rate(),
            .lost = recorder.lost_share(pool),
            .energy_kwh = energy_kwh(plan.pools[pool], busy)};
}

/// The sum over the pools; 0, which is unknown, where that of a pool which has worked is.
double total_energy_kwh(const std::vector<results::PoolFigures<std::uint64_t>>& pools) {
    double sum = 0;
    for (const auto& pool : pools) {
        if (pool.utilization > 0 && pool.energy_kwh == 0) return 0;
        sum += pool.energy_kwh;
    }
    return sum;
}

void require_clean(const results::RunResult& result, const std::string& deployment) {
    for (const results::AuditCheck& check : result.audit)
        if (!check.passed)
            throw ModelBug(fmt::format("{}: broken invariant \"{}\": {}", deployment, check.name, check.detail));
}

}  // namespace

results::RunResult simulate(const DeploymentPlan& plan, std::unique_ptr<RequestSource> source,
                            const SimulationOptions& options) {
    Platform platform(plan, options.engine || plan.may_transfer());
    std::optional<TenantLedger> tenants;
    if (options.tenants > 0) {
        tenants.emplace(options.tenants, plan.pools.size());
        source = tenants->noting(std::move(source));
    }
    const RecorderOptions recording{.horizon = options.horizon,
                                    .warm_up = options.warm_up,
                                    .bucket = options.bucket,
                                    .network = plan.network,
                                    .bucket_quantiles = options.bucket_quantiles,
                                    .latency_windows = watches_latencies(plan),
                                    .limits = plan.limits,
                                    .tenants = tenants ? &*tenants : nullptr,
                                    .conversations = source->conversations(),
                                    .log = options.log};
    const auto engine =
        (options.engine ? options.engine : make_kernel)(plan, std::move(source), options.seed, recording);

    results::RunResult result;
    std::exception_ptr failure;
    Fleet fleet(plan, *engine, platform, options.seed, options.lives);
    fleet.log().set_horizon(options.horizon);
    platform.run([&] {
        // An exception must not leave an actor: SimGrid would end the process.
        try {
            fleet.start_warm();
            engine->advance_to(kStart);
            fleet.serve_demands(kStart);
            ControllersAtWork controllers(plan, options.horizon, *engine, fleet);
            controllers.wake(kStart);
            std::optional<TokenWatch> token_watch;
            if (std::holds_alternative<ContinuousBatching>(plan.discipline))
                token_watch.emplace(plan.pools.size(), recording, *engine, fleet.timetable());
            const SimTime end = drive(*engine, fleet, controllers, platform, options);
            fleet.close(end);
            engine->recorder().finish(end, result);
        } catch (...) {
            failure = std::current_exception();
        }
    });
    if (failure) std::rethrow_exception(failure);

    const InstanceLog& log = fleet.log();
    result.instances = log.figures();
    for (std::size_t pool = 0; pool < plan.pools.size(); ++pool)
        result.pools.push_back(figures_of_pool(pool, plan, engine->recorder(), log, options.horizon));
    result.lives = fleet.lives();
    result.offered_load = offered_load(plan, engine->recorder(), options.horizon);
    result.energy_kwh = total_energy_kwh(result.pools);
    result.usage = usage_of(plan, options.horizon, log, *engine);
    if (tenants) result.tenants = tenants->take();
    require_clean(result, plan.name);
    return result;
}

}  // namespace plimsoll::sim
