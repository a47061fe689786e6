// SPDX-FileCopyrightText: 2026 The Plimsoll authors
// SPDX-License-Identifier: Apache-2.0
#include "sim/compare/step_time_doubt.hpp"

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
TEST(StepTimeDoubt, makes_the_interval_where_chance_makes_none) {
    DeploymentRuns runs = served("d", "p");
    runs.faster = made_run({90ms}, "8");
    runs.slower = made_run({110ms}, "12");
    const DeploymentResult result = summarise(made_scenario({}), runs);
    ASSERT_TRUE(result.latency.mean.ci);
    EXPECT_NEAR(result.latency.mean.ci->half_width(), kNormal975 * 0.010, 1e-9);
    EXPECT_NEAR(result.latency.mean.step_time_margin, kNormal975 * 0.010, 1e-9);
    ASSERT_TRUE(result.cost.total_ci);
    EXPECT_NEAR(result.cost.total_ci->half_width(), kNormal975 * 2, 1e-9);
}

TEST(StepTimeDoubt, adds_to_chance_by_the_root_of_the_squares) {
    DeploymentRuns runs = served("d", "p");
    runs.runs = {made_run({90ms}, "10"), made_run({100ms}, "10"), made_run({110ms}, "10")};
    const auto chance = summarise(made_scenario({}), runs).latency.mean.ci;
    runs.faster = made_run({80ms}, "10");
    runs.slower = made_run({120ms}, "10");
    const auto both = summarise(made_scenario({}), runs).latency.mean.ci;
    ASSERT_TRUE(chance && both);
    EXPECT_NEAR(both->hi - 0.1, std::hypot(chance->hi - 0.1, kNormal975 * 0.020), 1e-6);
}

TEST(StepTimeDoubt, leaves_results_without_a_profile_alone) {
    const DeploymentRuns runs = made_deployment("d", {"10", "10", "10"}, {100ms});
    const DeploymentResult result = summarise(made_scenario({}), runs);
    EXPECT_EQ(result.latency.mean.step_time_margin, 0);
    EXPECT_EQ(result.cost.total_ci->half_width(), 0);
}

// Two deployments on one profile are wrong together; on two, independently: 3 - 1 = 2, and sqrt(3^2 + 1^2).
TEST(StepTimeDoubt, of_one_profile_partly_cancels_in_a_difference) {
    const auto result = [](const char* profile, double half) {
        DeploymentResult deployment;
        deployment.model = ServedModelFacts{"", 0, {}, {"measured", profile, "", "", 0.1}};
        deployment.cost.step_times_per_month = {-half, half};
        return deployment;
    };
    EXPECT_NEAR(step_time_margin_of_difference(result("p", 3), result("p", 1)).above, 2, 1e-12);
    EXPECT_NEAR(step_time_margin_of_difference(result("p", 3), result("p", 1)).below, 2, 1e-12);
    EXPECT_NEAR(step_time_margin_of_difference(result("p", 3), result("q", 1)).above, std::hypot(3, 1), 1e-12);
    EXPECT_EQ(step_time_margin_of_difference({}, {}).above, 0);
}

/// Times of a datasheet, good to a factor of two; one request of 100 ms for 10 USD a run, 100 a month.
DeploymentRuns timed_by_datasheet(const std::string& name, const std::string& device) {
    DeploymentRuns runs = made_deployment(name, {"10", "10", "10"}, {100ms});
    runs.model = ServedModelFacts{R"({"name": "m"})", 1e6, {}, {"datasheet", "", device, "2026-11-24", 0}};
    runs.step_factor = 2;
    return runs;
}

// At half the step time 60 ms and 9 USD, at twice 180 ms and 13 USD: the margins are these, on either side its own.
TEST(StepTimeDoubt, of_a_datasheet_reaches_from_one_end_of_its_factor_to_the_other) {
    DeploymentRuns runs = timed_by_datasheet("d", "T4");
    runs.faster = made_run({60ms}, "9");
    runs.slower = made_run({180ms}, "13");
    const DeploymentResult result = summarise(made_scenario({latency_slo(99, 150ms)}), runs);
    EXPECT_NEAR(result.latency.mean.ci->lo, 0.060, 1e-9);
    EXPECT_NEAR(result.latency.mean.ci->hi, 0.180, 1e-9);
    EXPECT_NEAR(result.cost.per_month_ci->lo, 90, 1e-9);
    EXPECT_NEAR(result.cost.per_month_ci->hi, 130, 1e-9);
    EXPECT_TRUE(result.slo.at(0).met);
    EXPECT_EQ(result.slo.at(0).clear, false);
}

// By chance 20 USD a month are clear; if steps take twice as long the winner costs 30 more.
TEST(StepTimeDoubt, of_a_datasheet_decides_whether_the_verdict_is_clear) {
    DeploymentRuns cheap = timed_by_datasheet("cheap", "T4");
    cheap.faster = made_run({60ms}, "9");
    cheap.slower = made_run({180ms}, "13");
    const auto dear = made_deployment("dear", {"12", "12", "12"}, {100ms});
    const auto comparison = compare(made_scenario({latency_slo(99, 1s)}), {cheap, dear}, {});
    const auto& verdict = comparison.verdict;
    EXPECT_EQ(verdict.chance_ci, (Interval{20, 20}));
    EXPECT_NEAR(verdict.step_times_ci->lo, 20 - 30, 1e-9);
    EXPECT_NEAR(verdict.step_times_ci->hi, 20 + 10, 1e-9);
    EXPECT_EQ(verdict.clear, false);
    EXPECT_EQ(verdict.largest_doubt, Doubt::step_times);
    EXPECT_THAT(verdict.sentences, ::testing::Contains(HasSubstr(
                                       "beyond chance, but not clear with all that may be off: -$10.00 to "
                                       "$30.00 more a month, 95 % confidence, mostly because of the error of step "
                                       "times")));
}

TEST(StepTimeDoubt, of_one_datasheet_cancels_in_a_difference) {
    const auto with = [](const std::string& name, const char* usual, const char* faster, const char* slower) {
        DeploymentRuns runs = timed_by_datasheet(name, "T4");
        for (auto& run : runs.runs) run = made_run({100ms}, usual);
        runs.faster = made_run({60ms}, faster);
        runs.slower = made_run({180ms}, slower);
        return runs;
    };
    const auto verdict =
        compare(made_scenario({}), {with("a", "10", "9", "13"), with("b", "12", "11", "15")}, {}).verdict;
    EXPECT_FALSE(verdict.step_times_ci);
    EXPECT_EQ(verdict.clear, true);
}

TEST(StepTimeDoubt, warns_of_more_than_5_percent_of_steps_outside_the_profile) {
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
