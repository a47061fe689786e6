// SPDX-FileCopyrightText: 2026 The Plimsoll authors
// SPDX-License-Identifier: Apache-2.0
#include "station.hpp"

#include "sim/traffic/traffic.hpp"

#include <gmock/gmock.h>

#include <string>

namespace plimsoll::sim {
namespace {

using std::chrono::milliseconds;
using testing::Pair;

/// `replicas` that take 10 ms for a request, each in a pool of its own, so that a record tells who served.
struct Slots : Station {
    Slots(RequestSlots rules, std::uint32_t replicas, const std::vector<int>& arrivals_ms)
        : Station(plan_of(std::move(rules), replicas), arrivals_ms) {
        for (std::uint32_t slot = 0; slot < replicas; ++slot) engine->replica_ready(slot, slot, Duration{0});
    }
    static DeploymentPlan plan_of(RequestSlots rules, std::uint32_t replicas) {
        DeploymentPlan plan;
        rules.max_queue.reset();
        plan.discipline = std::move(rules);
        for (std::uint32_t i = 0; i < replicas; ++i)
            plan.pools.emplace_back().service = models::ServiceTime::constant(milliseconds(10));
        return plan;
    }
    std::vector<std::uint32_t> pools() const {
        std::vector<std::uint32_t> served_by;
        for (const auto& [id, record] : left) served_by.push_back(record.pool);
        return served_by;
    }
};

TEST(ReplicaSlots, serve_as_many_requests_at_once_as_they_have_places) {
    Slots station({.concurrency = 2}, 1, {0, 3, 4, 5});
    station.run_to_end();
    EXPECT_THAT(station.served(0), Pair(0, 10));
    EXPECT_THAT(station.served(1), Pair(3, 13));
    EXPECT_THAT(station.served(2), Pair(10, 20)) << "the first place that is free";
    EXPECT_THAT(station.served(3), Pair(13, 23));
}

TEST(ReplicaSlots, of_a_central_queue_go_to_the_replica_that_serves_the_fewest) {
    Slots station({.concurrency = 3}, 2, {0, 1, 2, 3, 10});
    station.run_to_end();
    EXPECT_THAT(station.pools(), testing::ElementsAre(0, 1, 0, 1, 0)) << "at 10 the one of the first is done";
}

TEST(ReplicaSlots, that_are_shared_slow_each_other_down) {
    // Two at half speed from 4: the first has 6 ms left and is done at 16, the second then 4 ms, alone until 20.
    Slots station({.concurrency = 2, .processor_sharing = true}, 1, {0, 4});
    station.run_to_end();
    EXPECT_THAT(station.served(0), Pair(0, 16));
    EXPECT_THAT(station.served(1), Pair(4, 20));
}

TEST(ReplicaSlots, turn_requests_away_where_queue_and_places_are_full) {
    DeploymentPlan plan = Slots::plan_of({.concurrency = 2}, 1);
    std::get<RequestSlots>(plan.discipline).max_queue = 1;
    for (const auto queue : {scenarios::QueueKind::central, scenarios::QueueKind::per_replica}) {
        std::get<RequestSlots>(plan.discipline).queue = queue;
        Station station(plan, {0, 0, 0, 0, 11});
        station.engine->replica_ready(0, 0, Duration{0});
        station.run_to_end();
        EXPECT_THAT(station.served(2), Pair(10, 20));
        EXPECT_EQ(station.left.at(3).outcome, Outcome::rejected);
        EXPECT_THAT(station.served(4), Pair(11, 21)) << "the queue has been empty since 10";
    }
}

TEST(ReplicaSlots, of_a_replica_that_drains_are_finished_and_its_queue_goes_elsewhere) {
    Slots station({.concurrency = 2, .queue = scenarios::QueueKind::per_replica}, 2, {0, 0, 2, 2, 3, 3});
    station.engine->advance_to(at_ms(4));
    EXPECT_EQ(station.engine->replica_draining(0), at_ms(12)) << "the requests of 0 and 2 ms; that of 3 ms goes";
    station.run_to_end();
    EXPECT_THAT(station.served(0), Pair(0, 10));
    EXPECT_THAT(station.served(2), Pair(2, 12));
    EXPECT_THAT(station.served(5), Pair(10, 20)) << "it has waited at the other replica since 3";
    EXPECT_THAT(station.served(4), Pair(12, 22));
    EXPECT_EQ(station.left.at(4).pool, 1U);
}

TEST(ReplicaSlots, that_are_shared_say_when_the_last_request_will_be_done) {
    // Three at a third of the speed: 30 ms for the three of them, whatever the order.
    Slots station({.concurrency = 3, .processor_sharing = true}, 1, {0, 0, 0});
    station.engine->advance_to(at_ms(6));
    EXPECT_EQ(station.engine->replica_draining(0), at_ms(30));
    station.run_to_end();
    EXPECT_THAT(station.served(2), Pair(0, 30));
}

TEST(ReplicaSlots, of_a_lost_replica_are_served_again_first) {
    for (const bool shared : {false, true}) {
        Slots station({.concurrency = 2, .processor_sharing = shared}, 2, {0, 0, 1, 1, 2});
        station.engine->advance_to(at_ms(4));
        station.engine->replica_lost(0);
        EXPECT_EQ(station.left.size(), 0U);
        station.run_to_end();
        // The replica that is left has the requests 1 and 3; 0 and 2 come back before 4, in their order.
        if (!shared) {
            EXPECT_THAT(station.served(0), Pair(10, 20));
            EXPECT_THAT(station.served(2), Pair(11, 21));
            EXPECT_THAT(station.served(4), Pair(20, 30));
        } else {
            // 1 alone until 1 ms, then both at half speed: done at 19; 3 has then 1 of its 10 ms left and is done at
            // 21, when 0 has 9 left, which it has done at 39, and 2 then 1, beside 4.
            EXPECT_THAT(station.served(0), Pair(19, 39));
            EXPECT_THAT(station.served(2), Pair(21, 41));
        }
        EXPECT_EQ(station.result.requests.retried, 2U);
        EXPECT_EQ(station.left.at(0).pool, 1U);
    }
}

TEST(ReplicaSlots, of_a_lost_replica_fail_where_the_deployment_says_so) {
    Slots station({.concurrency = 2, .on_loss = scenarios::OnLoss::fail}, 2, {0, 0, 1});
    station.engine->advance_to(at_ms(4));
    station.engine->replica_lost(0);
    station.run_to_end();
    EXPECT_EQ(station.left.at(0).outcome, Outcome::failed);
    EXPECT_EQ(station.left.at(2).outcome, Outcome::failed);
    EXPECT_EQ(station.left.at(2).completion, at_ms(4));
    EXPECT_THAT(station.served(1), Pair(0, 10));
}

TEST(ReplicaSlots, wait_for_the_first_replica_and_count_that_as_a_cold_start) {
    for (const auto queue : {scenarios::QueueKind::central, scenarios::QueueKind::per_replica}) {
        DeploymentPlan plan = Slots::plan_of({.concurrency = 2, .queue = queue}, 1);
        Station station(plan, {0, 5, 6});
        station.engine->advance_to(at_ms(20));
        station.engine->replica_ready(0, 0, Duration{0});
        station.run_to_end();
        EXPECT_THAT(station.served(1), Pair(20, 30));
        EXPECT_EQ(station.left.at(1).cold, milliseconds(15));
        EXPECT_THAT(station.served(2), Pair(30, 40));
        EXPECT_EQ(station.left.at(2).cold, milliseconds(14)) << "the rest is the queue";
    }
}

// One request takes a place for 10 of 20 ms: a quarter of what two places could do. Where both share the replica, it
// has all of it, for half of the time.
TEST(ReplicaSlots, are_utilized_by_places_or_by_the_replica_that_is_shared) {
    for (const bool shared : {false, true}) {
        Slots station({.concurrency = 2, .processor_sharing = shared}, 1, {0});
        station.engine->advance_to(at_ms(20));
        EXPECT_EQ(station.engine->recorder().busy_seconds(0), shared ? 0.010 : 0.005);
        EXPECT_EQ(station.engine->recorder().ready_seconds(0), 0.020);
    }
}

struct Rules {
    scenarios::QueueKind queue;
    scenarios::RouterKind router;
};

/// Replicas of one place are those that serve one request at a time.
TEST(ReplicaSlots, of_one_place_serve_as_batches_of_one) {
    using scenarios::QueueKind;
    using scenarios::RouterKind;
    scenarios::GeneratedTraffic traffic;
    traffic.rate_per_s = 27;
    scenarios::WorkloadSpec workload;
    workload.traffic = traffic;
    const Duration horizon = std::chrono::minutes(2);
    for (const auto& [queue, router] :
         {Rules{QueueKind::central, RouterKind::round_robin}, Rules{QueueKind::per_replica, RouterKind::round_robin},
          Rules{QueueKind::per_replica, RouterKind::least_outstanding},
          Rules{QueueKind::per_replica, RouterKind::two_choices}}) {
        DeploymentPlan plan = plan_with(milliseconds(100));
        plan.pools.front().service = models::ServiceTime::exponential(milliseconds(100));
        std::vector<std::uint64_t> fingerprints;
        for (const Discipline& discipline :
             {Discipline(DynamicBatching{.queue = queue, .router = router, .max_queue = 20}),
              Discipline(RequestSlots{.max_queue = 20, .queue = queue, .router = router})}) {
            plan.discipline = discipline;
            RecorderOptions options;
            options.horizon = horizon;
            const auto engine = make_kernel(plan, open_traffic(workload, horizon, 1, 1), 1, options);
            for (ReplicaSlot slot = 0; slot < 3; ++slot) engine->replica_ready(slot, 0, Duration{0});
            engine->advance_to(at_ms(40'000));
            engine->replica_lost(1);
            engine->advance_to(at_ms(45'000));
            engine->replica_ready(1, 0, Duration{0});
            engine->advance_to(at_ms(80'000));
            engine->replica_draining(2);
            while (!engine->finished()) engine->advance_to(engine->next_event());
            results::RunResult result;
            engine->recorder().finish(kStart + horizon, result);
            EXPECT_GT(result.requests.rejected, 0U);
            fingerprints.push_back(result.fingerprint);
        }
        EXPECT_EQ(fingerprints[0], fingerprints[1]);
    }
}

}  // namespace
}  // namespace plimsoll::sim
