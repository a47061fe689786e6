// SPDX-FileCopyrightText: 2026 The Plimsoll authors
// SPDX-License-Identifier: Apache-2.0
#include "pricing/offer/price_factors.hpp"
#include "pricing/offer/billing.hpp"

#include "print.hpp"

#include <gtest/gtest.h>

namespace plimsoll::pricing {
namespace {

using scenarios::PriceFactorsSpec;
using scenarios::Purchase;

Offer offer_of(Meter meter) {
    Offer offer;
    offer.meters.push_back(std::move(meter));
    return offer;
}

InstanceMeter rent() {
    InstanceMeter meter;
    meter.on_demand_per_hour = Money::parse("0.526");
    meter.spot_per_hour = Money::parse("0.2039");
    return meter;
}

TEST(PriceFactors, MultiplyEachWayOfBuyingByItsOwn) {
    const auto offer = at_factors(offer_of(rent()), {0.8, 1, 1.5, 7});
    const auto& scaled = std::get<InstanceMeter>(offer.meters[0]);
    EXPECT_EQ(scaled.on_demand_per_hour, Money::parse("0.4208"));  // 0.526 x 0.8
    EXPECT_EQ(scaled.spot_per_hour, Money::parse("0.30585"));      // 0.2039 x 1.5
    EXPECT_FALSE(scaled.reserved_per_hour);
}

TEST(PriceFactors, MultiplyWhatIsPaidByUse) {
    WorkMeter work;
    work.tiers = {{Quantity(6), Money::parse("0.5")}, {std::nullopt, Money::parse("0.25")}};
    work.free_per_month = 400000;
    auto function = offer_of(work);
    function.meters.emplace_back(RequestMeter{Money::parse("0.20"), 1000000});
    function.meters.emplace_back(TokenMeter{Money::parse("0.12"), Money::parse("0.36")});
    function = at_factors(function, {9, 9, 9, 0.1});

    const auto& scaled = std::get<WorkMeter>(function.meters[0]);
    EXPECT_EQ(scaled.tiers[0].price, Money::parse("0.05"));
    EXPECT_EQ(scaled.tiers[1].price, Money::parse("0.025"));
    EXPECT_EQ(scaled.tiers[0].up_to, Quantity(6));
    EXPECT_EQ(scaled.free_per_month, 400000);
    EXPECT_EQ(std::get<RequestMeter>(function.meters[1]).per_million, Money::parse("0.02"));
    EXPECT_EQ(std::get<TokenMeter>(function.meters[2]).input_per_million, Money::parse("0.012"));
    EXPECT_EQ(std::get<TokenMeter>(function.meters[2]).output_per_million, Money::parse("0.036"));
}

// A factor is the decimal that was written, not the binary number nearest to it.
TEST(PriceFactors, AreExactDecimals) {
    const auto offer = at_factors(offer_of(rent()), {0.1, 1, 1, 1});
    EXPECT_EQ(std::get<InstanceMeter>(offer.meters[0]).on_demand_per_hour, Money::parse("0.0526"));
}

// 2 h at 0.526 x 0.8 and at the list's 0.526; what costs the same as on the list has no other price beside it.
TEST(PriceFactors, StandInTheBillWithTheListPriceBeside) {
    auto offer = offer_of(rent());
    offer.meters.emplace_back(RequestMeter{Money::parse("0.20"), 0});
    PoolUsage usage;
    usage.span = std::chrono::hours(24);
    usage.instances = {{std::chrono::hours(0), std::chrono::hours(2)}};
    usage.requests = 1'000'000;
    const auto result = bill(offer, usage, 0, {0.8, 1, 1, 1});
    ASSERT_EQ(result.lines.size(), 2U);
    EXPECT_EQ(result.lines[0].unit_price, Money::parse("0.4208"));
    EXPECT_EQ(result.lines[0].list_price, Money::parse("0.526"));
    EXPECT_EQ(result.lines[0].amount, Money::parse("0.8416"));
    EXPECT_FALSE(result.lines[1].list_price);
    EXPECT_EQ(result.total, Money::parse("1.0416"));
    EXPECT_EQ(result.list_total, Money::parse("1.252"));
    EXPECT_FALSE(bill(offer, usage, 0).list_total);
}

TEST(PriceFactors, BelongToHowAMeterIsBought) {
    const PriceFactorsSpec factors{2, 3, 4, 5};
    EXPECT_EQ(factor_of(factors, rent(), Purchase::on_demand), 2);
    EXPECT_EQ(factor_of(factors, rent(), Purchase::reserved), 3);
    EXPECT_EQ(factor_of(factors, rent(), Purchase::spot), 4);
    EXPECT_EQ(factor_of(factors, RequestMeter{}, Purchase::spot), 5);
}

}  // namespace
}  // namespace plimsoll::pricing
