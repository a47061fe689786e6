// SPDX-FileCopyrightText: 2026 The Plimsoll authors
// SPDX-License-Identifier: Apache-2.0
#include "pricing/price_factors.hpp"

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
    auto offer = offer_of(rent());
    apply({0.8, 1, 1.5, 7}, offer);
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
    apply({9, 9, 9, 0.1}, function);

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
    auto offer = offer_of(rent());
    apply({0.1, 1, 1, 1}, offer);
    EXPECT_EQ(std::get<InstanceMeter>(offer.meters[0]).on_demand_per_hour, Money::parse("0.0526"));
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
