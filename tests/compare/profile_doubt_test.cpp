// SPDX-FileCopyrightText: 2026 The Plimsoll authors
// SPDX-License-Identifier: Apache-2.0
#include "sim/compare/profile_doubt.hpp"

#include "sim/compare/summary.hpp"
#include "sim/compare/warnings.hpp"
#include "tests/compare/made_runs.hpp"

#include <gmock/gmock.h>

namespace plimsoll::results::testing {
namespace {

using ::testing::HasSubstr;

constexpr double kNormal975 = 1.959963984540054;

DeploymentRuns served(const std::string& name, const std::string& profile) {
    DeploymentRuns runs = made_deployment(name, {"10", "10", "10"}, {100ms});
    runs.model = ServedModelFacts{R"({"name": "m"})", 1e6, {}, {"measured", profile, "a machine", "2026-11-24", 0.1}};
    return runs;
}

// Three equal replications of one request each: no interval by chance. Steps one standard deviation off move the mean
// by 10 ms either way and the cost by 2 USD a run: 1.96 times that is the half width.
TEST(ProfileDoubt, makes_the_interval_where_chance_makes_none) {
    DeploymentRuns runs = served("d", "p");
    runs.faster = made_run({90ms}, "8");
    runs.slower = made_run({110ms}, "12");
    const DeploymentResult result = summarise(made_scenario({}), runs);
    ASSERT_TRUE(result.latency.mean.ci);
    EXPECT_NEAR(result.latency.mean.ci->half_width(), kNormal975 * 0.010, 1e-9);
    EXPECT_NEAR(result.latency.mean.profile_half_width, kNormal975 * 0.010, 1e-9);
    ASSERT_TRUE(result.cost.total_ci);
    EXPECT_NEAR(result.cost.total_ci->half_width(), kNormal975 * 2, 1e-9);
}

TEST(ProfileDoubt, adds_to_chance_by_the_root_of_the_squares) {
    DeploymentRuns runs = served("d", "p");
    runs.runs = {made_run({90ms}, "10"), made_run({100ms}, "10"), made_run({110ms}, "10")};
    const auto chance = summarise(made_scenario({}), runs).latency.mean.ci;
    runs.faster = made_run({80ms}, "10");
    runs.slower = made_run({120ms}, "10");
    const auto both = summarise(made_scenario({}), runs).latency.mean.ci;
    ASSERT_TRUE(chance && both);
    EXPECT_NEAR(both->hi - 0.1, std::hypot(chance->hi - 0.1, kNormal975 * 0.020), 1e-6);
}

TEST(ProfileDoubt, leaves_results_without_a_profile_alone) {
    const DeploymentRuns runs = made_deployment("d", {"10", "10", "10"}, {100ms});
    const DeploymentResult result = summarise(made_scenario({}), runs);
    EXPECT_EQ(result.latency.mean.profile_half_width, 0);
    EXPECT_EQ(result.cost.total_ci->half_width(), 0);
}

// Two deployments on one profile are wrong together; on two, independently: 3 - 1 = 2, and sqrt(3^2 + 1^2).
TEST(ProfileDoubt, of_one_profile_partly_cancels_in_a_difference) {
    const auto result = [](const char* profile, double half) {
        DeploymentResult deployment;
        deployment.model = ServedModelFacts{"", 0, {}, {"measured", profile, "", "", 0.1}};
        deployment.cost.profile_half_width_per_month = half;
        return deployment;
    };
    const auto same = widened_difference(Interval{10, 10}, 10, result("p", 3), result("p", 1));
    EXPECT_NEAR(same->half_width(), 2, 1e-12);
    const auto other = widened_difference(Interval{10, 10}, 10, result("p", 3), result("q", 1));
    EXPECT_NEAR(other->half_width(), std::hypot(3, 1), 1e-12);
    EXPECT_EQ(widened_difference(Interval{9, 11}, 10, {}, {}), (Interval{9, 11}));
}

TEST(ProfileDoubt, warns_of_more_than_5_percent_of_steps_outside_the_profile) {
    DeploymentRuns runs = served("d", "my-machine");
    for (auto& run : runs.runs) {
        run.steps = 100;
        run.extrapolated_steps = 5;
    }
    EXPECT_FALSE(warn_extrapolated(summarise(made_scenario({}), runs)));
    runs.runs.front().extrapolated_steps = 8;
    const auto warning = warn_extrapolated(summarise(made_scenario({}), runs));
    ASSERT_TRUE(warning);
    EXPECT_THAT(warning->text, AllOf(HasSubstr("6.0 % of the steps"), HasSubstr("my-machine")));
}

}  // namespace
}  // namespace plimsoll::results::testing
