// SPDX-FileCopyrightText: 2026 The Plimsoll authors
// SPDX-License-Identifier: Apache-2.0
//
// Small cases worked out by hand. Times in milliseconds.
#include "station.hpp"

#include <gmock/gmock.h>
#include <gtest/gtest.h>

namespace plimsoll::sim {
namespace {

using std::chrono::milliseconds;
using testing::ElementsAre;

TEST(BatchingKernel, an_idle_replica_holds_a_request_for_max_wait_and_then_starts_what_is_there) {
    Station station(plan_with(milliseconds(10), 4, milliseconds(5)), {0, 3, 20});
    station.engine->replica_ready(0, 0, Duration{0});
    station.run_to_end();
    EXPECT_EQ(station.served(0), std::pair(5, 15));
    EXPECT_EQ(station.served(1), std::pair(5, 15));
    EXPECT_EQ(station.served(2), std::pair(25, 35));
    EXPECT_EQ(station.left.at(0).batching, milliseconds(5));
    EXPECT_EQ(station.left.at(1).batching, milliseconds(2));
}

TEST(BatchingKernel, a_full_batch_starts_at_once) {
    Station station(plan_with(milliseconds(10), 2, milliseconds(50)), {0, 3});
    station.engine->replica_ready(0, 0, Duration{0});
    station.run_to_end();
    EXPECT_EQ(station.served(0), std::pair(3, 13));
    EXPECT_EQ(station.served(1), std::pair(3, 13));
}

TEST(BatchingKernel, a_full_queue_turns_requests_away) {
    DeploymentPlan plan = plan_with(milliseconds(10));
    std::get<DynamicBatching>(plan.discipline).max_queue = 1;
    Station station(plan, {0, 1, 2, 15});
    station.engine->replica_ready(0, 0, Duration{0});
    station.run_to_end();
    EXPECT_EQ(station.left.at(2).outcome, Outcome::rejected);
    EXPECT_EQ(station.served(1), std::pair(10, 20));
    EXPECT_EQ(station.result.requests.rejected, 1U);
}

TEST(BatchingKernel, lost_work_is_repeated_before_what_waits_and_counts_as_queueing) {
    Station station(plan_with(milliseconds(10)), {0, 1});
    station.engine->replica_ready(0, 0, Duration{0});
    station.engine->advance_to(at_ms(4));
    station.engine->replica_lost(0);
    station.engine->advance_to(at_ms(6));
    station.engine->replica_ready(0, 0, Duration{0});
    station.run_to_end();
    EXPECT_EQ(station.served(0), std::pair(6, 16));
    EXPECT_EQ(station.served(1), std::pair(16, 26));
    EXPECT_EQ(station.left.at(0).cold, milliseconds(2)) << "no replica from 4 to 6";
    EXPECT_EQ(station.result.requests.retried, 1U);
}

TEST(BatchingKernel, under_the_policy_fail_lost_work_leaves_as_failed) {
    DeploymentPlan plan = plan_with(milliseconds(10));
    std::get<DynamicBatching>(plan.discipline).on_loss = scenarios::OnLoss::fail;
    Station station(plan, {0});
    station.engine->replica_ready(0, 0, Duration{0});
    station.engine->advance_to(at_ms(4));
    station.engine->replica_lost(0);
    station.run_to_end();
    EXPECT_EQ(station.left.at(0).outcome, Outcome::failed);
    EXPECT_EQ(station.result.requests.failed, 1U);
}

TEST(BatchingKernel, a_draining_replica_tells_when_it_is_empty_and_takes_nothing_more) {
    Station station(plan_with(milliseconds(10)), {0, 1});
    station.engine->replica_ready(0, 0, Duration{0});
    station.engine->replica_ready(1, 0, Duration{0});
    station.engine->advance_to(at_ms(0));
    EXPECT_EQ(station.engine->replica_draining(0), at_ms(10));
    EXPECT_EQ(station.engine->replica_draining(1), at_ms(0)) << "idle";
    station.engine->advance_to(at_ms(30));
    EXPECT_EQ(station.left.size(), 1U);
    station.engine->replica_ready(1, 0, Duration{0});
    station.run_to_end();
    EXPECT_EQ(station.served(1), std::pair(30, 40));
}

TEST(BatchingKernel, requests_wait_for_their_window) {
    DeploymentPlan plan = plan_with(milliseconds(10), 8);
    plan.window_every = milliseconds(100);
    Station station(plan, {0, 50, 120});
    station.engine->replica_ready(0, 0, Duration{0});
    station.engine->advance_to(at_ms(100));
    EXPECT_EQ(station.engine->take_demands().released_waiting, 0U);
    station.engine->open_window();
    station.engine->advance_to(at_ms(200));
    station.engine->open_window();
    station.run_to_end();
    EXPECT_EQ(station.served(1), std::pair(100, 110));
    EXPECT_EQ(station.served(2), std::pair(200, 210));
    EXPECT_EQ(station.left.at(0).batching, milliseconds(100));
}

TEST(SlotsKernel, a_request_without_a_place_launches_an_instance_that_keep_alive_ends) {
    DeploymentPlan plan = plan_with(milliseconds(10));
    plan.discipline = RequestSlots{};
    plan.pools.front().provisioning = Provisioning::on_request;
    plan.pools.front().replicas = {0, 0};
    plan.pools.front().max_instances = 2;
    plan.pools.front().keep_alive = milliseconds(100);
    Station station(plan, {0, 1, 2, 60});
    station.engine->advance_to(at_ms(2));
    EXPECT_THAT(station.engine->take_demands().launches, ElementsAre(Launch{0, 0}, Launch{1, 0}));
    EXPECT_EQ(station.left.at(2).outcome, Outcome::rejected) << "both instances are taken";
    station.engine->advance_to(at_ms(20));
    station.engine->replica_ready(0, 0, Duration{0});
    station.engine->replica_ready(1, 0, Duration{0});
    station.run_to_end();
    EXPECT_EQ(station.served(0), std::pair(20, 30));
    EXPECT_EQ(station.left.at(1).cold, milliseconds(19));
    EXPECT_EQ(station.served(3), std::pair(60, 70));
    station.engine->advance_to(at_ms(1000));
    const auto ended = station.engine->take_demands().expired;
    ASSERT_EQ(ended.size(), 2U);
    EXPECT_EQ(ended[0].at, at_ms(130)) << "slot 0, idle since 30";
    EXPECT_EQ(ended[1].at, at_ms(170)) << "slot 1, the newest, took the last request";
    EXPECT_EQ(ended[1].slot, 1U);
}

TEST(SlotsKernel, requests_that_share_an_instance_slow_each_other_down) {
    DeploymentPlan plan = plan_with(milliseconds(10));
    plan.discipline = RequestSlots{.concurrency = 2, .processor_sharing = true};
    plan.pools.front().provisioning = Provisioning::on_request;
    plan.pools.front().replicas = {1, 1};
    plan.pools.front().max_instances = 1;
    plan.pools.front().keep_alive = std::chrono::hours(1);
    // Alone until 4, then two at half speed: the first has 6 ms left and is done at 16; the second, 4 ms left, at 20.
    Station station(plan, {0, 4});
    station.engine->replica_ready(0, 0, Duration{0});
    station.run_to_end();
    EXPECT_EQ(station.served(0), std::pair(0, 16));
    EXPECT_EQ(station.served(1), std::pair(4, 20));
}

// The first pool is done in 10 ms, the second in 30; of two requests at once the lower slot takes the first.
TEST(BatchingKernel, each_pool_has_its_own_service_time_and_its_own_count) {
    DeploymentPlan plan = plan_with(milliseconds(10));
    plan.pools.emplace_back().service = models::ServiceTime::constant(milliseconds(30));
    Station station(plan, {0, 0, 5}, 3);
    station.engine->replica_ready(0, 0, Duration{0});
    station.engine->replica_ready(1, 1, Duration{0});
    station.engine->advance_to(at_ms(5));
    Recorder& recorder = station.engine->recorder();
    EXPECT_EQ(recorder.held(0), 1U);
    EXPECT_EQ(recorder.held(1), 1U);
    EXPECT_EQ(recorder.waiting(), 1U);
    station.run_to_end();
    EXPECT_EQ(station.served(0), std::pair(0, 10));
    EXPECT_EQ(station.served(1), std::pair(0, 30));
    EXPECT_EQ(station.served(2), std::pair(10, 20));
    EXPECT_EQ(station.left.at(1).pool, 1U);
    EXPECT_EQ(recorder.served(0).requests, 2U);
    EXPECT_EQ(recorder.served(0).output_tokens, 6U);
    EXPECT_EQ(recorder.served(1).requests, 1U);
}

TEST(SlotsKernel, a_discipline_of_one_pool_is_given_no_other) {
    DeploymentPlan plan = plan_with(milliseconds(10));
    plan.pools.emplace_back();
    plan.discipline = RequestSlots{};
    for (PoolPlan& pool : plan.pools) pool.provisioning = Provisioning::on_request;
    EXPECT_THROW(Station(plan, {0}), std::logic_error);
    plan.discipline = ApiCalls{};
    EXPECT_THROW(Station(plan, {0}), std::logic_error);
}

TEST(ApiKernel, a_rate_limit_spaces_requests_out_once_its_bucket_is_empty) {
    DeploymentPlan plan = plan_with(milliseconds(10));
    plan.discipline = ApiCalls{.requests_per_minute = 2,  // one per 30 s after a burst of two
                               .tokens_per_minute = {},
                               .per_output_token = {},
                               .max_wait = std::chrono::seconds(40)};
    Station station(plan, {0, 0, 0, 0});
    station.run_to_end();
    EXPECT_EQ(station.served(1), std::pair(0, 10));
    EXPECT_EQ(station.served(2), std::pair(30'000, 30'010));
    EXPECT_EQ(station.left.at(3).outcome, Outcome::rejected) << "it would wait 60 s";
}

}  // namespace
}  // namespace plimsoll::sim
