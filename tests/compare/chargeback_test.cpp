// SPDX-FileCopyrightText: 2026 The Plimsoll authors
// SPDX-License-Identifier: Apache-2.0
#include "sim/compare/chargeback.hpp"

#include <gtest/gtest.h>

namespace plimsoll::results {
namespace {

using namespace std::chrono_literals;
using pricing::BilledFor;
using pricing::Money;

CostLine line_of(std::optional<std::size_t> pool, const char* amount, BilledFor what_for) {
    return {"item", "aws/x/m", pool, "1", "unit", Money::parse("1"), Money::parse(amount), std::nullopt, what_for};
}

RunResult run_of(std::vector<TenantUse> uses, std::size_t pools = 1) {
    RunResult run;
    run.pools.resize(pools);
    run.tenants = std::move(uses);
    return run;
}

Money amount_of(const std::vector<TenantCost>& costs, const std::string& tenant) {
    for (const auto& cost : costs)
        if (cost.tenant == tenant) return cost.amount;
    return Money::parse("-1");
}

const std::vector<std::string> kNames{"search", "mail", "nobody"};

// Mail sends few requests that are long.
RunResult two_tenants() {
    return run_of(
        {{.tenant = 0, .pool = 0, .requests = 30, .input_tokens = 100, .output_tokens = 100, .machine_s = 10},
         {.tenant = 1, .pool = 0, .requests = 10, .input_tokens = 500, .output_tokens = 100, .machine_s = 30}});
}

TEST(Chargeback, PartsEachLineByWhatItBills) {
    const std::vector<RunResult> runs{two_tenants()};
    const auto of = [&](BilledFor what_for) {
        return amount_of(costs_by_tenant({line_of(0, "8", what_for)}, runs, kNames, 1h), "search");
    };
    EXPECT_EQ(of(BilledFor::machine_time), Money::parse("2"));
    EXPECT_EQ(of(BilledFor::work), Money::parse("2"));
    EXPECT_EQ(of(BilledFor::requests), Money::parse("6"));
    EXPECT_EQ(of(BilledFor::tokens), Money::parse("2"));
    EXPECT_EQ(of(BilledFor::beside), Money::parse("6"));
    EXPECT_EQ(of(BilledFor::billed_share), Money::parse("2"));
    EXPECT_EQ(of(BilledFor::on_demand_share), Money::parse("2"));
}

TEST(Chargeback, NamesTheLargestFirstAndNobodyWhoSentNothing) {
    const std::vector<RunResult> runs{two_tenants(), two_tenants()};
    const auto costs = costs_by_tenant({line_of(0, "8", BilledFor::machine_time)}, runs, kNames, 73h);
    ASSERT_EQ(costs.size(), 2U);
    EXPECT_EQ(costs[0].tenant, "mail");
    EXPECT_EQ(costs[0].requests, 10);
    EXPECT_EQ(costs[0].tokens, 600);
    EXPECT_EQ(costs[0].amount, Money::parse("6"));
    EXPECT_EQ(costs[0].per_month, Money::parse("60"));  // 730 h
}

// Thirds of a cent have no end.
TEST(Chargeback, AddsUpToTheLinesExactly) {
    const std::vector<RunResult> runs{run_of({{.tenant = 0, .pool = 0, .requests = 1},
                                              {.tenant = 1, .pool = 0, .requests = 1},
                                              {.tenant = 2, .pool = 0, .requests = 1}})};
    const std::vector<CostLine> lines{line_of(0, "0.01", BilledFor::requests),
                                      line_of(std::nullopt, "0.000000000001", BilledFor::beside)};
    Money sum;
    for (const auto& cost : costs_by_tenant(lines, runs, kNames, 1h)) sum += cost.amount;
    EXPECT_EQ(sum, Money::parse("0.010000000001"));
}

// The second pool has served mail alone; the third nobody, but was paid for.
TEST(Chargeback, LooksAtEachPoolByItselfAndAtAllWhereItServedNobody) {
    const std::vector<RunResult> runs{run_of({{.tenant = 0, .pool = 0, .requests = 3, .machine_s = 5},
                                              {.tenant = 1, .pool = 1, .requests = 1, .machine_s = 9}},
                                             3)};
    const auto of = [&](std::size_t pool) {
        return amount_of(costs_by_tenant({line_of(pool, "4", BilledFor::machine_time)}, runs, kNames, 1h), "mail");
    };
    EXPECT_EQ(of(1), Money::parse("4"));
    EXPECT_EQ(of(2), Money::parse("1"));
}

TEST(Chargeback, IsEmptyWhereNobodyAsksWhoOrNothingWasServed) {
    const std::vector<CostLine> lines{line_of(0, "4", BilledFor::machine_time)};
    EXPECT_TRUE(costs_by_tenant(lines, std::vector<RunResult>{two_tenants()}, {}, 1h).empty());
    EXPECT_TRUE(costs_by_tenant(lines, std::vector<RunResult>{run_of({})}, kNames, 1h).empty());
    EXPECT_TRUE(costs_by_tenant(lines, {}, kNames, 1h).empty());
}

}  // namespace
}  // namespace plimsoll::results
