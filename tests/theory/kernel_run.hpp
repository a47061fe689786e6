// SPDX-FileCopyrightText: 2026 The Plimsoll authors
// SPDX-License-Identifier: Apache-2.0
#pragma once

#include "sim/disciplines/kernels/make_kernel.hpp"
#include "sim/measured/run_result.hpp"
#include "sim/plan/plan.hpp"
#include "sim/random/stream.hpp"
#include "sim/traffic/traffic.hpp"

#include <gtest/gtest.h>

#include <cmath>
#include <vector>

/// Runs the request kernel on its own, with a fleet that never changes and instances that start at once: the systems of
/// queueing theory have neither machines nor cold starts.
namespace plimsoll::sim::theory {

inline scenarios::WorkloadSpec poisson(double rate_per_s) {
    scenarios::GeneratedTraffic traffic;
    traffic.rate_per_s = rate_per_s;
    scenarios::WorkloadSpec workload;
    workload.traffic = traffic;
    return workload;
}

inline DeploymentPlan replicas(std::uint32_t number, models::ServiceTime service) {
    DeploymentPlan plan;
    plan.name = "theory";
    PoolPlan& pool = plan.pools.emplace_back();
    pool.replicas = {number, number};
    pool.service = std::move(service);
    return plan;
}

inline DeploymentPlan function(models::ServiceTime warm, Duration keep_alive) {
    DeploymentPlan plan = replicas(0, std::move(warm));
    plan.discipline = RequestSlots{};
    plan.pools.front().provisioning = Provisioning::on_request;
    plan.pools.front().keep_alive = keep_alive;
    plan.pools.front().max_instances = 1000;
    return plan;
}

struct KernelRun {
    results::RunResult result;
    double instance_seconds = 0;  ///< serverless: time that instances existed within the horizon
    double seconds = 0;           ///< the horizon
};

inline KernelRun run_once(const DeploymentPlan& plan, const scenarios::WorkloadSpec& workload, Duration horizon,
                          std::uint64_t seed) {
    constexpr int kWarmUpShare = 10;
    RecorderOptions options;
    options.horizon = horizon;
    options.warm_up = horizon / kWarmUpShare;
    options.bucket = horizon;
    const auto engine = make_kernel(plan, open_traffic(workload, horizon, seed, 1), seed, options);
    for (std::uint32_t slot = 0; slot < plan.pools.front().replicas.min; ++slot)
        engine->replica_ready(slot, 0, Duration{0});

    const SimTime end = kStart + horizon;
    for (SimTime t = engine->next_demand(); t < end; t = engine->next_demand()) {
        engine->advance_to(t);
        for (const auto& [slot, pool] : engine->take_demands().launches) engine->replica_ready(slot, pool, Duration{0});
    }
    engine->advance_to(end);
    KernelRun run;
    run.seconds = seconds_of(horizon);
    run.instance_seconds = engine->recorder().ready_seconds();
    SimTime now = end;
    while (!engine->finished()) {
        now = engine->next_event();
        engine->advance_to(now);
    }
    engine->recorder().finish(now, run.result);
    for (const results::AuditCheck& check : run.result.audit)
        EXPECT_TRUE(check.passed) << check.name << ": " << check.detail;
    return run;
}

/// Estimates of one quantity from independent replications.
class Estimates {
public:
    void add(double value) { values_.push_back(value); }
    [[nodiscard]] double mean() const {
        double sum = 0;
        for (const double value : values_) sum += value;
        return sum / static_cast<double>(values_.size());
    }
    [[nodiscard]] double standard_error() const {
        double squares = 0;
        for (const double value : values_) squares += (value - mean()) * (value - mean());
        const auto n = static_cast<double>(values_.size());
        return std::sqrt(squares / (n - 1) / n);
    }

private:
    std::vector<double> values_;
};

/// The estimate is within `tolerance` of the exact value (relative), the exact value within four standard errors of the
/// estimate, and the standard error below the tolerance, so that passing means something.
inline void expect_exact(const char* what, const Estimates& estimates, double exact, double tolerance) {
    EXPECT_NEAR(estimates.mean(), exact, tolerance * exact) << what;
    EXPECT_LE(std::abs(estimates.mean() - exact), 4 * estimates.standard_error()) << what;
    EXPECT_LT(estimates.standard_error(), tolerance * exact) << what << ": too few requests to tell";
}

/// Replications of a plan, each long enough for about `requests` requests.
template <typename Visitor>
void replicate(const DeploymentPlan& plan, double rate_per_s, double requests, int replications, Visitor visit) {
    for (int i = 0; i < replications; ++i)
        visit(run_once(plan, poisson(rate_per_s), duration_from_seconds(requests / rate_per_s),
                       replication_seed(2026, static_cast<std::uint32_t>(i))));
}

inline constexpr double kMeanTolerance = 0.01;
inline constexpr double kP99Tolerance = 0.02;

}  // namespace plimsoll::sim::theory
