// SPDX-FileCopyrightText: 2026 The Plimsoll authors
// SPDX-License-Identifier: Apache-2.0
#include "kernel_run.hpp"
#include "tests/models/linear_token_law.hpp"

namespace plimsoll::sim::theory {
namespace {

/// One seat, and answers of twenty steps: a server with a constant service time of 0.2 s (Pollaczek 1930, Khinchine
/// 1932: E[W] = rho E[S] / (2 (1 - rho))).
TEST(TokenByToken, with_one_seat_is_m_d_1) {
    constexpr double kService = 0.2;
    constexpr double kRate = 3.5;
    auto workload = poisson(kRate);
    auto& traffic = std::get<scenarios::GeneratedTraffic>(workload.traffic);
    traffic.input_tokens = scenarios::ConstantTokens{10};
    traffic.output_tokens = scenarios::ConstantTokens{20};
    DeploymentPlan plan = replicas(1, models::ServiceTime::constant(Duration(1)));
    plan.discipline = ContinuousBatching{.max_sequences = 1, .asynchronous = false};
    plan.pools.front().tokens = TokenServing{models::linear_token_law(kService / 20, 0, 0), 1000};
    Estimates wait;
    Estimates first_token;
    Estimates utilization;
    for (std::uint64_t seed = 1; seed <= 10; ++seed) {
        const auto run = run_once(plan, workload, std::chrono::hours(20), seed);
        wait.add(run.result.wait.mean_seconds());
        first_token.add(run.result.first_token.mean_seconds());
        utilization.add(run.result.utilization);
    }
    constexpr double kRho = kRate * kService;
    constexpr double kWait = kRho * kService / (2 * (1 - kRho));
    expect_exact("mean wait", wait, kWait, 0.01);
    expect_exact("mean time to the first token", first_token, kWait + kService / 20, 0.01);
    expect_exact("utilization", utilization, kRho, 0.01);
}

}  // namespace
}  // namespace plimsoll::sim::theory
