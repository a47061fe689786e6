// SPDX-FileCopyrightText: 2026 The Plimsoll authors
// SPDX-License-Identifier: Apache-2.0
#include "simulated_case.hpp"

#include "sim/disciplines/reference/reference_engine.hpp"

#include <gtest/gtest.h>

#include <vector>

namespace plimsoll::sim {
namespace {

using models::ServiceTime;
using std::chrono::milliseconds;
using std::chrono::seconds;

SimTime ms(int value) { return kStart + milliseconds(value); }

/// One pool of warm replicas without a start, and requests at the given milliseconds.
Case worked(const std::vector<int>& arrivals) {
    Case drawn;
    drawn.horizon = seconds(100);
    for (const int at : arrivals) drawn.requests.push_back({ms(at), drawn.requests.size(), 1, 0});
    PoolPlan pool;
    pool.service = ServiceTime::constant(milliseconds(10));
    drawn.plan.pools.push_back(pool);
    return drawn;
}

std::vector<RequestRecord> reference(const Case& drawn) { return simulate_case(drawn, make_reference).records; }

std::vector<int> completions_ms(const std::vector<RequestRecord>& records) {
    std::vector<int> result;
    for (const auto& record : records) {
        result.push_back(static_cast<int>(record.completion.time_since_epoch() / milliseconds(1)));
    }
    return result;
}

using Times = std::vector<int>;

// Lindley: wait(n+1) = max(0, wait(n) + service - gap): 0, 6, 12, 0.
TEST(Reference, oneReplicaServesInOrder) {
    EXPECT_EQ(completions_ms(reference(worked({0, 4, 8, 50}))), (Times{10, 20, 30, 60}));
}

TEST(Reference, aFullBatchStartsAtOnceAndOthersWaitForTheirOldest) {
    Case drawn = worked({0, 3, 20, 40, 41});
    drawn.plan.discipline = DynamicBatching{.max_batch = 2, .max_wait = milliseconds(5)};
    const auto records = reference(drawn);
    EXPECT_EQ(completions_ms(records), (Times{13, 13, 35, 51, 51}));
    EXPECT_EQ(records[0].batching, milliseconds(3));
    EXPECT_EQ(records[2].batching, milliseconds(5));
    EXPECT_EQ(records[4].batching, Duration(0));
}

TEST(Reference, aLossSystemRejectsWhatFindsNoIdleReplica) {
    Case drawn = worked({0, 1, 10});
    drawn.plan.discipline = DynamicBatching{.max_queue = 0};
    const auto records = reference(drawn);
    EXPECT_EQ(records[1].outcome, Outcome::rejected);
    EXPECT_EQ(records[1].completion, ms(1));
    EXPECT_EQ(records[2].start, ms(10));  // the completion of that instant comes first
}

TEST(Reference, roundRobinUsesTheReplicasInTurnEvenWhenOneIsFree) {
    Case drawn = worked({0, 1, 11, 12, 13});
    drawn.plan.discipline = DynamicBatching{.queue = scenarios::QueueKind::per_replica};
    drawn.plan.pools[0].replicas = {2, 2};
    // Slots 0 1 0 1 0: the last waits for slot 0 until 21 although slot 1 is free at 22 only.
    EXPECT_EQ(completions_ms(reference(drawn)), (Times{10, 11, 21, 22, 31}));
}

TEST(Reference, aBatchWindowHoldsRequestsBack) {
    Case drawn = worked({10, 1000, 1001});
    drawn.plan.window_every = seconds(1);
    drawn.horizon = seconds(2);
    const auto records = reference(drawn);
    EXPECT_EQ(completions_ms(records), (Times{1010, 1020, 2010}));  // an arrival at the window's instant is in it
    EXPECT_EQ(records[0].batching, milliseconds(990));
}

// Machines come and go within nanoseconds of their work.
TEST(Reference, agreesOnWorkOfANanosecondInWindows) {
    Case drawn = worked({10, 1000, 1001, 1500});
    drawn.plan.window_every = seconds(1);
    drawn.horizon = seconds(3);
    drawn.plan.pools[0].replicas = {0, 3};
    drawn.plan.pools[0].service = ServiceTime::constant(Duration(1));
    const auto plain = reference(drawn);
    const auto fast = simulate_case(drawn, {}).records;
    ASSERT_EQ(plain.size(), 4U);
    for (std::size_t i = 0; i < plain.size(); ++i) EXPECT_EQ(plain[i].completion, fast[i].completion);
    EXPECT_EQ(plain[0].completion, ms(1000) + Duration(1));
    EXPECT_EQ(plain[3].completion, ms(2000) + Duration(2)) << "one machine does both";
}

/// One instance of two places that starts in 2 s.
Case serverless(const std::vector<int>& arrivals) {
    Case drawn = worked(arrivals);
    drawn.plan.discipline = RequestSlots{.concurrency = 2};
    PoolPlan& pool = drawn.plan.pools[0];
    pool.provisioning = Provisioning::on_request;
    pool.replicas = {0, 1};
    pool.max_instances = 1;
    pool.keep_alive = seconds(1);
    pool.start.boot = seconds(2);
    return drawn;
}

TEST(Reference, theFirstRequestsWaitForTheirInstanceAndTheNextAreThrottled) {
    Case drawn = serverless({0, 100, 200, 2500, 3510, 3511});
    std::get<RequestSlots>(drawn.plan.discipline).cold_service = ServiceTime::constant(milliseconds(15));
    const auto records = reference(drawn);
    EXPECT_EQ(records[2].outcome, Outcome::rejected);
    // Idle at 2510 for a second: the request at 3510 still finds the instance.
    EXPECT_EQ(completions_ms(records), (Times{2015, 2010, 200, 2510, 3520, 3521}));
    EXPECT_TRUE(records[1].cold_start);
    EXPECT_EQ(records[1].cold, milliseconds(1900));
    EXPECT_FALSE(records[3].cold_start);
}

TEST(Reference, keepAliveEndsAnIdleInstance) {
    EXPECT_EQ(completions_ms(reference(serverless({0, 3011}))), (Times{2010, 5021}));
}

// Half speed while two are there: 5 + 2 * 5 = 15 for the first; the second has then 5 left.
TEST(Reference, processorSharingHalvesTheSpeed) {
    Case drawn = serverless({0, 5});
    drawn.plan.pools[0].replicas = {1, 1};
    std::get<RequestSlots>(drawn.plan.discipline).processor_sharing = true;
    EXPECT_EQ(completions_ms(reference(drawn)), (Times{15, 20}));
}

TEST(Reference, aRateLimitLetsAMinutesWorthThroughAndThenOneAtATime) {
    Case drawn = worked({0, 0, 0, 0, 0});
    auto& calls = drawn.plan.discipline.emplace<ApiCalls>();
    calls.requests_per_minute = 3;
    calls.max_wait = seconds(20);
    drawn.plan.pools[0].provisioning = Provisioning::none;
    const auto records = reference(drawn);
    EXPECT_EQ(completions_ms(records), (Times{10, 10, 10, 20'010, 0}));
    EXPECT_EQ(records[4].outcome, Outcome::rejected);  // it would wait 40 s
}

}  // namespace
}  // namespace plimsoll::sim
