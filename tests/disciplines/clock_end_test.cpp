// SPDX-FileCopyrightText: 2026 The Plimsoll authors
// SPDX-License-Identifier: Apache-2.0
//
// The clock ends 150 years after the start: what would come later comes then, in every discipline.
#include "station.hpp"

#include <gtest/gtest.h>

namespace plimsoll::sim {
namespace {

constexpr Duration kYear = kLongestDuration / 100;

/// When the requests are done, in years.
std::vector<double> completions(const Station& station) {
    std::vector<double> years;
    for (const auto& [id, record] : station.left)
        years.push_back(seconds_of(record.completion - kStart) / seconds_of(kYear));
    return years;
}

using testing::ElementsAre;

TEST(ClockEnd, an_overload_is_worked_off_up_to_the_end_of_the_clock) {
    Station station(plan_with(60 * kYear), {0, 0, 0, 0});
    station.engine->replica_ready(0, 0, Duration{0});
    station.run_to_end();
    EXPECT_THAT(completions(station), ElementsAre(60, 120, 150, 150));
}

TEST(ClockEnd, running_ahead_comes_to_the_same) {
    std::vector<int> arrivals(1000);
    for (int i = 0; i < 1000; ++i) arrivals[static_cast<std::size_t>(i)] = i;
    Station station(plan_with(60 * kYear), arrivals);
    for (ReplicaSlot slot = 0; slot < 2; ++slot) station.engine->replica_ready(slot, 0, Duration{0});
    station.engine->advance_to(kStart + kYear);
    station.run_to_end();
    EXPECT_EQ(station.left.at(1).completion, kStart + std::chrono::milliseconds(1) + 60 * kYear);
    EXPECT_EQ(station.left.at(4).completion, kClockEnd);
    EXPECT_EQ(station.left.at(999).completion, kClockEnd);
}

TEST(ClockEnd, a_batch_that_would_wait_beyond_it_starts_then) {
    DeploymentPlan plan = plan_with(kYear);
    plan.discipline =
        DynamicBatching{.queue = scenarios::QueueKind::per_replica, .max_batch = 8, .max_wait = 100 * kYear};
    Station station(plan, {0});
    station.engine->advance_to(kStart + 90 * kYear);
    station.engine->replica_ready(0, 0, Duration{0});
    station.run_to_end();
    EXPECT_THAT(completions(station), ElementsAre(150));
}

TEST(ClockEnd, requests_that_share_an_instance_are_done_then) {
    DeploymentPlan plan = plan_with(100 * kYear);
    plan.discipline = RequestSlots{.concurrency = 2, .processor_sharing = true};
    plan.pools.front().provisioning = Provisioning::on_request;
    plan.pools.front().replicas = {1, 1};
    plan.pools.front().keep_alive = 100 * kYear;
    Station station(plan, {0, 0});
    station.engine->replica_ready(0, 0, Duration{0});
    station.run_to_end();
    EXPECT_THAT(completions(station), ElementsAre(150, 150));
}

TEST(ClockEnd, more_requests_than_a_word_of_nanoseconds_holds_share_an_instance) {
    DeploymentPlan plan = plan_with(100 * kYear);
    plan.discipline = RequestSlots{.concurrency = 1000, .processor_sharing = true};
    plan.pools.front().provisioning = Provisioning::on_request;
    plan.pools.front().replicas = {1, 1};
    Station station(plan, std::vector<int>(1000));
    station.engine->replica_ready(0, 0, Duration{0});
    station.run_to_end();
    EXPECT_EQ(station.left.at(999).completion, kClockEnd);
}

TEST(ClockEnd, tokens_that_would_take_longer_are_made_by_then) {
    DeploymentPlan plan = plan_with(kYear);
    plan.discipline.emplace<ApiCalls>().per_output_token = 100 * kYear;
    Station station(plan, {0}, 1'000'000'000);
    station.run_to_end();
    EXPECT_THAT(completions(station), ElementsAre(101));
}

TEST(ClockEnd, a_rate_limit_of_nearly_nothing_rejects) {
    DeploymentPlan plan = plan_with(kYear);
    plan.discipline.emplace<ApiCalls>().requests_per_minute = 1e-300;
    Station station(plan, {0});
    station.run_to_end();
    EXPECT_EQ(station.left.at(0).outcome, Outcome::rejected);
}

}  // namespace
}  // namespace plimsoll::sim
