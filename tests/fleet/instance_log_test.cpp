// SPDX-FileCopyrightText: 2026 The Plimsoll authors
// SPDX-License-Identifier: Apache-2.0
#include "sim/fleet/instance_log.hpp"

#include <gtest/gtest.h>

namespace plimsoll::sim {
namespace {

using scenarios::Purchase;
using std::chrono::seconds;

InstanceLog log_of_one_pool() {
    DeploymentPlan plan;
    plan.pools.emplace_back();
    return InstanceLog(plan);
}

// Two of at most two leave as two others come: there were never four.
TEST(InstanceLog, counts_no_machine_beside_the_one_that_leaves_as_it_comes) {
    auto log = log_of_one_pool();
    for (int i = 0; i < 2; ++i) log.launched(0, kStart);
    const SimTime change = kStart + seconds(60);
    for (int i = 0; i < 2; ++i) log.launched(0, change);
    for (int i = 0; i < 2; ++i) log.ended(0, kStart, change, Purchase::spot, true);
    EXPECT_EQ(log.figures().peak, 2U);
    const SimTime end = kStart + seconds(90);
    log.launched(0, change + seconds(1));
    for (int i = 0; i < 3; ++i) log.ended(0, change, end, Purchase::spot, false);
    EXPECT_EQ(log.figures().peak, 3U) << "these did stand side by side";
}

TEST(InstanceLog, counts_no_machine_that_is_given_up_at_once) {
    auto log = log_of_one_pool();
    log.launched(0, kStart + seconds(5));
    log.ended_unbilled(0, kStart + seconds(5));
    EXPECT_EQ(log.figures().peak, 0U);
    EXPECT_EQ(log.figures().launched, 1U);
}

// The first pool has two from 0 to 60 s, the second three from 60 to 90 s, of a horizon of 100 s.
TEST(InstanceLog, counts_each_pool_and_all_together) {
    DeploymentPlan plan;
    plan.pools.resize(3);
    InstanceLog log(plan);
    log.set_horizon(seconds(100));
    const auto live = [&](std::size_t pool, int number, int from, int to, bool interrupted) {
        for (int i = 0; i < number; ++i) log.launched(pool, kStart + seconds(from));
        for (int i = 0; i < number; ++i) {
            if (interrupted) log.interrupted(pool);
            log.ended(pool, kStart + seconds(from), kStart + seconds(to), Purchase::spot, interrupted);
        }
    };
    live(0, 2, 0, 60, false);
    live(1, 3, 60, 90, true);
    EXPECT_EQ(log.figures(0).peak, 2U);
    EXPECT_EQ(log.figures(1).peak, 3U);
    EXPECT_EQ(log.figures(2).peak, 0U);
    EXPECT_EQ(log.figures().peak, 3U) << "they never stood side by side";
    EXPECT_EQ(log.figures(0).launched, 2U);
    EXPECT_EQ(log.figures().launched, 5U);
    EXPECT_EQ(log.figures(0).interrupted, 0U);
    EXPECT_EQ(log.figures(1).interrupted, 3U);
    EXPECT_DOUBLE_EQ(log.figures(0).mean, 1.2);
    EXPECT_DOUBLE_EQ(log.figures(1).mean, 0.9);
    EXPECT_DOUBLE_EQ(log.figures().mean, 2.1);
}

}  // namespace
}  // namespace plimsoll::sim
