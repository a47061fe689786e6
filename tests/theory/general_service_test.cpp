// SPDX-FileCopyrightText: 2026 The Plimsoll authors
// SPDX-License-Identifier: Apache-2.0
#include "tests/theory/kernel_run.hpp"

namespace plimsoll::sim::theory {
namespace {

using std::chrono::milliseconds;

/// Pollaczek and Khinchine: mean wait = l E[S^2] / (2 (1 - rho)) = rho E[S] (1 + cv^2) / (2 (1 - rho)).
double pollaczek_khinchine(double rate, double mean, double cv) {
    const double rho = rate * mean;
    return rho * mean * (1 + cv * cv) / (2 * (1 - rho));
}

TEST(MG1, mean_wait_is_pollaczek_khinchine_for_hyperexponential_service) {
    const double cv = 2;
    Estimates wait;
    replicate(replicas(1, models::ServiceTime::hyperexponential(milliseconds(100), cv)), 7, 5e6, 10,
              [&](const KernelRun& run) { wait.add(run.result.wait.mean_seconds()); });
    expect_exact("mean wait", wait, pollaczek_khinchine(7, 0.1, cv), kMeanTolerance);
}

TEST(MG1, mean_wait_is_pollaczek_khinchine_for_lognormal_service) {
    const double cv = 1.5;
    Estimates wait;
    replicate(replicas(1, models::ServiceTime::lognormal(milliseconds(100), cv)), 7, 5e6, 10,
              [&](const KernelRun& run) { wait.add(run.result.wait.mean_seconds()); });
    expect_exact("mean wait", wait, pollaczek_khinchine(7, 0.1, cv), kMeanTolerance);
}

/// M/D/c after Crommelin (1932): seen at instants D apart, the number in system follows N' = max(N - c, 0) + A with A
/// Poisson of mean l D, because exactly those in service at the first instant have left at the second. Its stationary
/// distribution, iterated to convergence, is that of any time, and mean wait = E[max(N - c, 0)] / l by Little.
double crommelin_mean_wait(int c, double rate, double service) {
    constexpr int kStates = 400;
    constexpr double kConverged = 1e-13;
    const double a = rate * service;
    std::vector<double> arrivals(kStates);
    arrivals[0] = std::exp(-a);
    for (int k = 1; k < kStates; ++k) arrivals[k] = arrivals[k - 1] * a / k;
    std::vector<double> p(kStates);
    p[0] = 1;
    for (double change = 1; change > kConverged;) {
        std::vector<double> next(kStates);
        for (int n = 0; n < kStates; ++n)
            for (int k = 0, left = std::max(n - c, 0); left + k < kStates; ++k) next[left + k] += p[n] * arrivals[k];
        change = 0;
        for (int n = 0; n < kStates; ++n) change += std::abs(next[n] - p[n]);
        p = next;
    }
    double queue = 0;
    for (int n = c; n < kStates; ++n) queue += (n - c) * p[n];
    return queue / rate;
}

TEST(MDc, crommelins_distribution_gives_the_closed_form_for_one_server) {
    EXPECT_NEAR(crommelin_mean_wait(1, 8, 0.1), pollaczek_khinchine(8, 0.1, 0), 1e-9);
}

TEST(MDc, mean_wait_is_crommelins) {
    for (const int c : {1, 4, 16}) {
        const double rate = 0.85 * c * 10;
        Estimates wait;
        replicate(replicas(static_cast<std::uint32_t>(c), models::ServiceTime::constant(milliseconds(100))), rate, 3e6,
                  10, [&](const KernelRun& run) { wait.add(run.result.wait.mean_seconds()); });
        expect_exact("mean wait", wait, crommelin_mean_wait(c, rate, 0.1), kMeanTolerance);
    }
}

/// Bulk service, exponential with rate m per batch of at most b, whatever its size, none joining a batch in service
/// (Neuts's general bulk service rule with a = 1). Busy with n waiting has probability A r^n where r in (0, 1) solves
/// l (1 - r) = m r (1 - r^b), and idle has m A / l; hence A = 1 / (m / l + 1 / (1 - r)), mean queue A r / (1 - r)^2.
TEST(BulkService, mean_wait_follows_from_the_root_of_the_characteristic_equation) {
    const double l = 30;
    const double m = 10;
    const int b = 4;
    double low = 0;
    double high = 1 - 1e-9;
    for (int i = 0; i < 200; ++i) {
        const double r = (low + high) / 2;
        (l * (1 - r) > m * r * (1 - std::pow(r, b)) ? low : high) = r;
    }
    const double r = low;
    const double a = 1 / (m / l + 1 / (1 - r));
    DeploymentPlan plan = replicas(1, models::ServiceTime::exponential(milliseconds(100)));
    plan.discipline = DynamicBatching{.max_batch = b};
    Estimates wait;
    replicate(plan, l, 2e6, 10, [&](const KernelRun& run) { wait.add(run.result.wait.mean_seconds()); });
    expect_exact("mean wait", wait, a * r / ((1 - r) * (1 - r)) / l, kMeanTolerance);
}

/// M/G/1 processor sharing: mean sojourn E[S] / (1 - rho), whatever the distribution (Kleinrock 1976, section 4.4).
TEST(ProcessorSharing, mean_sojourn_is_insensitive_to_the_service_distribution) {
    const double rate = 7;
    for (const auto& service :
         {models::ServiceTime::exponential(milliseconds(100)), models::ServiceTime::constant(milliseconds(100)),
          models::ServiceTime::hyperexponential(milliseconds(100), 2)}) {
        DeploymentPlan plan = function(service, std::chrono::hours(100000));
        plan.pools.front().max_instances = 1;
        plan.discipline = RequestSlots{.concurrency = 10000, .processor_sharing = true};
        Estimates sojourn;
        replicate(plan, rate, 1e6, 10, [&](const KernelRun& run) {
            sojourn.add(run.result.latency.mean_seconds());
            EXPECT_EQ(run.result.requests.rejected, 0U);
        });
        expect_exact("mean sojourn", sojourn, 0.1 / (1 - rate * 0.1), kMeanTolerance);
    }
}

}  // namespace
}  // namespace plimsoll::sim::theory
