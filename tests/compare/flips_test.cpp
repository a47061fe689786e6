// SPDX-FileCopyrightText: 2026 The Plimsoll authors
// SPDX-License-Identifier: Apache-2.0
#include "sim/compare/flips.hpp"

#include "tests/compare/made_runs.hpp"

#include <gmock/gmock.h>

#include <cmath>

namespace plimsoll::results::testing {
namespace {

using ::testing::Contains;
using ::testing::HasSubstr;

DeploymentRuns timed(const std::string& name, const std::string& cost) {
    DeploymentRuns runs = made_deployment(name, {cost, cost}, {100ms});
    runs.model = ServedModelFacts{R"({"name": "m"})", 1e6, {}, {"datasheet", "", "T4", "2026-11-24", 0}};
    runs.step_factor = 2;
    return runs;
}

const Flip* of_kind(const Verdict& verdict, Flip::Kind kind) {
    for (const auto& flip : verdict.flips)
        if (flip.kind == kind) return &flip;
    return nullptr;
}

// 100 against 120 a month; at twice the step times 140: the difference of -20 becomes 20, so in log(factor) it is 0
// half way, at the root of 2.
TEST(Flips, step_times_flip_where_the_costs_come_to_the_same) {
    DeploymentRuns cheap = timed("cheap", "10");
    cheap.faster = made_run({100ms}, "8");
    cheap.slower = made_run({100ms}, "14");
    const auto verdict =
        compare(made_scenario({}), {cheap, made_deployment("dear", {"12", "12"}, {100ms})}, {}).verdict;
    const Flip* flip = of_kind(verdict, Flip::Kind::step_times);
    ASSERT_NE(flip, nullptr);
    EXPECT_NEAR(flip->factor, std::sqrt(2), 1e-9);
    EXPECT_EQ(flip->to, "dear");
    EXPECT_EQ(flip->what, "the datasheet of T4");
}

// p99 100 ms with a limit of 200 ms; at twice the times 400 ms, the square: the limit is reached at the root of 2.
TEST(Flips, step_times_flip_where_an_objective_is_missed) {
    DeploymentRuns only = timed("only", "10");
    only.faster = made_run({25ms}, "10");
    only.slower = made_run({400ms}, "10");
    const auto verdict = compare(made_scenario({latency_slo(99, 200ms)}), {only}, {}).verdict;
    const Flip* flip = of_kind(verdict, Flip::Kind::step_times);
    ASSERT_NE(flip, nullptr);
    EXPECT_NEAR(flip->factor, std::sqrt(2), 0.01);
    EXPECT_EQ(flip->to, "");
    EXPECT_THAT(flip->text, HasSubstr("then nobody meets the objectives"));
}

TEST(Flips, step_times_that_change_nothing_are_said_to) {
    DeploymentRuns cheap = timed("cheap", "10");
    cheap.faster = made_run({100ms}, "10");
    cheap.slower = made_run({100ms}, "10");
    const auto verdict =
        compare(made_scenario({}), {cheap, made_deployment("dear", {"12", "12"}, {100ms})}, {}).verdict;
    EXPECT_EQ(of_kind(verdict, Flip::Kind::step_times), nullptr);
    EXPECT_THAT(verdict.sentences,
                Contains(HasSubstr("Step times as far off as they may be would not change the winner.")));
}

// One line each of 10 and 12 USD at 1 USD an hour: the winner's price may rise by a fifth, the other's fall by a sixth.
TEST(Flips, a_price_flips_where_it_makes_up_the_difference) {
    auto cheap = made_deployment("cheap", {"10", "10"}, {100ms});
    auto dear = made_deployment("dear", {"12", "12"}, {100ms});
    dear.prices.offers.pools[0].id = "test/m2";
    const auto verdict = compare(made_scenario({}), {cheap, dear}, {}).verdict;
    ASSERT_EQ(verdict.flips.size(), 2U);
    EXPECT_NEAR(verdict.flips[0].factor, 1.2, 1e-9);
    EXPECT_NEAR(verdict.flips[1].factor, 1 - 2.0 / 12, 1e-9);
    EXPECT_EQ(verdict.flips[0].text, "on-demand m at $1.20 per hour instead of $1.00 (then 'dear')");
}

// Two deployments of the same machines at the same cost: no price tells them apart.
TEST(Flips, a_price_that_both_pay_alike_flips_nothing) {
    auto one = made_deployment("one", {"10.1", "10.1"}, {100ms});
    auto other = made_deployment("other", {"10.1", "10.1"}, {100ms});
    EXPECT_EQ(of_kind(compare(made_scenario({}), {one, other}, {}).verdict, Flip::Kind::price), nullptr);
    other.prices.offers.pools[0].id = "test/m2";
    EXPECT_EQ(of_kind(compare(made_scenario({}), {one, other}, {}).verdict, Flip::Kind::price), nullptr);
}

TEST(Flips, the_load_flips_at_the_next_change) {
    DeploymentRuns a = made_deployment("a", {"1"}, {1ms});
    DeploymentRuns b = made_deployment("b", {"2"}, {1ms});
    add_point(a, 1, "1", 1ms);
    add_point(a, 4, "5", 1ms);
    add_point(b, 1, "3", 1ms);
    add_point(b, 4, "3", 1ms);
    const auto verdict = compare(made_scenario({}), {a, b}, {}).verdict;
    const Flip* flip = of_kind(verdict, Flip::Kind::load);
    ASSERT_NE(flip, nullptr);
    EXPECT_NEAR(flip->factor, 2, 1e-9);
    EXPECT_EQ(flip->text, "a load above 2.0 (then 'b')");
}

}  // namespace
}  // namespace plimsoll::results::testing
