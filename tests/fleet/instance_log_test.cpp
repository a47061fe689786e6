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
    for (int i = 0; i < 2; ++i) log.launched(kStart);
    const SimTime change = kStart + seconds(60);
    for (int i = 0; i < 2; ++i) log.launched(change);
    for (int i = 0; i < 2; ++i) log.ended(0, kStart, change, Purchase::spot, true);
    EXPECT_EQ(log.peak(), 2U);
    const SimTime end = kStart + seconds(90);
    log.launched(change + seconds(1));
    for (int i = 0; i < 3; ++i) log.ended(0, change, end, Purchase::spot, false);
    EXPECT_EQ(log.peak(), 3U) << "these did stand side by side";
}

TEST(InstanceLog, counts_no_machine_that_is_given_up_at_once) {
    auto log = log_of_one_pool();
    log.launched(kStart + seconds(5));
    log.ended_unbilled(kStart + seconds(5));
    EXPECT_EQ(log.peak(), 0U);
    EXPECT_EQ(log.launches(), 1U);
}

}  // namespace
}  // namespace plimsoll::sim
