// SPDX-FileCopyrightText: 2026 The Plimsoll authors
// SPDX-License-Identifier: Apache-2.0
#include "sim/compare/price_doubt.hpp"

#include "sim/compare/summary.hpp"
#include "tests/compare/made_runs.hpp"

#include <gmock/gmock.h>

namespace plimsoll::results::testing {
namespace {

using ::testing::Contains;
using ::testing::HasSubstr;

DeploymentRuns unverified(const std::string& name, const std::string& cost) {
    DeploymentRuns runs = made_deployment(name, {cost, cost, cost}, {100ms});
    runs.prices.offers.pools[0].provenance.verified = false;
    return runs;
}

TEST(PriceDoubt, widens_what_no_primary_source_confirmed) {
    const auto result = summarise(made_scenario({}), unverified("d", "10"));
    EXPECT_NEAR(result.cost.per_month_ci->half_width(), 100 * kUnverifiedError, 1e-9);
    EXPECT_NEAR(result.cost.total_ci->half_width(), 10 * kUnverifiedError, 1e-9);
}

// The line is billed at 1 USD an hour.
TEST(PriceDoubt, tells_spot_from_the_list) {
    const auto half_width = [](const char* spot_price) {
        auto runs = made_deployment("d", {"10", "10", "10"}, {100ms});
        std::get<pricing::InstanceMeter>(runs.prices.offers.pools[0].meters[0]).spot_per_hour =
            pricing::Money::parse(spot_price);
        runs.prices.offers.pools[0].spot_provenance.emplace().verified = false;
        return summarise(made_scenario({}), runs).cost.per_month_ci->half_width();
    };
    EXPECT_GT(half_width("1"), 0);
    EXPECT_EQ(half_width("0.4"), 0);
}

// A fee of 20 % on what is billed for a machine is as wrong as the machine's price; one on the price on demand is not.
TEST(PriceDoubt, FeesThatAreSharesAreWrongWithThePrice) {
    const auto half_width = [](scenarios::ShareOf of) {
        auto runs = unverified("d", "10");
        scenarios::ExtraSpec spec;
        spec.per = scenarios::ExtraSpec::Per::machine_cost;
        runs.prices.offers.extras.push_back(
            pricing::extra_from(pricing::offer_from({"20", "%", "fee", scenarios::ExtraCategory::other, of}), spec));
        return summarise(made_scenario({}), runs).cost.per_month_ci->half_width();
    };
    EXPECT_NEAR(half_width(scenarios::ShareOf::billed), 120 * kUnverifiedError, 1e-9);
    EXPECT_NEAR(half_width(scenarios::ShareOf::on_demand), 100 * kUnverifiedError, 1e-9);
}

TEST(PriceDoubt, decides_a_verdict_between_different_prices_only) {
    const auto same = compare(made_scenario({}), {unverified("a", "10"), unverified("b", "11")}, {}).verdict;
    EXPECT_NEAR(same.prices_ci->half_width(), 10 * kUnverifiedError, 1e-9);  // of the 10 a month that differ
    EXPECT_EQ(same.clear, true);

    auto other = unverified("b", "11");
    other.prices.offers.pools[0].id = "test/other";
    const auto verdict = compare(made_scenario({}), {unverified("a", "10"), other}, {}).verdict;
    EXPECT_EQ(verdict.clear, false);
    EXPECT_EQ(verdict.largest_doubt, Doubt::prices);
    EXPECT_THAT(verdict.sentences, Contains(HasSubstr("mostly because of prices that no primary source confirmed")));
}

// Starts and work of a function, and hours at each price of a recorded market, are wrong together.
TEST(PriceDoubt, LinesOfOnePriceAreWrongTogether) {
    const auto line = [](const char* item, const char* offer, const char* unit, const char* price) {
        CostLine made;
        made.item = item;
        made.offer = offer;
        made.unit = unit;
        made.unit_price = pricing::Money::parse(price);
        return made;
    };
    auto work = line("duration", "aws/x/f", "GB-second", "0.00002");
    auto start = line("initialization", "aws/x/f", "GB-second", "0.00002");
    EXPECT_FALSE(share_price(work, start));  // two extras at one price
    work.what_for = pricing::BilledFor::work;
    start.what_for = pricing::BilledFor::start;
    EXPECT_TRUE(share_price(work, start));
    EXPECT_FALSE(share_price(work, line("requests", "aws/x/f", "1M requests", "0.00002")));
    EXPECT_FALSE(share_price(work, line("duration", "aws/y/f", "GB-second", "0.00002")));
    EXPECT_TRUE(share_price(line("spot m", "aws/x/m", "hour", "0.2"), line("spot m", "aws/x/m", "hour", "0.3")));
    EXPECT_FALSE(share_price(line("spot m", "aws/x/m", "hour", "0.2"), line("on-demand m", "aws/x/m", "hour", "0.5")));
}

}  // namespace
}  // namespace plimsoll::results::testing
