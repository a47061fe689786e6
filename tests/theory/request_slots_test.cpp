// SPDX-FileCopyrightText: 2026 The Plimsoll authors
// SPDX-License-Identifier: Apache-2.0
//
// Replicas with request slots, each request at its own pace, are stations of several servers: a replica of c slots is
// M/M/c, one of endless slots M/G/inf, and several with a router a small Markov chain. Sources: Gross, Shortle,
// Thompson and Harris, Fundamentals of Queueing Theory, 4th ed., sections 2.3 (M/M/c), 2.5 (M/M/c/c), 2.6 (M/G/inf).
#include "tests/theory/erlang.hpp"
#include "tests/theory/kernel_run.hpp"

#include <algorithm>

namespace plimsoll::sim::theory {
namespace {

using std::chrono::milliseconds;

constexpr double kSlotRate = 10;  // services per second and slot

models::ServiceTime exponential_work() { return models::ServiceTime::exponential(milliseconds(100)); }

DeploymentPlan slots(std::uint32_t number, RequestSlots rules, models::ServiceTime service) {
    DeploymentPlan plan = replicas(number, std::move(service));
    plan.discipline = std::move(rules);
    return plan;
}

// One replica of four slots, and two replicas of two, which share a central queue, are the same station. Utilization is
// that of the slots, rho.
TEST(RequestSlots, wait_follows_erlang_c) {
    const int c = 4;
    const double rho = 0.8;
    const double l = rho * c * kSlotRate;
    const double waits = erlang_c(c, l / kSlotRate);
    for (const std::uint32_t number : {1U, 2U}) {
        Estimates mean, p99, utilization;
        replicate(slots(number, {.concurrency = c / number, .max_queue = {}}, exponential_work()), l, 2e6, 10,
                  [&](const KernelRun& run) {
                      mean.add(run.result.wait.mean_seconds());
                      p99.add(seconds_of(run.result.wait.quantile(0.99)));
                      utilization.add(run.result.utilization);
                  });
        expect_exact("mean wait", mean, waits / (c * kSlotRate - l), kMeanTolerance);
        expect_exact("p99 wait", p99, std::log(100 * waits) / (c * kSlotRate - l), kP99Tolerance);
        expect_exact("utilization", utilization, rho, kMeanTolerance);
    }
}

TEST(RequestSlots, blocking_probability_is_erlang_b_for_any_service_distribution) {
    const int c = 5;
    const double l = 40;
    for (const auto& service : {exponential_work(), models::ServiceTime::constant(milliseconds(100)),
                                models::ServiceTime::hyperexponential(milliseconds(100), 2)}) {
        Estimates blocked;
        replicate(slots(1, {.concurrency = c, .max_queue = 0}, service), l, 1e6, 10, [&](const KernelRun& run) {
            blocked.add(static_cast<double>(run.result.requests.rejected) /
                        static_cast<double>(run.result.requests.arrived));
        });
        expect_exact("blocking", blocked, erlang_b(c, l / kSlotRate), kMeanTolerance);
    }
}

// M/G/inf: nobody waits, the sojourn is the service, and on average l E[S] slots of the 1000 are used, whatever the
// distribution.
TEST(RequestSlots, without_end_make_nobody_wait) {
    const double l = 80;
    for (const auto& service : {exponential_work(), models::ServiceTime::hyperexponential(milliseconds(100), 2)}) {
        Estimates sojourn, used;
        replicate(slots(1, {.concurrency = 1000, .max_queue = {}}, service), l, 1e6, 10, [&](const KernelRun& run) {
            sojourn.add(run.result.latency.mean_seconds());
            used.add(1000 * run.result.utilization);
            EXPECT_EQ(run.result.wait.max(), Duration{0});
        });
        expect_exact("mean sojourn", sojourn, 0.1, kMeanTolerance);
        expect_exact("slots in use", used, l * 0.1, kMeanTolerance);
    }
}

/// Mean number of requests at two replicas of c slots each, where a request joins the one that has the fewer: the
/// stationary distribution of the chain of both numbers, cut off at `most` each, by Gauss-Seidel sweeps over its
/// balance equations. At a tie either may be chosen, by symmetry.
double mean_number_of_two(int c, double l, int most) {
    const int n = most + 1;
    std::vector<double> p(static_cast<std::size_t>(n) * n, 1);
    const auto at = [&](int i, int j) -> double& { return p[static_cast<std::size_t>(i) * n + j]; };
    const auto serves = [&](int i) { return kSlotRate * std::min(i, c); };
    const auto joins_first = [&](int i, int j) { return j > most || i > most ? 0.0 : i < j ? l : i == j ? l / 2 : 0; };
    double mean = 0;
    for (int sweep = 0; sweep < 20'000; ++sweep) {
        double sum = 0;
        double number = 0;
        for (int i = 0; i < n; ++i)
            for (int j = 0; j < n; ++j) {
                double in = 0;
                if (i > 0) in += at(i - 1, j) * joins_first(i - 1, j);
                if (j > 0) in += at(i, j - 1) * joins_first(j - 1, i);
                if (i < most) in += at(i + 1, j) * serves(i + 1);
                if (j < most) in += at(i, j + 1) * serves(j + 1);
                double out = serves(i) + serves(j);
                if (i < most) out += joins_first(i, j);
                if (j < most) out += joins_first(j, i);
                at(i, j) = in / out;
                sum += at(i, j);
                number += at(i, j) * (i + j);
            }
        const double last = std::exchange(mean, number / sum);
        for (double& each : p) each /= sum;
        if (std::abs(mean - last) < 1e-12 * mean) break;
    }
    return mean;
}

// Mean sojourn by Little's law.
TEST(RequestSlots, of_replicas_with_the_least_outstanding_router_follow_the_shortest_queue) {
    const int c = 3;
    const double l = 0.8 * 2 * c * kSlotRate;
    Estimates sojourn;
    replicate(slots(2,
                    {.concurrency = c,
                     .max_queue = {},
                     .queue = scenarios::QueueKind::per_replica,
                     .router = scenarios::RouterKind::least_outstanding},
                    exponential_work()),
              l, 2e6, 10, [&](const KernelRun& run) { sojourn.add(run.result.latency.mean_seconds()); });
    expect_exact("mean sojourn", sojourn, mean_number_of_two(c, l, 60) / l, kMeanTolerance);
}

// M/G/1 processor sharing: mean sojourn E[S] / (1 - rho), whatever the distribution (Kleinrock 1976, section 4.4); the
// replica is busy for rho of the time.
TEST(RequestSlots, that_are_shared_have_a_sojourn_insensitive_to_the_service_distribution) {
    const double rate = 7;
    for (const auto& service : {exponential_work(), models::ServiceTime::hyperexponential(milliseconds(100), 2)}) {
        Estimates sojourn, utilization;
        replicate(slots(1, {.concurrency = 10'000, .processor_sharing = true, .max_queue = {}}, service), rate, 1e6, 10,
                  [&](const KernelRun& run) {
                      sojourn.add(run.result.latency.mean_seconds());
                      utilization.add(run.result.utilization);
                  });
        expect_exact("mean sojourn", sojourn, 0.1 / (1 - rate * 0.1), kMeanTolerance);
        expect_exact("utilization", utilization, rate * 0.1, kMeanTolerance);
    }
}

}  // namespace
}  // namespace plimsoll::sim::theory
