// SPDX-FileCopyrightText: 2026 The Plimsoll authors
// SPDX-License-Identifier: Apache-2.0
#include "sim/compare/sensitivities.hpp"

#include "sim/compare/summary.hpp"
#include "tests/compare/made_runs.hpp"

#include <gtest/gtest.h>

namespace plimsoll::results::testing {
namespace {

using pricing::Money;

/// 100 USD a month at a p99 of 100 ms; with assumption `what` 80 USD at 50 ms, and 150 USD at 400 ms.
DeploymentRuns varied(const std::string& what) {
    DeploymentRuns runs = made_deployment("d", {"10"}, {100ms});
    runs.pointer = "/deployments/3";
    Sensitivity assumption;
    assumption.what = what;
    runs.varied = {{assumption, {made_run({50ms}, "8")}, {made_run({400ms}, "15")}}};
    return runs;
}

TEST(Sensitivities, are_what_the_deployment_comes_to_at_either_end) {
    const auto result = summarise(made_scenario({}), varied("load"));
    ASSERT_EQ(result.sensitivities.size(), 1U);
    const auto& load = result.sensitivities[0];
    EXPECT_EQ(load.at_low.per_month, Money::parse("80"));
    EXPECT_EQ(load.at_high.per_month, Money::parse("150"));
    EXPECT_EQ(cost_span(load), 70);
    EXPECT_EQ(load.at_low.p99_s, 0.05);
    EXPECT_EQ(load.at_high.p99_s, 0.4);
    EXPECT_EQ(p99_span(load), 0.4 - 0.05);
}

TEST(Sensitivities, are_not_there_where_nobody_asked) {
    DeploymentRuns runs = made_deployment("d", {"10"}, {100ms});
    runs.prices.offers.pools[0].provenance.verified = false;
    EXPECT_TRUE(summarise(made_scenario({}), runs).sensitivities.empty());
}

// 100 USD a month by one unconfirmed price, off by 30 % either way; latency knows no prices.
TEST(Sensitivities, move_the_cost_by_an_unconfirmed_price_without_a_simulation) {
    DeploymentRuns runs = varied("load");
    runs.prices.offers.pools[0].provenance.verified = false;
    const auto result = summarise(made_scenario({}), runs);
    ASSERT_EQ(result.sensitivities.size(), 2U);
    const auto& price = result.sensitivities[1];
    EXPECT_EQ(price.kind, Sensitivity::Kind::price);
    EXPECT_EQ(price.what, "price of on-demand m");
    EXPECT_EQ(price.pointer, "/deployments/3/pools/0/offer/price");
    EXPECT_EQ(price.base, 1);
    EXPECT_EQ(price.low, 0.7);
    EXPECT_EQ(price.high, 1.3);
    EXPECT_EQ(price.at_low.per_month, Money::parse("70"));
    EXPECT_EQ(price.at_high.per_month, Money::parse("130"));
    EXPECT_EQ(price.at_low.p99_s, price.at_high.p99_s);
    EXPECT_EQ(ends_text(price), "$0.700 to $1.30 per hour");
}

TEST(Sensitivities, of_pools_that_pay_one_price_are_one) {
    DeploymentRuns runs = varied("load");
    runs.prices.offers.pools[0].provenance.verified = false;
    runs.prices.offers.pools.push_back(runs.prices.offers.pools[0]);
    runs.runs[0].usage.push_back(made_usage("20"));  // 200 USD a month
    runs.varied->front().low[0].usage.emplace_back();
    runs.varied->front().high[0].usage.emplace_back();
    const auto result = summarise(made_scenario({}), runs);
    ASSERT_EQ(result.sensitivities.size(), 2U);
    EXPECT_EQ(result.sensitivities[1].at_low.per_month, Money::parse("210"));
    EXPECT_EQ(result.sensitivities[1].at_high.per_month, Money::parse("390"));
}

TEST(Sensitivities, leave_out_an_assumption_of_which_a_simulation_was_lost) {
    DeploymentRuns runs = varied("load");
    runs.varied->front().high.clear();
    EXPECT_TRUE(summarise(made_scenario({}), runs).sensitivities.empty());
}

// Shares: 70 of 100 USD and 350 of 100 ms, against 20 USD and nothing.
TEST(Sensitivities, are_ranked_by_the_larger_share_of_cost_or_latency) {
    DeploymentRuns runs = varied("large");
    Sensitivity small;
    small.what = "small";
    runs.varied->insert(runs.varied->begin(), {small, {made_run({100ms}, "9")}, {made_run({100ms}, "11")}});
    const auto sorted = by_effect(summarise(made_scenario({}), runs));
    ASSERT_EQ(sorted.size(), 2U);
    EXPECT_EQ(sorted[0].what, "large");
    EXPECT_EQ(sorted[1].what, "small");
}

TEST(Sensitivities, say_their_ends_with_a_unit) {
    Sensitivity each;
    each.low = 0.8;
    each.high = 1.2;
    EXPECT_EQ(ends_text(each), "0.8 to 1.2 times");
    each.low = 9'000;
    each.high = 36'000;
    each.unit = "s";
    EXPECT_EQ(ends_text(each), "2.50 h to 10.0 h");
}

}  // namespace
}  // namespace plimsoll::results::testing
