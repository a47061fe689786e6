// SPDX-FileCopyrightText: 2026 The Plimsoll authors
// SPDX-License-Identifier: Apache-2.0
#include "pricing/offer/billing.hpp"
#include "pricing/offer/catalog.hpp"

#include "print.hpp"

#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include <tuple>

namespace plimsoll::pricing {
namespace {

using namespace std::chrono_literals;

Extra per_machine_cost(Offer fee) {
    scenarios::ExtraSpec spec;
    spec.per = scenarios::ExtraSpec::Per::machine_cost;
    return extra_from(std::move(fee), spec);
}

/// A share of what machines cost.
Extra share(const char* percent, scenarios::ShareOf of) {
    return per_machine_cost(offer_from({percent, "%", "managed", scenarios::ExtraCategory::other, of}));
}

/// 1 USD an hour on demand, 0.40 on spot and 0.70 reserved.
Offer machine() {
    Offer offer;
    offer.id = "aws/here/m";
    InstanceMeter meter;
    meter.on_demand_per_hour = Money::parse("1");
    meter.spot_per_hour = Money::parse("0.40");
    meter.reserved_per_hour = Money::parse("0.70");
    offer.meters = {meter};
    return offer;
}

/// Pools that rent machines for 10 hours on demand and 30 on spot; and for 20 hours reserved, in a month of 730.
std::vector<PoolUsage> rented() {
    using scenarios::Purchase;
    PoolUsage mixed;
    mixed.span = kMonth;
    mixed.requests = 1'000'000;
    mixed.instances = {{0h, 10h}, {0h, 30h, Purchase::spot}};
    PoolUsage reserved;
    reserved.span = kMonth;
    reserved.instances = {{0h, 20h, Purchase::reserved}};
    return {mixed, reserved};
}

// 10 x 1.00 + 30 x 0.40 = 22 are billed for the first pool, and 730 x 0.70 = 511 for the second; on demand their 40 and
// 20 hours cost a dollar each.
TEST(Shares, AreOfWhatIsBilledOrOfThePriceOnDemand) {
    const auto lines = [](scenarios::ShareOf of, const scenarios::PriceFactorsSpec& factors = {}) {
        std::vector<std::tuple<std::size_t, std::string, std::string, BilledFor>> shares;
        for (const auto& line : bill({{machine(), machine()}, {share("12", of)}}, rented(), factors).lines)
            if (line.item == "managed") {
                EXPECT_EQ(line.unit, "USD");
                shares.emplace_back(line.pool.value(), line.quantity, line.amount.text(), line.what_for);
            }
        return shares;
    };
    using Line = std::tuple<std::size_t, std::string, std::string, BilledFor>;
    EXPECT_EQ(lines(scenarios::ShareOf::billed), (std::vector{Line(0, "22", "2.64", BilledFor::billed_share),
                                                              Line(1, "511", "61.32", BilledFor::billed_share)}));
    EXPECT_EQ(lines(scenarios::ShareOf::on_demand), (std::vector{Line(0, "40", "4.80", BilledFor::on_demand_share),
                                                                 Line(1, "20", "2.40", BilledFor::on_demand_share)}));
    // A discount on machines is one on a share of what is billed; the list's price on demand stays. One on what is used
    // is one on the fee.
    scenarios::PriceFactorsSpec factors;
    factors.on_demand = 0.5;
    factors.spot = 0.5;
    factors.usage = 0.25;
    EXPECT_EQ(std::get<2>(lines(scenarios::ShareOf::billed, factors)[0]), "0.33");     // 11 x 0.03
    EXPECT_EQ(std::get<2>(lines(scenarios::ShareOf::on_demand, factors)[0]), "1.20");  // 40 x 0.03
}

TEST(Shares, OfNoMachineAreNoLine) {
    PoolUsage idle;
    idle.span = kMonth;
    const auto result =
        bill({{Offer{}, machine()}, {share("12", scenarios::ShareOf::billed)}}, std::vector{rented()[0], idle});
    EXPECT_TRUE(result.lines.empty());
}

// An interrupted spot machine may be free in its first hour: the fee on what is billed is, too, the other is not.
TEST(Shares, CountLivesThatAreNotCharged) {
    auto offer = machine();
    std::get<InstanceMeter>(offer.meters[0]).free_if_interrupted_within = 1h;
    PoolUsage usage;
    usage.span = kMonth;
    usage.instances = {{0h, 30min, scenarios::Purchase::spot, true}};
    const auto total = [&](scenarios::ShareOf of) { return bill({{offer}, {share("10", of)}}, {&usage, 1}).total; };
    EXPECT_EQ(total(scenarios::ShareOf::billed), Money());
    EXPECT_EQ(total(scenarios::ShareOf::on_demand), Money::parse("0.05"));
}

// What the price list has for machines of three families, beside their price on demand.
TEST(Shares, OfTheCatalogAreThePricesOfTheList) {
    const auto catalog = Catalog::load(PLIMSOLL_SOURCE_DIR "/pricing/catalog");
    const auto fee_of = [&](const char* id, const char* on_demand) {
        auto offer = machine();
        std::get<InstanceMeter>(offer.meters[0]).on_demand_per_hour = Money::parse(on_demand);
        PoolUsage hour;
        hour.span = kMonth;
        hour.instances = {{0h, 1h, scenarios::Purchase::spot}};
        const auto result = bill({{offer}, {per_machine_cost(*catalog.find(id))}}, {&hour, 1});
        return result.lines.back().amount.rounded(5).text();
    };
    EXPECT_EQ(fee_of("aws/us-east-1/eks-auto-mode", "0.077"), "0.00924");
    EXPECT_EQ(fee_of("aws/us-east-1/eks-auto-mode", "0.1302"), "0.01562");
    EXPECT_EQ(fee_of("aws/us-east-1/eks-auto-mode", "0.1344"), "0.01613");
    EXPECT_EQ(fee_of("aws/us-east-1/eks-auto-mode-g", "1.237"), "0.09649");
    EXPECT_EQ(fee_of("aws/us-east-1/eks-auto-mode-g", "0.9896"), "0.07719");
    EXPECT_EQ(fee_of("aws/us-east-1/eks-auto-mode-g", "1.1672"), "0.09104");
}

}  // namespace
}  // namespace plimsoll::pricing
