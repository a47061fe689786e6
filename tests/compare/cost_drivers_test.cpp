// SPDX-FileCopyrightText: 2026 The Plimsoll authors
// SPDX-License-Identifier: Apache-2.0
#include "sim/compare/cost_drivers.hpp"

#include <gtest/gtest.h>

namespace plimsoll::results {
namespace {

using namespace std::chrono_literals;
using pricing::BilledFor;
using pricing::Money;

CostLine line_of(const char* item, const char* quantity, const char* unit, const char* amount, BilledFor what_for) {
    return {item, "aws/x/m", 0, quantity, unit, Money::parse("1"), Money::parse(amount), std::nullopt, what_for};
}

/// Two machines on average, of which 1.8 are ready and work half of the time.
std::vector<PoolFigures<double>> two_machines() {
    PoolFigures<double> pool;
    pool.instances.mean = 2;
    pool.ready = 1.8;
    pool.utilization = 0.5;
    return {pool};
}

double usd(const std::vector<DriverCost>& costs, CostDriver driver) {
    for (const auto& cost : costs)
        if (cost.driver == driver) return cost.amount.approximate();
    return 0;
}

TEST(CostDrivers, SplitMachineTimeAsItIsSpent) {
    const auto costs =
        costs_by_driver({line_of("on-demand m", "2", "hour", "10", BilledFor::machine_time)}, two_machines(), 1h);
    EXPECT_NEAR(usd(costs, CostDriver::serving), 4.5, 1e-9);
    EXPECT_NEAR(usd(costs, CostDriver::idle), 4.5, 1e-9);
    EXPECT_NEAR(usd(costs, CostDriver::starting), 1, 1e-9);
    EXPECT_EQ(usd(costs, CostDriver::unused_commitment), 0);
}

// A tenth of what they worked on went with machines that were taken back.
TEST(CostDrivers, TellWhatWasWorkedOnInVain) {
    auto pools = two_machines();
    pools[0].lost = 0.1;
    const auto costs = costs_by_driver({line_of("spot m", "2", "hour", "10", BilledFor::machine_time)}, pools, 1h);
    EXPECT_NEAR(usd(costs, CostDriver::serving), 4.05, 1e-9);
    EXPECT_NEAR(usd(costs, CostDriver::interrupted), 0.45, 1e-9);
    EXPECT_NEAR(usd(costs, CostDriver::idle), 4.5, 1e-9);
    EXPECT_NEAR(machine_hours_at_work(pools, 10h), 8.1, 1e-9);
}

// Four are reserved, or bought, for the hour.
TEST(CostDrivers, TellWhatOfACommitmentIsNotUsed) {
    const auto bought = "0.005479452054794521";  // 4 machines x 1 h / 730 h
    auto reserved = line_of("reserved m (4 for the whole period)", "4", "hour", "8", BilledFor::machine_time);
    reserved.purchase = scenarios::Purchase::reserved;
    for (const auto& line :
         {reserved, line_of("depreciation", bought, "machine-month", "8", BilledFor::machine_time)}) {
        const auto costs = costs_by_driver({line}, two_machines(), 1h);
        EXPECT_NEAR(usd(costs, CostDriver::serving), 8 * 0.9 / 4, 1e-9) << line.item;
        EXPECT_NEAR(usd(costs, CostDriver::idle), 8 * 0.9 / 4, 1e-9) << line.item;
        EXPECT_NEAR(usd(costs, CostDriver::starting), 8 * 0.2 / 4, 1e-9) << line.item;
        EXPECT_NEAR(usd(costs, CostDriver::unused_commitment), 4, 1e-9) << line.item;
    }
}

TEST(CostDrivers, AddUpToTheLinesExactly) {
    const std::vector<CostLine> lines{line_of("spot m", "2", "hour", "0.123456789012", BilledFor::machine_time),
                                      line_of("duration", "7", "GB-second", "0.000000000007", BilledFor::work),
                                      line_of("requests", "1", "1M requests", "0.2", BilledFor::requests),
                                      line_of("input tokens", "1", "1M tokens", "0.3", BilledFor::tokens),
                                      line_of("disk", "1", "GB-month", "0.4", BilledFor::beside)};
    Money sum;
    for (const auto& cost : costs_by_driver(lines, two_machines(), 1h)) sum += cost.amount;
    EXPECT_EQ(sum, Money::parse("1.023456789019"));
    EXPECT_TRUE(costs_by_driver({}, two_machines(), 1h).empty());
}

}  // namespace
}  // namespace plimsoll::results
