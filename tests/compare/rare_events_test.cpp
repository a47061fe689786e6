// SPDX-FileCopyrightText: 2026 The Plimsoll authors
// SPDX-License-Identifier: Apache-2.0
#include "sim/compare/rare_events.hpp"

#include "sim/compare/summary.hpp"
#include "sim/compare/warnings.hpp"
#include "tests/compare/made_runs.hpp"

#include <fmt/format.h>
#include <gmock/gmock.h>

#include <cmath>
#include <random>

namespace plimsoll::results::testing {
namespace {

using ::testing::HasSubstr;

// Pearson and Hartley, Biometrika Tables for Statisticians, table 40.
TEST(PoissonInterval, is_that_of_the_tables) {
    EXPECT_EQ(poisson_interval(0).lo, 0);
    EXPECT_NEAR(poisson_interval(0).hi, 3.689, 5e-4);
    EXPECT_NEAR(poisson_interval(1).lo, 0.0253, 5e-5);
    EXPECT_NEAR(poisson_interval(1).hi, 5.572, 5e-4);
    EXPECT_NEAR(poisson_interval(10).lo, 4.795, 5e-4);
    EXPECT_NEAR(poisson_interval(10).hi, 18.39, 5e-3);
}

RunResult with_interruptions(std::uint64_t interruptions, double cost) {
    RunResult run = made_run({100ms}, fmt::format("{:.9f}", cost));
    run.instances.interrupted = interruptions;
    return run;
}

DeploymentRuns spot(const std::vector<RunResult>& runs) {
    DeploymentRuns deployment;
    deployment.name = "spot";
    deployment.interruptible = true;
    deployment.prices.offers.pools = {made_offer()};
    deployment.runs = runs;
    return deployment;
}

// Four replications without any: up to 3.689 / 4 each may be usual. One costs 0.5, as five more do 2.5.
TEST(RareEvents, that_were_not_seen_have_an_interval_all_the_same) {
    auto deployment = spot({4, with_interruptions(0, 10)});
    deployment.interrupted_more.emplace_back(0, with_interruptions(5, 12.5));
    const auto result = summarise(made_scenario({}), deployment);
    EXPECT_NEAR(result.cost.total_ci->lo, 10, 1e-9);
    EXPECT_NEAR(result.cost.total_ci->hi, 10 + 0.5 * 3.689 / 4, 1e-3);
    EXPECT_NEAR(result.cost.per_month_ci->hi, 100 + 5 * 3.689 / 4, 1e-2);
    EXPECT_NEAR(result.interruptions_ci->hi, 3.689 / 4, 1e-3);
    const auto warning = warn_few_interruptions(result);
    ASSERT_TRUE(warning);
    EXPECT_THAT(warning->text, HasSubstr("only 0 interruptions were seen"));
}

TEST(RareEvents, are_left_alone_where_ten_were_seen_or_none_can_be) {
    EXPECT_FALSE(summarise(made_scenario({}), spot({4, with_interruptions(3, 10)})).interruptions_ci);
    auto safe = spot({4, with_interruptions(0, 10)});
    safe.interruptible = false;
    EXPECT_FALSE(warn_few_interruptions(summarise(made_scenario({}), safe)));
}

/// Draws of a machine that costs 10 and is interrupted `mean` times a replication, each for an exponential cost of 1.
class Draws {
public:
    explicit Draws(std::uint64_t seed) : engine_(seed) {}

    RunResult operator()(double mean) {
        std::uint64_t interruptions = 0;
        double cost = 10;
        for (double time = exponential(); time < mean; time += exponential()) {
            ++interruptions;
            cost += exponential();
        }
        return with_interruptions(interruptions, cost);
    }

private:
    double exponential() {
        constexpr double kUnit = 0x1p-53;
        return -std::log((static_cast<double>(engine_() >> 11) + 0.5) * kUnit);
    }
    std::mt19937_64 engine_;
};

// A mean time of 100 h on one machine over five days of replications: 1.2 interruptions in all. Of the intervals of the
// spread alone, a quarter misses the mean and a fifth has no width.
TEST(RareEvents, are_covered_by_95_of_100_intervals) {
    constexpr int kExperiments = 200;
    constexpr double kMean = 0.24;
    int covered = 0;
    int without_width = 0;
    for (int i = 0; i < kExperiments; ++i) {
        Draws draw(static_cast<std::uint64_t>(i) + 1);
        std::vector<RunResult> runs;
        for (int r = 0; r < 5; ++r) runs.push_back(draw(kMean));
        auto deployment = spot(runs);
        for (std::size_t r = 0; r < 4; ++r) deployment.interrupted_more.emplace_back(r, draw(5));
        const auto result = summarise(made_scenario({}), deployment);
        covered += result.cost.total_ci->contains(10 + kMean) ? 1 : 0;
        without_width += result.cost.total_ci->half_width() == 0 ? 1 : 0;
    }
    EXPECT_GE(covered, 190);
    EXPECT_EQ(without_width, 0);
}

}  // namespace
}  // namespace plimsoll::results::testing
