// SPDX-FileCopyrightText: 2026 The Plimsoll authors
// SPDX-License-Identifier: Apache-2.0
#include "tests/fleet/pool_cases.hpp"

#include <gtest/gtest.h>

namespace plimsoll::sim {
namespace {

using std::chrono::milliseconds;
using std::chrono::seconds;

// One instance is held ready; others start at once and stay for 2 s. Each request takes 1 s:
//   0.0 s  the first          on the one that is held ready
//   0.5 s  it is busy         another starts
//   1.2 s  it is free, the other is busy until 1.5 s
//   1.6 s  it is busy         the other
//   3.0 s  both are free      on the one that is held ready, though the other is newer
// So three of five are served there. The other ends at 4.6 s, the one held ready with the horizon.
TEST(Provisioned, InstancesComeBeforeAllOthersAndNeverEnd) {
    PoolPlan pool;
    pool.provisioning = Provisioning::on_request;
    pool.service = models::ServiceTime::constant(seconds(1));
    pool.keep_alive = seconds(2);
    pool.max_instances = 3;
    pool.replicas = {1, 3};
    pool.provisioned = 1;
    const pricing::WorkRule others{pricing::WorkRule::Basis::invocation, {}, true, false};
    const pricing::WorkRule held{pricing::WorkRule::Basis::invocation, {}, true, true};
    pool.usage = {true, {others, held}};
    auto given = deployment_of(
        {pool}, seconds(20), {milliseconds(0), milliseconds(500), milliseconds(1200), milliseconds(1600), seconds(3)});
    given.plan.discipline = RequestSlots{};
    const auto result = simulated(given);

    const auto& usage = result.usage.at(0);
    EXPECT_EQ(usage.provisioned, 1U);
    EXPECT_EQ(usage.requests, 5U);
    EXPECT_EQ(usage.worked(held).count, 3U);
    EXPECT_EQ(usage.worked(held).milliseconds, 3000U);
    EXPECT_EQ(usage.worked(others).count, 2U);
    EXPECT_EQ(usage.worked(others).milliseconds, 2000U);
    ASSERT_EQ(usage.instances.size(), 2U);
    EXPECT_EQ(usage.instances[0].end, milliseconds(4600));
    EXPECT_EQ(usage.instances[1].end, seconds(20));
}

}  // namespace
}  // namespace plimsoll::sim
