// SPDX-FileCopyrightText: 2026 The Plimsoll authors
// SPDX-License-Identifier: Apache-2.0
//
// Each controller decides by what its own pool does and by what waits for every pool. The horizons end between the
// first look and the second, so that the number of instances is what the first look made of it.
#include "tests/fleet/pool_cases.hpp"

#include <gtest/gtest.h>

#include <algorithm>
#include <array>

namespace plimsoll::sim {
namespace {

using results::LifePhase;
using results::RunResult;
using std::chrono::milliseconds;
using std::chrono::seconds;
using Metric = scenarios::HpaSpec::Metric;

constexpr Duration kForever = std::chrono::hours(1);

scenarios::HpaSpec hpa(Metric metric, double target) {
    scenarios::HpaSpec spec;
    spec.metric = metric;
    spec.target = target;
    return spec;
}

Case per_replica(Case given, scenarios::RouterKind router = scenarios::RouterKind::round_robin) {
    given.plan.discipline = DynamicBatching{.queue = scenarios::QueueKind::per_replica, .router = router};
    return given;
}

using Two = std::array<std::size_t, 2>;

/// Instances of the first two pools that were asked for within the horizon. What goes on after it is left out.
Two launched(const RunResult& result, const Case& given) {
    const auto within = [&](std::size_t pool) {
        const auto lives = lives_of(result, pool);
        return static_cast<std::size_t>(std::count_if(
            lives.begin(), lives.end(), [&](const auto& life) { return life.requested < given.horizon; }));
    };
    return {within(0), given.plan.pools.size() > 1 ? within(1) : 0};
}
Two launched(const Case& given) { return launched(simulated(given), given); }

// One request a second goes to either pool in turn. Up to the look at 15 s the slow one has worked on those of 0, 2,
// ..., 12 s for 1.9 s each and on that of 14 s for 1 s: ceil((14.3 / 15) / 0.4) = 3 replicas. The fast one has worked
// for 7 x 0.2 s: one is enough. Of both together, 0.52, either would want two.
TEST(PoolControllers, hpa_sees_the_utilization_of_its_own_replicas) {
    PoolPlan slow = replicas_of(milliseconds(1900), 1, 5);
    PoolPlan fast = replicas_of(milliseconds(200), 1, 5);
    slow.autoscaler = fast.autoscaler = hpa(Metric::utilization, 0.4);
    const auto arrivals = every(seconds(1), 20);
    EXPECT_EQ(launched(per_replica(deployment_of({slow, fast}, seconds(20), arrivals))), (Two{3, 1}));
}

// An idle on-demand pool beside a spot pool at its limit.
TEST(PoolControllers, a_spot_pool_is_not_scaled_by_the_idleness_of_another) {
    PoolPlan spot = replicas_of(kForever, 1, 5);
    spot.purchase = scenarios::Purchase::spot;
    spot.autoscaler = hpa(Metric::utilization, 0.5);
    const PoolPlan idle = replicas_of(kForever, 3, 3);
    EXPECT_EQ(launched(deployment_of({spot, idle}, seconds(20), {Duration{0}})), (Two{2, 3}))
        << "ceil(1 x 1 / 0.5), however idle the others are";
}

// 15 requests at once, for three replicas: two of the first pool have a third of the 12 that wait each, and so has the
// one of the second. Either sees 1 + 12 / 3 requests for each of its replicas, twice its target.
TEST(PoolControllers, hpa_counts_an_equal_part_of_a_shared_queue_for_each_replica) {
    PoolPlan first = replicas_of(kForever, 2, 9);
    PoolPlan second = replicas_of(kForever, 1, 9);
    first.autoscaler = second.autoscaler = hpa(Metric::requests_per_replica, 2.5);
    const auto together = every(Duration{0}, 15);
    EXPECT_EQ(launched(deployment_of({first, second}, seconds(20), together)), (Two{4, 2}));
}

// With a queue for each replica, the eight requests of 0, 2, ..., 14 s stay with the first pool; the second has nothing
// but that of 15 s.
TEST(PoolControllers, hpa_counts_the_requests_at_its_own_replicas) {
    PoolPlan slow = replicas_of(kForever, 1, 9);
    PoolPlan fast = replicas_of(milliseconds(200), 1, 9);
    slow.autoscaler = fast.autoscaler = hpa(Metric::requests_per_replica, 2);
    const auto arrivals = every(seconds(1), 20);
    EXPECT_EQ(launched(per_replica(deployment_of({slow, fast}, seconds(20), arrivals))), (Two{4, 1}));
}

// The first request stays with the first replica; all others go to the second, which has fewer: 1 /s over 0.25 /s.
TEST(PoolControllers, hpa_counts_the_arrivals_that_are_routed_to_its_pool) {
    PoolPlan slow = replicas_of(kForever, 1, 9);
    PoolPlan fast = replicas_of(milliseconds(100), 1, 9);
    slow.autoscaler = fast.autoscaler = hpa(Metric::requests_per_second, 0.25);
    const Case given = per_replica(deployment_of({slow, fast}, seconds(20), every(seconds(1), 20)),
                                   scenarios::RouterKind::least_outstanding);
    EXPECT_EQ(launched(given), (Two{1, 4}));
}

// From a central queue, 2 /s come to three replicas: 2/3 /s for each, over 1/3 /s.
TEST(PoolControllers, hpa_counts_an_equal_part_of_the_arrivals_at_a_shared_queue) {
    PoolPlan first = replicas_of(milliseconds(100), 2, 9);
    PoolPlan second = replicas_of(milliseconds(100), 1, 9);
    first.autoscaler = second.autoscaler = hpa(Metric::requests_per_second, 1.0 / 3);
    const auto arrivals = every(milliseconds(500), 40);
    EXPECT_EQ(launched(deployment_of({first, second}, seconds(20), arrivals)), (Two{4, 2}));
}

// Latencies of 1.5 s at the first pool and of 0.1 s at the second and third, which may scale by them, too.
TEST(PoolControllers, latency_steps_see_the_latencies_of_what_their_pool_answered) {
    std::vector<PoolPlan> pools{replicas_of(milliseconds(1500), 1, 5), replicas_of(milliseconds(100), 1, 5),
                                replicas_of(milliseconds(100), 2, 5)};
    pools[2].purchase = scenarios::Purchase::reserved;
    scenarios::LatencyStepSpec step;
    step.above = seconds(1);
    step.below = milliseconds(50);
    step.step = 2;
    step.period = seconds(10);
    for (PoolPlan& pool : pools) pool.autoscaler = step;
    pools[2].autoscaler->emplace<scenarios::LatencyStepSpec>(step).below = milliseconds(200);
    pools[2].replicas = {1, 5};
    const Case given = per_replica(deployment_of(pools, seconds(19), every(seconds(1), 19)));
    const RunResult result = simulated(given);
    EXPECT_EQ(launched(result, given), (Two{3, 1}));
    EXPECT_EQ(lives_of(result, 2).size(), 1U) << "below its threshold, at its minimum";
    for (std::size_t i = 1; i < 3; ++i) EXPECT_EQ(lives_of(result, 0)[i].requested, seconds(10));
}

// Its source of events knows no pools: either sees the eight requests. Each aims at its own target, with its own number
// of replicas; the third, within its activation, stays at zero.
TEST(PoolControllers, keda_sees_the_whole_deployment_and_its_own_replicas) {
    std::vector<PoolPlan> pools;
    for (const auto& [target, activation] : {std::pair{4.0, 0.0}, std::pair{8.0, 0.0}, std::pair{1.0, 8.0}}) {
        scenarios::KedaSpec keda;
        keda.target = target;
        keda.activation = activation;
        pools.push_back(replicas_of(kForever, 0, 9));
        pools.back().autoscaler = keda;
    }
    const Case given = deployment_of(pools, seconds(40), every(Duration{0}, 8, seconds(1)));
    const RunResult result = simulated(given);
    EXPECT_EQ(launched(result, given), (Two{2, 1}));
    EXPECT_TRUE(lives_of(result, 2).empty());
    for (std::size_t i = 0; i < 3; ++i) EXPECT_EQ(result.lives[i].requested, seconds(30)) << "the first poll";
}

// Four requests go to either pool at time 0. In the two seconds to the first look the slow one has 4 of them at a time,
// the fast one, which takes 0.25 s for each, (4 + 3 + 2 + 1) x 0.25 / 2 = 1.25: ceil(4 / 0.7) and ceil(1.25 / 0.7).
TEST(PoolControllers, knative_sees_the_concurrency_of_its_own_replicas) {
    PoolPlan slow = replicas_of(kForever, 1, 9);
    PoolPlan fast = replicas_of(milliseconds(250), 1, 9);
    slow.autoscaler = fast.autoscaler = scenarios::KnativeSpec{};
    EXPECT_EQ(launched(per_replica(deployment_of({slow, fast}, seconds(3), every(Duration{0}, 8)))), (Two{6, 2}));
}

// The machine that is always there takes the request of 1 s; the one of 1.1 s waits, and wakes the other pool.
TEST(PoolControllers, knative_wakes_for_a_request_that_waits_not_for_one_that_another_pool_serves) {
    const PoolPlan always = replicas_of(seconds(10), 1, 1);
    PoolPlan woken = replicas_of(seconds(1), 0, 9);
    woken.autoscaler = scenarios::KnativeSpec{};
    woken.start.boot = milliseconds(700);
    const Case given = deployment_of({always, woken}, milliseconds(1900), {seconds(1), milliseconds(1100)});
    const RunResult result = simulated(given);
    ASSERT_EQ(launched(result, given), (Two{1, 1}));
    EXPECT_EQ(lives_of(result, 1)[0].requested, milliseconds(1100));
    EXPECT_EQ(result.latency.min(), milliseconds(1700)) << "0.7 s for the start, which the first need not wait for";
    EXPECT_EQ(result.latency.max(), seconds(10));
    EXPECT_EQ(result.cold_starts, 0U) << "a replica of the deployment was ready all the time";
}

// Both are told of the first request at once; it waits for the one that starts faster.
TEST(PoolControllers, pools_of_zero_replicas_wake_together_and_start_by_themselves) {
    PoolPlan fast = replicas_of(milliseconds(500), 0, 1);
    PoolPlan slow = replicas_of(milliseconds(500), 0, 1);
    fast.autoscaler = slow.autoscaler = scenarios::KnativeSpec{};
    fast.start.boot = milliseconds(3000);
    slow.start.boot = milliseconds(5000);
    const Case given = deployment_of({fast, slow}, seconds(10), {milliseconds(1001)});
    const RunResult result = simulated(given);
    ASSERT_EQ(launched(result, given), (Two{1, 1}));
    const auto begins_to_serve = [&](std::size_t pool) {
        const auto life = lives_of(result, pool).at(0);
        EXPECT_EQ(life.requested, milliseconds(1001));
        EXPECT_EQ(life.phases.front().kind, LifePhase::boot);
        return life.phases.front().until;
    };
    EXPECT_EQ(begins_to_serve(0), milliseconds(4001));
    EXPECT_EQ(begins_to_serve(1), milliseconds(6001));
    EXPECT_EQ(result.latency.max(), milliseconds(3500));
    EXPECT_EQ(result.cold_starts, 1U);
    EXPECT_EQ(result.usage[0].requests, 1U);
    EXPECT_EQ(result.usage[1].requests, 0U);
}

// KEDA on the rate: the request of 1 s starts a replica at the poll of 2 s, which would be up after 5 s; at the poll of
// 4 s nothing has come, the cooldown is over, and the replica is given up. Nothing comes any more: at the first poll
// after the horizon of 9 s the request is served nevertheless.
TEST(PoolControllers, a_request_that_waits_where_nothing_is_active_is_served_after_the_horizon) {
    PoolPlan pool = replicas_of(seconds(1), 0, 2);
    pool.start.boot = seconds(5);
    scenarios::KedaSpec keda;
    keda.metric = Metric::requests_per_second;
    keda.target = 1;
    keda.cooldown = milliseconds(1);
    keda.polling_interval = keda.sync_period = seconds(2);
    keda.scale_down_stabilization = Duration{0};
    pool.autoscaler = keda;
    const RunResult result = simulated(deployment_of({pool}, seconds(9), {seconds(1)}));
    ASSERT_EQ(lives_of(result, 0).size(), 2U);
    EXPECT_EQ(lives_of(result, 0)[1].requested, seconds(10));
    EXPECT_EQ(result.latency.max(), seconds(10 + 5 + 1 - 1));
}

// Knative of a container that takes four requests at once, of which it aims at 0.7. Ten requests of an hour at time 0
// are ten in the first 2 s: ceil(10 / 2.8) = 4 replicas, of which the first takes four requests at once, the other
// three, which are up at 3 s, the remaining six.
TEST(PoolControllers, knative_scales_replicas_that_serve_several_requests_at_once) {
    PoolPlan pool = replicas_of(kForever, 1, 9);
    scenarios::KnativeSpec knative;
    knative.container_concurrency = 4;
    pool.autoscaler = knative;
    pool.start.boot = seconds(1);
    Case given = deployment_of({pool}, milliseconds(3500), every(Duration{0}, 10));
    given.plan.discipline = RequestSlots{.concurrency = 4, .max_queue = {}};
    const RunResult result = simulated(given);
    EXPECT_EQ(launched(result, given)[0], 4U);
    EXPECT_EQ(result.wait.max(), seconds(3));
    EXPECT_EQ(result.wait.sum_nanoseconds(), static_cast<unsigned __int128>(6 * 3'000'000'000LL));
}

}  // namespace
}  // namespace plimsoll::sim
