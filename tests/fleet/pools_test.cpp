// SPDX-FileCopyrightText: 2026 The Plimsoll authors
// SPDX-License-Identifier: Apache-2.0
//
// Every pool of a deployment has its own links, market, way of buying, power, usage and bill.
#include "sim/compare/bill.hpp"
#include "sim/fleet/spot_market.hpp"
#include "tests/fleet/pool_cases.hpp"

#include <gtest/gtest.h>

#include <algorithm>
#include <cstdlib>

namespace plimsoll::sim {
namespace {

using pricing::Money;
using results::InstanceLife;
using results::LifeEnd;
using results::LifePhase;
using results::RunResult;
using scenarios::Purchase;
using std::chrono::hours;
using std::chrono::milliseconds;
using std::chrono::minutes;
using std::chrono::seconds;

Duration end_of(const InstanceLife& life) { return life.phases.empty() ? life.requested : life.phases.back().until; }

/// Instances by the hour: 3.60 USD on demand, 2.40 reserved, 1.20 on spot.
pricing::Offer hourly_offer() {
    pricing::InstanceMeter rent;
    rent.on_demand_per_hour = Money::parse("3.60");
    rent.reserved_per_hour = Money::parse("2.40");
    rent.spot_per_hour = Money::parse("1.20");
    pricing::Offer offer;
    offer.id = "hourly";
    offer.meters.emplace_back(rent);
    return offer;
}

Money bill_of_pool(const pricing::Bill& bill, std::size_t pool) {
    Money sum;
    for (const pricing::BillLine& line : bill.lines)
        if (line.pool == pool) sum += line.amount;
    return sum;
}

/// Wants three replicas at its look at 15 s, of one: 1 /s for each of three ready replicas over 1/3 /s.
PoolPlan two_more_at_15_s() {
    PoolPlan pool = replicas_of(milliseconds(10), 1, 3);
    scenarios::HpaSpec spec;
    spec.metric = scenarios::HpaSpec::Metric::requests_per_second;
    spec.target = 1.0 / 3;
    pool.autoscaler = spec;
    pool.start.image_bytes = 1.25e9;
    pool.start.weights_bytes = 2.5e9;
    return pool;
}

// Six instances start at 15 s, two in each pool. Two of one pool share its links; the other pools do not slow them
// down.
//             image at            weights at           seconds
//   first     1.25 / 2 GB/s       1.25 / 2 GB/s        2 + 4
//   second    its cards' 1.25     its cards' 1.25      1 + 2
//   third     its cards' 0.625    1.25 / 2             2 + 4
TEST(Pools, have_links_of_their_own) {
    std::vector<PoolPlan> pools(3, two_more_at_15_s());
    pools[1].start.registry_bandwidth_bytes_per_s = pools[1].start.store_bandwidth_bytes_per_s = 2.5e9;
    pools[2].start.registry_bandwidth_bytes_per_s = 5e9;
    pools[2].start.instance_bandwidth_bytes_per_s = 0.625e9;
    const RunResult result = simulated(deployment_of(pools, seconds(29), every(seconds(1) / 3 + Duration(1), 87)));
    const Duration image[] = {seconds(17), seconds(16), seconds(17)};
    const Duration weights[] = {seconds(21), seconds(18), seconds(21)};
    for (std::size_t pool = 0; pool < 3; ++pool) {
        const auto lives = lives_of(result, pool);
        ASSERT_EQ(lives.size(), 3U);
        for (std::size_t i = 1; i < 3; ++i) {
            EXPECT_EQ(lives[i].requested, seconds(15));
            ASSERT_EQ(lives[i].phases.size(), 3U);
            EXPECT_EQ(lives[i].phases[0].kind, LifePhase::image);
            EXPECT_EQ(lives[i].phases[1].kind, LifePhase::weights);
            // Flows end at SimGrid's dates, which are seconds in floating point.
            EXPECT_LE(std::abs((lives[i].phases[0].until - image[pool]).count()), 2) << pool;
            EXPECT_LE(std::abs((lives[i].phases[1].until - weights[pool]).count()), 2) << pool;
        }
    }
}

TEST(Pools, are_warm_at_time_0_as_far_as_each_ones_minimum_goes) {
    const std::vector<PoolPlan> pools{replicas_of(seconds(1), 2, 2), replicas_of(seconds(1), 1, 4),
                                      replicas_of(seconds(1), 3, 3)};
    const RunResult result = simulated(deployment_of(pools, minutes(1), every(Duration{0}, 6)));
    EXPECT_EQ(result.instances.launched, 6U);
    EXPECT_EQ(result.latency.max(), seconds(1)) << "one request for each";
    for (std::size_t pool = 0; pool < 3; ++pool) {
        EXPECT_EQ(lives_of(result, pool).size(), pools[pool].replicas.min);
        EXPECT_EQ(result.usage[pool].requests, pools[pool].replicas.min);
    }
}

PoolPlan spot_pool(Duration mean_life, Duration mean_outage, bool fallback) {
    PoolPlan pool = replicas_of(seconds(1), 1, 1);
    pool.purchase = Purchase::spot;
    pool.interruptions = scenarios::InterruptionsSpec{
        .mean_time_to_interruption = mean_life, .shape = 1, .notice = {}, .mean_outage = mean_outage};
    pool.fallback_on_demand = fallback;
    return pool;
}

// Without a notice an instance lives as long as its market says, by the number of its launch. The first pool's capacity
// does not come back, the second's is never gone, and the third has a machine on demand for the rest.
TEST(Pools, have_spot_markets_outages_and_fallbacks_of_their_own) {
    const std::vector<PoolPlan> pools{spot_pool(minutes(10), hours(10'000), false),
                                      spot_pool(minutes(15), Duration{0}, false),
                                      spot_pool(minutes(20), hours(10'000), true)};
    Case given = deployment_of(pools, hours(2), every(seconds(10), 720));
    const auto life = [&](std::size_t pool, std::uint64_t launch) {
        return SpotMarket(*pools[pool].interruptions, given.number).life(launch);
    };
    for (std::size_t pool = 0; pool < 3; ++pool) ASSERT_LT(life(pool, pool), hours(2));
    const RunResult result = simulated(given);

    const auto first = lives_of(result, 0);
    ASSERT_EQ(first.size(), 1U);
    EXPECT_EQ(end_of(first[0]), life(0, 0));
    EXPECT_EQ(first[0].end, LifeEnd::interrupted);

    Duration next{0};
    std::size_t renewed = 0;
    for (std::size_t launch = 0; launch < result.lives.size(); ++launch) {
        const InstanceLife& second = result.lives[launch];
        if (second.pool != 1) continue;
        EXPECT_EQ(second.requested, next) << "at the notice to the one before it";
        next = second.requested + life(1, launch);
        if (second.end == LifeEnd::horizon) break;
        EXPECT_EQ(end_of(second), next);
        ++renewed;
    }
    EXPECT_GT(renewed, 2U);

    const auto third = lives_of(result, 2);
    ASSERT_EQ(third.size(), 2U);
    EXPECT_EQ(end_of(third[0]), life(2, 2));
    EXPECT_EQ(third[1].requested, life(2, 2));
    EXPECT_EQ(third[1].purchase, Purchase::on_demand);
    EXPECT_EQ(third[1].end, LifeEnd::horizon);
    EXPECT_EQ(result.instances.interrupted, 2 + renewed);
    EXPECT_EQ(result.pools[0].instances.interrupted, 1U);
    EXPECT_EQ(result.pools[1].instances.interrupted, renewed);
    EXPECT_EQ(result.pools[2].instances.launched, 2U);
}

/// The one request is at the spot machine when it is taken; the other pool's machine is free.
RunResult interrupted_work(scenarios::OnLoss on_loss, Duration& life) {
    PoolPlan spot = spot_pool(minutes(10), hours(10'000), false);
    spot.service = models::ServiceTime::constant(hours(100));
    PoolPlan on_demand = replicas_of(minutes(5), 1, 1);
    spot.power_watts = 100;
    on_demand.power_watts = 300;
    Case given = deployment_of({spot, on_demand}, hours(3), {Duration{0}});
    std::get<DynamicBatching>(given.plan.discipline).on_loss = on_loss;
    life = SpotMarket(*spot.interruptions, given.number).life(0);
    return simulated(given);
}

TEST(Pools, what_one_loses_another_serves) {
    Duration life{};
    const RunResult result = interrupted_work(scenarios::OnLoss::retry, life);
    EXPECT_EQ(result.latency.max(), life + minutes(5));
    EXPECT_EQ(result.requests.retried, 1U);
    EXPECT_EQ(result.usage[0].requests, 0U);
    EXPECT_EQ(result.usage[1].requests, 1U);
    EXPECT_DOUBLE_EQ(result.energy_kwh, (100 * seconds_of(life) + 300 * 300) / 3.6e6) << "lost work takes energy, too";
}

TEST(Pools, what_fails_was_begun_at_the_pool_that_lost_it) {
    Duration life{};
    const RunResult result = interrupted_work(scenarios::OnLoss::fail, life);
    EXPECT_EQ(result.requests.failed, 1U);
    EXPECT_EQ(result.usage[0].requests, 1U);
    EXPECT_EQ(result.usage[0].input_tokens, 0U) << "nothing was answered";
    EXPECT_EQ(result.usage[1].requests, 0U);
    EXPECT_DOUBLE_EQ(result.energy_kwh, 100 * seconds_of(life) / 3.6e6);
}

// One hour of two machines on demand, three reserved ones and one on spot.
TEST(Pools, are_billed_as_each_was_bought) {
    std::vector<PoolPlan> pools{replicas_of(seconds(1), 2, 2), replicas_of(seconds(1), 3, 3),
                                replicas_of(seconds(1), 1, 1)};
    pools[1].purchase = Purchase::reserved;
    pools[2].purchase = Purchase::spot;
    const RunResult result = simulated(deployment_of(pools, hours(1), every(minutes(1), 60)));
    const auto bill = results::bill_of(result, {{std::vector(3, hourly_offer()), {}}});
    EXPECT_EQ(bill_of_pool(bill, 0), Money::parse("7.20"));
    EXPECT_EQ(bill_of_pool(bill, 1), Money::parse("7.20"));
    EXPECT_EQ(bill_of_pool(bill, 2), Money::parse("1.20"));
    EXPECT_EQ(bill.total, Money::parse("15.60"));
}

/// Every 4 s two requests at once: the first, of 10 + 1 tokens, goes to the first pool's replica, which takes 1 s, the
/// second, of 20 + 2, to the second pool's, which takes 3 s. Ten times each. A third pool finds nothing to do.
Case pairs() {
    Case given = deployment_of(
        {replicas_of(milliseconds(1000), 1, 1), replicas_of(milliseconds(3000), 1, 1), replicas_of(seconds(1), 1, 1)},
        minutes(1), {});
    for (int i = 0; i < 10; ++i) {
        given.requests.push_back({kStart + seconds(4) * i, given.requests.size(), 10, 1});
        given.requests.push_back({kStart + seconds(4) * i, given.requests.size(), 20, 2});
    }
    return given;
}

TEST(Pools, charge_the_requests_and_tokens_that_each_has_served) {
    const RunResult result = simulated(pairs());
    const std::uint64_t expected[3][3] = {{10, 100, 10}, {10, 200, 20}, {0, 0, 0}};
    for (std::size_t pool = 0; pool < 3; ++pool) {
        EXPECT_EQ(result.usage[pool].requests, expected[pool][0]);
        EXPECT_EQ(result.usage[pool].input_tokens, expected[pool][1]);
        EXPECT_EQ(result.usage[pool].output_tokens, expected[pool][2]);
    }
    EXPECT_EQ(result.tokens, 330U);

    std::vector<pricing::Offer> offers(3);
    offers[0].meters.emplace_back(pricing::RequestMeter(Money::parse("100000"), 0));
    offers[1].meters.emplace_back(pricing::TokenMeter(Money::parse("1000"), Money::parse("5000")));
    offers[2].meters.emplace_back(pricing::RequestMeter(Money::parse("100000"), 0));
    const auto bill = results::bill_of(result, {{offers, {}}});
    EXPECT_EQ(bill_of_pool(bill, 0), Money::parse("1.00")) << "10 x 0.10";
    EXPECT_EQ(bill_of_pool(bill, 1), Money::parse("0.30")) << "200 x 0.001 + 20 x 0.005";
    EXPECT_EQ(bill_of_pool(bill, 2), Money{});
}

// Invocations of 1 s, rounded up to 2 s; stretches of use of 3 s, of two rules.
TEST(Pools, time_their_work_by_the_rules_of_their_own_meters) {
    using pricing::WorkRule;
    Case given = pairs();
    const WorkRule invocation{WorkRule::Basis::invocation, {seconds(2), Duration{0}}, true};
    const WorkRule busy{WorkRule::Basis::busy, {milliseconds(1), Duration{0}}, false};
    const WorkRule at_least{WorkRule::Basis::busy, {milliseconds(1), seconds(5)}, false};
    given.plan.pools[0].usage.work = {invocation};
    given.plan.pools[1].usage.work = {busy, at_least};
    given.plan.pools[2].usage.work = {invocation, busy};
    const RunResult result = simulated(given);
    const auto worked = [&](std::size_t pool, const WorkRule& rule) { return result.usage[pool].worked(rule); };
    EXPECT_EQ(worked(0, invocation), (pricing::RoundedDurations{10, 20'000, 0}));
    EXPECT_EQ(worked(1, busy), (pricing::RoundedDurations{10, 30'000, 0}));
    EXPECT_EQ(worked(1, at_least), (pricing::RoundedDurations{10, 50'000, 0}));
    EXPECT_EQ(worked(2, invocation), pricing::RoundedDurations{});
    EXPECT_EQ(result.usage[0].work.size(), 1U) << "no rule of another pool";
    EXPECT_EQ(result.fingerprint, simulated(pairs()).fingerprint) << "meters only watch";
}

// Each is ready for the minute of the horizon, which is measured up to the first nanosecond after it.
TEST(Pools, have_figures_of_their_own) {
    const RunResult result = simulated(pairs());
    ASSERT_EQ(result.pools.size(), 3U);
    constexpr double kReady = 60 + 1e-9;
    const double utilization[] = {10 / kReady, 30 / kReady, 0};
    for (std::size_t pool = 0; pool < 3; ++pool) {
        EXPECT_EQ(result.pools[pool].served, pool < 2 ? 10U : 0U);
        EXPECT_DOUBLE_EQ(result.pools[pool].utilization, utilization[pool]);
        EXPECT_DOUBLE_EQ(result.pools[pool].instances.mean, 1);
        EXPECT_EQ(result.pools[pool].instances.peak, 1U);
    }
    EXPECT_DOUBLE_EQ(result.utilization, 40 / (3 * kReady));
}

// Six jobs of 10 min. The warm machine can do three in half of the window; two more machines, which need 20 min to
// start, are for the two that it leaves. At 1:10 and 1:20 it has less time left than that, and they are kept: at 1:20
// they take a job each, and all is done at 1:40.
TEST(Pools, keep_the_machines_of_a_batch_window_while_jobs_wait) {
    const PoolPlan warm = replicas_of(minutes(10), 1, 1);
    PoolPlan rented = replicas_of(minutes(10), 0, 8);
    rented.start.boot = minutes(20);
    Case given = deployment_of({warm, rented}, hours(1), every(Duration{0}, 6));
    given.plan.window_every = hours(1);
    const RunResult result = simulated(given);
    ASSERT_EQ(lives_of(result, 1).size(), 2U);
    for (const auto& life : lives_of(result, 1)) {
        EXPECT_EQ(life.phases.back().kind, LifePhase::serve);
        EXPECT_EQ(life.phases.back().until, hours(1) + minutes(30));
    }
    EXPECT_EQ(result.latency.max(), hours(1) + minutes(40));
    EXPECT_EQ(result.usage[1].requests, 2U);
}

// 10 s at 360 W and 30 s at 3600 W are 111,600 J.
TEST(Pools, take_the_power_of_their_own_devices) {
    Case given = pairs();
    given.plan.pools[0].power_watts = 360;
    given.plan.pools[1].power_watts = 3600;
    EXPECT_DOUBLE_EQ(simulated(given).energy_kwh, 0.031) << "the third has unknown power, and has not worked";
    given.plan.pools[1].power_watts = 0;
    EXPECT_EQ(simulated(given).energy_kwh, 0) << "unknown where that of a pool at work is";
}

// Six jobs of half an hour are released at 1:00, to be done in the half hour after it. The two reserved machines begin
// two at once and can do two more; two spot machines come for the rest. The third pool is left nothing, though it is
// faster.
TEST(Pools, share_out_a_batch_window_in_their_order) {
    std::vector<PoolPlan> pools{replicas_of(minutes(30), 2, 2), replicas_of(minutes(30), 0, 8),
                                replicas_of(minutes(1), 0, 8)};
    pools[0].purchase = Purchase::reserved;
    pools[1].purchase = Purchase::spot;
    Case given = deployment_of(pools, hours(1), every(Duration{0}, 6));
    given.plan.window_every = hours(1);
    const RunResult result = simulated(given);
    const auto spot = lives_of(result, 1);
    ASSERT_EQ(spot.size(), 2U);
    for (const InstanceLife& life : spot) {
        EXPECT_EQ(life.requested, hours(1));
        EXPECT_EQ(end_of(life), minutes(90));
    }
    EXPECT_TRUE(lives_of(result, 2).empty());
    EXPECT_EQ(result.usage[0].requests, 4U);
    EXPECT_EQ(result.usage[1].requests, 2U);
    EXPECT_EQ(result.latency.min(), minutes(90));
    EXPECT_EQ(result.latency.max(), hours(2));
    const auto bill = results::bill_of(result, {{std::vector(3, hourly_offer()), {}}});
    EXPECT_EQ(bill_of_pool(bill, 0), Money::parse("4.80")) << "two for the period of an hour";
    EXPECT_EQ(bill_of_pool(bill, 1), Money::parse("1.20")) << "two for half an hour";
}

}  // namespace
}  // namespace plimsoll::sim
