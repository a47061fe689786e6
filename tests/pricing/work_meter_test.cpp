// SPDX-FileCopyrightText: 2026 The Plimsoll authors
// SPDX-License-Identifier: Apache-2.0
#include "pricing/offer/billing.hpp"

#include "print.hpp"

#include <gtest/gtest.h>

namespace plimsoll::pricing {
namespace {

using namespace std::chrono_literals;

Offer metered(Meter meter) {
    Offer offer;
    offer.id = "test/region/function";
    offer.meters = {std::move(meter)};
    return offer;
}

/// One unit per second at 1 USD up to 100 units a month, 0.5 up to 250, 0.1 beyond.
WorkMeter tiered() {
    WorkMeter meter;
    meter.unit = "GB-second";
    meter.item = "duration";
    meter.units_per_second = 1;
    meter.tiers = {
        {Quantity(100), Money::parse("1")}, {Quantity(250), Money::parse("0.5")}, {std::nullopt, Money::parse("0.1")}};
    return meter;
}

PoolUsage worked(Duration work, Duration span = kMonth) {
    PoolUsage usage;
    usage.span = span;
    usage.work = {{tiered().rule().value(), {}}};
    usage.work[0].durations.add(work);
    return usage;
}

std::string total(const WorkMeter& meter, const PoolUsage& usage) {
    return bill(metered(meter), usage, 0).total.text();
}

TEST(WorkMeter, RoundsAsTheProviderDoes) {
    const Rounding lambda{1ms, 0ns};  // AWS Lambda: 1 ms
    EXPECT_EQ(lambda(0ns), 0ns);
    EXPECT_EQ(lambda(1ns), 1ms);
    EXPECT_EQ(lambda(1ms), 1ms);
    EXPECT_EQ(lambda(1ms + 1ns), 2ms);
    const Rounding cloud_run{100ms, 0ns};  // Cloud Run: 100 ms
    EXPECT_EQ(cloud_run(100ms), 100ms);
    EXPECT_EQ(cloud_run(100ms + 1ns), 200ms);
    const Rounding functions{1ms, 100ms};  // Azure Functions: 1 ms, at least 100 ms
    EXPECT_EQ(functions(3ms), 100ms);
    EXPECT_EQ(functions(100ms + 1ns), 101ms);
}

TEST(WorkMeter, TierBoundariesBelongToTheLowerTier) {
    EXPECT_EQ(total(tiered(), worked(99s)), "99.00");
    EXPECT_EQ(total(tiered(), worked(100s)), "100.00");
    EXPECT_EQ(total(tiered(), worked(101s)), "100.50");
    EXPECT_EQ(total(tiered(), worked(250s)), "175.00");
    EXPECT_EQ(total(tiered(), worked(260s)), "176.00");
}

TEST(WorkMeter, EveryTierUsedIsALine) {
    const auto result = bill(metered(tiered()), worked(260s), 0);
    ASSERT_EQ(result.lines.size(), 3U);
    EXPECT_EQ(result.lines[0].item, "duration (first 100 GB-seconds a month)");
    EXPECT_EQ(result.lines[1].item, "duration (next 150 GB-seconds a month)");
    EXPECT_EQ(result.lines[2].item, "duration (over 250 GB-seconds a month)");
    EXPECT_EQ(result.lines[1].quantity, "150");
    EXPECT_EQ(result.lines[2].unit, "GB-second");
    EXPECT_EQ(bill(metered(tiered()), worked(100s), 0).lines.size(), 1U);
}

TEST(WorkMeter, AnIncompletePriceListIsABug) {
    auto meter = tiered();
    meter.tiers.pop_back();
    EXPECT_EQ(total(meter, worked(250s)), "175.00");
    EXPECT_THROW((void)total(meter, worked(251s)), std::logic_error);
}

// The bill of a day times 730/24 is the bill of the month: tiers and grants are applied to the span's share. A day has
// 12/365 of a month, so limits that are multiples of 365 leave nothing to round.
TEST(WorkMeter, ADayTimes730Over24IsTheMonth) {
    auto meter = tiered();
    meter.tiers[0].up_to = 365;
    meter.tiers[1].up_to = 730;
    meter.free_per_month = 73 * 5;
    const auto day = bill(metered(meter), worked(48s, 24h), 0);
    const auto month = bill(metered(meter), worked(48s * 365 / 12), 0);
    EXPECT_EQ(day.total.text(), "19.20");  // 12 free, 12 at 1, 12 at 0.5, 12 at 0.1
    EXPECT_EQ(month.total.text(), "584.00");
    EXPECT_EQ(day.lines.size(), 4U);
    EXPECT_EQ(month.lines.size(), 4U);
    EXPECT_EQ(per_month(day.total, 24h), month.total);
}

TEST(WorkMeter, TheFreeGrantIsALineWithoutAmount) {
    auto meter = tiered();
    meter.free_per_month = 40;
    const auto result = bill(metered(meter), worked(100s), 0);
    ASSERT_EQ(result.lines.size(), 2U);
    EXPECT_EQ(result.lines[0].item, "duration, free grant");
    EXPECT_EQ(result.lines[0].quantity, "40");
    EXPECT_EQ(result.lines[0].amount.text(), "0.00");
    EXPECT_EQ(result.lines[1].quantity, "60");
    EXPECT_EQ(result.total.text(), "60.00");
}

TEST(WorkMeter, UsageWithinTheGrantIsFree) {
    auto meter = tiered();
    meter.free_per_month = 400'000;
    const auto result = bill(metered(meter), worked(100s), 0);
    ASSERT_EQ(result.lines.size(), 1U);
    EXPECT_EQ(result.lines[0].quantity, "100");
    EXPECT_EQ(result.total, Money{});
}

// 400,000 GB-seconds a month: 730 h is the average month, so a day has 24/730 of it; 30.4 days (729.6 h) nearly all.
TEST(WorkMeter, GrantsAreProratedBySpan) {
    auto meter = tiered();
    meter.free_per_month = 400'000;
    const auto granted = [&](Duration span) {
        return bill(metered(meter), worked(std::chrono::seconds(1'000'000), span), 0).lines[0].quantity;
    };
    EXPECT_EQ(granted(kMonth), "400000");
    EXPECT_EQ(granted(24h), "13150.684932");
    EXPECT_EQ(granted(Duration(24h) * 304 / 10), "399780.821918");
}

TEST(WorkMeter, MemoryMultipliesSeconds) {
    auto meter = tiered();
    meter.tiers = {{std::nullopt, Money::parse("0.0000166667")}};
    meter.units_per_second = 4;  // 4096 MB
    EXPECT_EQ(total(meter, worked(1000s)), "0.0666668");
}

TEST(WorkMeter, EachBasisReadsItsOwnUsage) {
    PoolUsage usage;
    usage.span = kMonth;
    const WorkRule invocation{WorkRule::Basis::invocation, tiered().rounding};
    const WorkRule busy{WorkRule::Basis::busy, tiered().rounding};
    usage.work = {{invocation, {}}, {busy, {}}};
    usage.work[0].durations.add(1s);
    usage.work[1].durations.add(2s);
    usage.instances = {{0s, 3s}, {10s, 14s}};
    auto meter = tiered();
    meter.basis = WorkMeter::Basis::invocation;
    EXPECT_EQ(total(meter, usage), "1.00");
    meter.basis = WorkMeter::Basis::busy;
    EXPECT_EQ(total(meter, usage), "2.00");
    meter.basis = WorkMeter::Basis::lifetime;
    EXPECT_EQ(total(meter, usage), "7.00");
}

// Three calls of 1.2 ms, the first after a start of 2.1 ms: 4 + 2 + 2 ms with it, 2 + 2 + 2 without.
TEST(WorkMeter, TellsTheInitializationApart) {
    auto meter = tiered();
    meter.tiers = {{std::nullopt, Money::parse("1000")}};
    const auto offer = metered(meter);
    PoolUsage usage;
    usage.span = kMonth;
    for (const auto& rule : usage_rules(offer).work) {
        usage.work.push_back({rule, {}});
        for (const auto start : {2100us, 0us, 0us})
            usage.work.back().durations.add(rule.rounding(1200us + (rule.bills_start ? start : 0us)));
    }
    const auto split = bill(offer, usage, 0);
    ASSERT_EQ(split.lines.size(), 2U);
    EXPECT_EQ(split.lines[0].item, "duration");
    EXPECT_EQ(split.lines[0].amount.text(), "6.00");
    EXPECT_EQ(split.lines[1].item, "initialization");
    EXPECT_EQ(split.lines[1].what_for, BilledFor::start);
    EXPECT_EQ(split.lines[1].amount.text(), "2.00");
    usage.work.erase(usage.work.begin() + 1);  // a usage that does not tell it
    EXPECT_EQ(bill(offer, usage, 0).total, split.total);
    EXPECT_EQ(bill(offer, usage, 0).lines.size(), 1U);
}

// What is free covers the work first, and tiers go on where it ends.
TEST(WorkMeter, TheInitializationHasTheRestOfGrantAndTiers) {
    auto meter = tiered();
    meter.free_per_month = 50;
    const auto offer = metered(meter);
    PoolUsage usage;
    usage.span = kMonth;
    for (const auto& rule : usage_rules(offer).work) {
        usage.work.push_back({rule, {}});
        usage.work.back().durations.add(rule.bills_start ? 200s : 140s);
    }
    // 50 free, 90 at 1 USD, and of the start 10 at 1 and 50 at 0.5.
    const auto split = bill(offer, usage, 0);
    ASSERT_EQ(split.lines.size(), 4U);
    EXPECT_EQ(split.lines[1].amount.text(), "90.00");
    EXPECT_EQ(split.lines[2].amount.text(), "10.00");
    EXPECT_EQ(split.lines[3].amount.text(), "25.00");
    EXPECT_EQ(split.total.text(), "125.00");
}

TEST(WorkMeter, LivesAreRoundedOneByOne) {
    PoolUsage usage;
    usage.span = kMonth;
    usage.instances = {{0s, 1ns}, {0s, 100ms}, {0s, 101ms}};
    auto meter = tiered();
    meter.basis = WorkMeter::Basis::lifetime;
    meter.rounding = {100ms, 0ns};
    EXPECT_EQ(total(meter, usage), "0.40");  // 100 + 100 + 200 ms
}

// Two meters on one sum, a third that rounds otherwise, and one by whole lives.
TEST(UsageRules, AreTheRoundingsThatMetersNeedEachOnce) {
    auto busy = tiered();
    busy.basis = WorkMeter::Basis::busy;
    auto coarse = busy;
    coarse.rounding.granularity = 100ms;
    auto offer = metered(busy);
    offer.meters.emplace_back(busy);
    offer.meters.emplace_back(coarse);
    offer.meters.emplace_back(RequestMeter{Money::parse("1"), 0});
    const WorkRule expected{WorkRule::Basis::busy, busy.rounding};
    const WorkRule other{WorkRule::Basis::busy, coarse.rounding};
    const auto without_start = [](WorkRule rule) {
        rule.bills_start = false;
        return rule;
    };
    EXPECT_EQ(usage_rules(offer),
              (UsageRules{false, {expected, without_start(expected), other, without_start(other)}}));
    auto lives = busy;
    lives.basis = WorkMeter::Basis::lifetime;
    EXPECT_EQ(usage_rules(metered(lives)), (UsageRules{true, {}}));
    EXPECT_EQ(usage_rules(metered(InstanceMeter{})), (UsageRules{true, {}}));
}

TEST(UsageRules, MetersThatRoundDifferentlyReadTheirOwnSums) {
    auto fine = tiered();
    fine.tiers = {{std::nullopt, Money::parse("1")}};
    auto coarse = fine;
    coarse.rounding.granularity = 1s;
    Offer offer = metered(fine);
    offer.meters.emplace_back(coarse);
    PoolUsage usage;
    usage.span = kMonth;
    for (const auto& rule : usage_rules(offer).work) {
        usage.work.push_back({rule, {}});
        usage.work.back().durations.add(rule.rounding(100ms));
    }
    const auto result = bill(offer, usage, 0);
    ASSERT_EQ(result.lines.size(), 2U);
    EXPECT_EQ(result.lines[0].amount.text(), "0.10");
    EXPECT_EQ(result.lines[1].amount.text(), "1.00");
}

TEST(RequestMeter, ChargesPerMillionBeyondTheGrant) {
    PoolUsage usage;
    usage.span = kMonth;
    usage.requests = 1'500'000;
    const auto offer = metered(RequestMeter{Money::parse("0.20"), 1'000'000});
    const auto result = bill(offer, usage, 0);
    ASSERT_EQ(result.lines.size(), 2U);
    EXPECT_EQ(result.lines[0].item, "requests, free grant");
    EXPECT_EQ(result.lines[0].quantity, "1");
    EXPECT_EQ(result.lines[1].quantity, "0.5");
    EXPECT_EQ(result.lines[1].unit, "1M requests");
    EXPECT_EQ(result.total.text(), "0.10");
    usage.span = kMonth / 10;
    EXPECT_EQ(bill(offer, usage, 0).total.text(), "0.28");  // 1.4 M beyond a tenth of the grant
}

}  // namespace
}  // namespace plimsoll::pricing
