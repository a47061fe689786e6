// SPDX-FileCopyrightText: 2026 The Plimsoll authors
// SPDX-License-Identifier: Apache-2.0
#include "sim/control/batch_size.hpp"

#include <gtest/gtest.h>

namespace plimsoll::sim {
namespace {

using std::chrono::hours;
using std::chrono::minutes;
using std::chrono::seconds;

/// 36,000 requests in batches of 10 at 10 s: 36,000 s = 10 h of work; a window of 6 h.
BatchWindowFacts nightly() {
    BatchWindowFacts facts;
    facts.waiting = 36'000;
    facts.max_batch = 10;
    facts.mean_batch_time = seconds(10);
    facts.window = hours(6);
    facts.max_replicas = 100;
    return facts;
}

TEST(BatchReplicas, withoutADeadlineHalfTheWindowIsAvailable) {
    EXPECT_EQ(batch_replicas(nightly()), 4U);  // ceil(10 h / 3 h)
}

TEST(BatchReplicas, theStartComesOutOfTheAvailableTime) {
    auto facts = nightly();
    facts.start_up = minutes(30);
    EXPECT_EQ(batch_replicas(facts), 4U);  // 10 / 2.5 = 4 exactly
    facts.start_up = minutes(31);
    EXPECT_EQ(batch_replicas(facts), 5U);
}

TEST(BatchReplicas, theDeadlineLeavesWhatTheWindowDidNotUse) {
    auto facts = nightly();
    facts.deadline = hours(10);  // 4 h after the window's 6; half of it is 2 h
    EXPECT_EQ(batch_replicas(facts), 5U);
    facts.deadline = hours(24);  // more than a window: the window rules
    EXPECT_EQ(batch_replicas(facts), 4U);
}

TEST(BatchReplicas, anImpossibleDeadlineStillLeavesATenthOfTheWindow) {
    auto facts = nightly();
    facts.deadline = hours(6);
    EXPECT_EQ(batch_replicas(facts), 17U);  // 10 h / 0.6 h = 16.7
    facts.deadline = hours(1);
    EXPECT_EQ(batch_replicas(facts), 17U);
}

TEST(BatchReplicas, theLastBatchNeedNotBeFull) {
    auto facts = nightly();
    facts.mean_batch_time = hours(3);
    facts.waiting = 10;
    EXPECT_EQ(batch_replicas(facts), 1U);
    facts.waiting = 11;
    EXPECT_EQ(batch_replicas(facts), 2U);
}

TEST(BatchReplicas, atLeastOneAtMostTheMaximumNoneForNothing) {
    auto facts = nightly();
    facts.max_replicas = 3;
    EXPECT_EQ(batch_replicas(facts), 3U);
    facts.waiting = 1;
    EXPECT_EQ(batch_replicas(facts), 1U);
    facts.waiting = 0;
    EXPECT_EQ(batch_replicas(facts), 0U);
}

TEST(BatchReplicas, aPoolThatCouldBeLargerLeavesNothingToTheNext) {
    auto facts = nightly();
    EXPECT_EQ(batches_done(facts, 4), batches_of(facts));
    facts.max_replicas = 2;
    EXPECT_EQ(batches_done(facts, 2), 2160U);  // 2 x 3 h in steps of 10 s
    facts.mean_batch_time = hours(10);
    EXPECT_EQ(batches_done(facts, 2), 2U) << "each does one, however long it takes";
}

}  // namespace
}  // namespace plimsoll::sim
