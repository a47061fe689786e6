// SPDX-FileCopyrightText: 2026 The Plimsoll authors
// SPDX-License-Identifier: Apache-2.0
#include "pricing/meter/reservations.hpp"
#include "pricing/offer/billing.hpp"

#include "print.hpp"
#include "scenarios/enum_names.hpp"

#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include <random>

namespace plimsoll::pricing {
namespace {

using namespace std::chrono_literals;
using scenarios::Purchase;

Offer machine(InstanceMeter meter) {
    Offer offer;
    offer.id = "aws/us-east-1/g4dn.xlarge";
    offer.meters = {std::move(meter)};
    return offer;
}

/// EC2's rules: per second, 60 s minimum, first hour free when the provider interrupts a spot instance.
InstanceMeter ec2() {
    InstanceMeter meter;
    meter.on_demand_per_hour = Money::parse("3.60");  // 0.001 USD a second
    meter.spot_per_hour = Money::parse("1.80");
    meter.reserved_per_hour = Money::parse("2.00");
    meter.free_if_interrupted_within = 1h;
    return meter;
}

PoolUsage lives(std::vector<InstanceUse> instances, Duration span = 24h) {
    PoolUsage usage;
    usage.span = span;
    usage.instances = std::move(instances);
    return usage;
}

Money cost(const Offer& offer, const PoolUsage& usage) { return bill(offer, usage, 0).total; }

TEST(InstanceMeter, BillsBySecondRoundedUpWithAMinuteMinimum) {
    const auto on_demand = [](Duration life) {
        return cost(machine(ec2()), lives({{5s, 5s + life, Purchase::on_demand, false}})).text();
    };
    EXPECT_EQ(on_demand(0s), "0.06");
    EXPECT_EQ(on_demand(1ns), "0.06");
    EXPECT_EQ(on_demand(60s), "0.06");
    EXPECT_EQ(on_demand(60s + 1ns), "0.061");
    EXPECT_EQ(on_demand(61s), "0.061");
    EXPECT_EQ(on_demand(1h), "3.60");
}

TEST(InstanceMeter, EveryLaunchIsRoundedByItself) {
    const auto usage = lives({{0s, 10s, Purchase::on_demand, false}, {20s, 30s, Purchase::on_demand, false}});
    const auto result = bill(machine(ec2()), usage, 3);
    EXPECT_EQ(result.total.text(), "0.12");  // two minimums of 60 s, not one of 60 s nor 20 s
    ASSERT_EQ(result.lines.size(), 1U);
    EXPECT_EQ(result.lines[0].item, "on-demand g4dn.xlarge");
    EXPECT_EQ(result.lines[0].quantity, "0.033333");
    EXPECT_EQ(result.lines[0].unit, "hour");
    EXPECT_EQ(result.lines[0].pool, 3U);
}

TEST(InstanceMeter, EachPurchaseHasItsPriceAndItsLine) {
    const auto result =
        bill(machine(ec2()), lives({{0s, 1h, Purchase::spot, false}, {0s, 2h, Purchase::on_demand, false}}), 0);
    ASSERT_EQ(result.lines.size(), 2U);
    EXPECT_EQ(result.lines[0].item, "on-demand g4dn.xlarge");
    EXPECT_EQ(result.lines[0].amount.text(), "7.20");
    EXPECT_EQ(result.lines[1].item, "spot g4dn.xlarge");
    EXPECT_EQ(result.lines[1].amount.text(), "1.80");
    EXPECT_EQ(result.total.text(), "9.00");
}

TEST(InstanceMeter, ASpotInstanceInterruptedInItsFirstHourCostsNothing) {
    const auto spot = [](Duration life, bool interrupted, Purchase purchase = Purchase::spot) {
        return cost(machine(ec2()), lives({{10min, 10min + life, purchase, interrupted}})).text();
    };
    EXPECT_EQ(spot(1h - 1ns, true), "0.00");
    EXPECT_EQ(spot(1h, true), "1.80");      // exactly one hour is no longer "within the first hour"
    EXPECT_EQ(spot(59min, false), "1.77");  // stopped by its user: the seconds used
    EXPECT_EQ(spot(59min, true, Purchase::on_demand), "3.54");
}

TEST(InstanceMeter, EachLineSaysHowItsMachinesAreBought) {
    const auto uses = lives({{0s, 2h, Purchase::on_demand},
                             {0s, 2h, Purchase::spot},
                             {0s, 30min, Purchase::spot, true},
                             {0s, 2h, Purchase::reserved}});
    std::vector<std::optional<Purchase>> bought;
    for (const auto& line : bill(machine(ec2()), uses, 0).lines) {
        bought.push_back(line.purchase);
        EXPECT_TRUE(line.item.starts_with(scenarios::name_of(*line.purchase))) << line.item;
    }
    EXPECT_EQ(bought, (std::vector<std::optional<Purchase>>{Purchase::on_demand, Purchase::spot, Purchase::spot,
                                                            Purchase::reserved}));
}

TEST(InstanceMeter, TheRefundIsShownAsALineWithoutAmount) {
    const auto result = bill(machine(ec2()), lives({{0s, 30min, Purchase::spot, true}}), 0);
    ASSERT_EQ(result.lines.size(), 1U);
    EXPECT_EQ(result.lines[0].item, "spot g4dn.xlarge, interrupted early, not charged");
    EXPECT_EQ(result.lines[0].quantity, "0.5");
    EXPECT_EQ(result.lines[0].amount, Money{});
}

TEST(InstanceMeter, ProvidersWithoutARefundBillTheSeconds) {
    auto meter = ec2();
    meter.free_if_interrupted_within = {};
    EXPECT_EQ(cost(machine(meter), lives({{0s, 30min, Purchase::spot, true}})).text(), "0.90");
}

TEST(InstanceMeter, ReservedInstancesAreBilledForTheWholeSpan) {
    // Two overlap; the third begins in the instant in which the first ends, so it takes over the first one's
    // reservation.
    const auto usage = lives(
        {{0h, 2h, Purchase::reserved, false}, {1h, 3h, Purchase::reserved, false}, {2h, 4h, Purchase::reserved, false}},
        10h);
    const auto result = bill(machine(ec2()), usage, 0);
    EXPECT_EQ(result.total.text(), "40.00");  // 2 instances x 10 h x 2.00
    ASSERT_EQ(result.lines.size(), 1U);
    EXPECT_EQ(result.lines[0].item, "reserved g4dn.xlarge (2 for the whole period)");
    EXPECT_EQ(result.lines[0].quantity, "20");
}

// The benefit of a reservation counts by the clock hour, of one instance or of several at once.
TEST(InstanceMeter, AReservationCoversAnHourOfUseInEachClockHour) {
    const auto reservations = [](std::vector<std::pair<Duration, Duration>> lives_of, Duration span = 24h) {
        std::vector<InstanceUse> uses;
        for (const auto& [start, end] : lives_of) uses.push_back({start, end, Purchase::reserved, false});
        return reservations_needed(uses, span);
    };
    std::vector<std::pair<Duration, Duration>> two_half_hours;
    for (int hour = 0; hour < 24; ++hour)
        two_half_hours.insert(two_half_hours.end(), 2, {hour * 1h, hour * 1h + 30min});
    EXPECT_EQ(reservations(two_half_hours), 1);
    EXPECT_EQ(reservations({{0s, 30min}, {0s, 30min + 1ns}}), 2);   // a nanosecond more than an hour
    EXPECT_EQ(reservations({{30min, 90min}, {30min, 90min}}), 1);   // half an hour of each in either hour
    EXPECT_EQ(reservations({{0s, 24h}, {10h, 10h + 20min}}), 2);    // one is there all the time
    EXPECT_EQ(reservations({{0s, 30min}, {0s, 30min}}, 30min), 2);  // the period has no more of this hour
    EXPECT_EQ(reservations({{0s, 30min}, {0s, 30min}}, 20min), 2);  // a batch is paid to its end
    EXPECT_EQ(reservations({{5h, 5h}}), 1);                         // stopped in the moment it started
    EXPECT_EQ(reservations({}), 0);
}

TEST(InstanceMeter, UsageWithoutAPriceIsABug) {
    auto meter = ec2();
    meter.spot_per_hour.reset();
    EXPECT_THROW((void)cost(machine(meter), lives({{0s, 1h, Purchase::spot, false}})), std::logic_error);
}

TEST(MissingPrice, SaysWhichPurchasesThereAre) {
    auto meter = ec2();
    meter.spot_per_hour.reset();
    EXPECT_EQ(missing_price(machine(meter), Purchase::on_demand), std::nullopt);
    EXPECT_EQ(missing_price(machine(meter), Purchase::spot),
              "'aws/us-east-1/g4dn.xlarge' has no spot price (it has: on-demand, reserved)");
}

TEST(MissingPrice, WhatIsBilledByUseHasOnlyOnDemand) {
    Offer offer;
    offer.id = "api";
    offer.meters = {TokenMeter{}};
    EXPECT_EQ(missing_price(offer, Purchase::on_demand), std::nullopt);
    EXPECT_EQ(missing_price(offer, Purchase::spot), "'api' is billed by use and cannot be bought as spot");
}

TEST(MissingPrice, AnOfferWithoutMetersHasNoPrice) {
    Offer offer;
    offer.id = "in-line";
    EXPECT_EQ(missing_price(offer, Purchase::on_demand), "'in-line' has no on-demand price");
}

Offer api() {
    Offer offer;
    offer.id = "api";
    offer.meters = {TokenMeter{Money::parse("0.15"), Money::parse("0.60")}};
    return offer;
}

TEST(TokenMeter, BillsInputAndOutputTokensApart) {
    PoolUsage usage;
    usage.span = 1h;
    usage.input_tokens = 2'000'000;
    usage.output_tokens = 500'000;
    const auto result = bill(api(), usage, 0);
    ASSERT_EQ(result.lines.size(), 2U);
    EXPECT_EQ(result.lines[0].item, "input tokens");
    EXPECT_EQ(result.lines[0].amount.text(), "0.30");
    EXPECT_EQ(result.lines[1].item, "output tokens");
    EXPECT_EQ(result.lines[1].quantity, "0.5");
    EXPECT_EQ(result.total.text(), "0.60");
}

TEST(Bill, NoUsageGivesNoLinesAndNoCost) {
    auto offer = machine(ec2());
    offer.meters.emplace_back(RequestMeter{Money::parse("0.20"), 1'000'000});
    offer.meters.emplace_back(TokenMeter{});
    WorkMeter work;
    work.units_per_second = 1;
    work.tiers = {{std::nullopt, Money::parse("1")}};
    offer.meters.emplace_back(work);
    const auto result = bill(offer, lives({}), 0);
    EXPECT_TRUE(result.lines.empty());
    EXPECT_EQ(result.total, Money{});
}

TEST(Bill, PerMonthScalesByTheAverageMonth) {
    EXPECT_EQ(per_month(Money::parse("24"), 24h).text(), "730.00");
    EXPECT_EQ(per_month(Money::parse("730"), 730h).text(), "730.00");
    EXPECT_EQ(per_month(Money::parse("1"), 0h), Money{});
}

// Metamorphic: prices x k gives cost x k, line by line, for random lives under every purchase option. k is a whole
// number and lives last whole seconds at prices with 4 digits, so that no rounding hides a difference.
TEST(Bill, PricesTimesKGiveCostTimesK) {
    std::mt19937_64 random(7);
    const auto scaled = [](const InstanceMeter& meter, int k) {
        auto result = meter;
        for (auto* price : {&result.on_demand_per_hour, &result.spot_per_hour, &result.reserved_per_hour}) {
            *price = (*price)->times(k);
        }
        return result;
    };
    for (int round = 0; round < 100; ++round) {
        std::vector<InstanceUse> instances;
        for (int i = 0; i < 20; ++i) {
            const auto start = std::chrono::seconds(random() % 86400);
            const auto end = start + std::chrono::seconds(random() % 86400);
            instances.push_back({start, end, static_cast<Purchase>(random() % 3), random() % 2 == 0});
        }
        const auto usage = lives(instances);
        const int k = 2 + static_cast<int>(random() % 9);
        const auto once = bill(machine(ec2()), usage, 0);
        const auto many = bill(machine(scaled(ec2(), k)), usage, 0);
        ASSERT_EQ(once.lines.size(), many.lines.size());
        Money sum;
        for (std::size_t i = 0; i < once.lines.size(); ++i) {
            EXPECT_EQ(once.lines[i].amount.times(k), many.lines[i].amount);
            sum += many.lines[i].amount;
        }
        EXPECT_EQ(sum, many.total);
        EXPECT_EQ(once.total.times(k), many.total);
    }
}

}  // namespace
}  // namespace plimsoll::pricing
