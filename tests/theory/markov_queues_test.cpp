// SPDX-FileCopyrightText: 2026 The Plimsoll authors
// SPDX-License-Identifier: Apache-2.0
//
// Poisson arrivals (rate l), exponential service (rate m), c replicas, central queue. Sources: Gross, Shortle, Thompson
// and Harris, Fundamentals of Queueing Theory, 4th ed., sections 2.2 (M/M/1), 2.3 (M/M/c) and 2.5 (M/M/c/c).
#include "tests/theory/erlang.hpp"
#include "tests/theory/kernel_run.hpp"

namespace plimsoll::sim::theory {
namespace {

constexpr double kServiceRate = 10;  // per second and replica

models::ServiceTime exponential_service() { return models::ServiceTime::exponential(std::chrono::milliseconds(100)); }

TEST(MM1, sojourn_time_is_exponential_with_rate_m_minus_l) {
    const double l = 8;
    Estimates mean, p50, p90, p99;
    replicate(replicas(1, exponential_service()), l, 2e6, 10, [&](const KernelRun& run) {
        mean.add(run.result.latency.mean_seconds());
        p50.add(seconds_of(run.result.latency.quantile(0.50)));
        p90.add(seconds_of(run.result.latency.quantile(0.90)));
        p99.add(seconds_of(run.result.latency.quantile(0.99)));
    });
    const double rate = kServiceRate - l;
    expect_exact("mean", mean, 1 / rate, kMeanTolerance);
    expect_exact("p50", p50, std::log(2.0) / rate, kMeanTolerance);
    expect_exact("p90", p90, std::log(10.0) / rate, kP99Tolerance);
    expect_exact("p99", p99, std::log(100.0) / rate, kP99Tolerance);
}

struct Station {
    int c;
    double rho;
    double requests;
};

class MMc : public testing::TestWithParam<Station> {};

/// Mean wait C / (c m - l); P(wait > t) = C exp(-(c m - l) t), so that p99 = ln(100 C) / (c m - l) where C > 1 %.
TEST_P(MMc, wait_follows_erlang_c) {
    const auto [c, rho, requests] = GetParam();
    const double l = rho * c * kServiceRate;
    const double waits = erlang_c(c, l / kServiceRate);
    Estimates mean, p99;
    replicate(replicas(static_cast<std::uint32_t>(c), exponential_service()), l, requests, 10,
              [&](const KernelRun& run) {
                  mean.add(run.result.wait.mean_seconds());
                  p99.add(seconds_of(run.result.wait.quantile(0.99)));
              });
    expect_exact("mean wait", mean, waits / (c * kServiceRate - l), kMeanTolerance);
    expect_exact("p99 wait", p99, std::log(100 * waits) / (c * kServiceRate - l), kP99Tolerance);
}

INSTANTIATE_TEST_SUITE_P(stations, MMc,
                         testing::Values(Station{4, 0.5, 1e6}, Station{4, 0.8, 2e6}, Station{4, 0.95, 12e6}));

/// M/M/c/c: the share of arrivals turned away is Erlang's B, whatever the distribution of service.
TEST(ErlangLoss, blocking_probability_is_erlang_b_for_any_service_distribution) {
    const int c = 5;
    const double l = 40;
    for (const auto& service : {exponential_service(), models::ServiceTime::constant(std::chrono::milliseconds(100)),
                                models::ServiceTime::hyperexponential(std::chrono::milliseconds(100), 2)}) {
        DeploymentPlan plan = replicas(c, service);
        plan.discipline = DynamicBatching{.max_queue = 0};
        Estimates blocked;
        replicate(plan, l, 1e6, 10, [&](const KernelRun& run) {
            blocked.add(static_cast<double>(run.result.requests.rejected) /
                        static_cast<double>(run.result.requests.arrived));
            EXPECT_EQ(run.result.wait.max(), Duration{0});
        });
        expect_exact("blocking", blocked, erlang_b(c, l / kServiceRate), kMeanTolerance);
    }
}

}  // namespace
}  // namespace plimsoll::sim::theory
